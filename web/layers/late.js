// The script of the pictures: it comes when a reader opens one, since most never do.

/** @import * as Room from "../picture/index.js" */

// The script that runs now, beside which the other one lies. The build has no page.
const HERE = /** @type {HTMLScriptElement | null | undefined} */ (
  globalThis.document?.currentScript
);

/** @type {Promise<typeof Room> | undefined} */
let arriving;

/** What makes pictures; the promise fails where the script does not arrive, and may be tried again. */
export function pictures() {
  arriving ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL("picture.js", HERE?.src).href;
    script.onload = () => done(/** @type {any} */ (globalThis).Picture);
    script.onerror = () => {
      arriving = undefined;
      failed(new Error(`${script.src} did not arrive.`));
    };
    document.head.append(script);
  });
  return arriving;
}
