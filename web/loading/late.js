// Rooms whose script comes when a reader asks for what it does, since most never do.

// The script that runs now, beside which the others lie. The build has no page.
const HERE = /** @type {HTMLScriptElement | null | undefined} */ (
  globalThis.document?.currentScript
);

/**
 * What loads the script of a room and gives what it exports. Where the script does not arrive the
 * promise fails, and may be tried again.
 * @template Room
 * @param {string} name
 * @returns {() => Promise<Room>}
 */
export function late(name) {
  /** @type {Promise<Room> | undefined} */
  let arriving;
  const arrive = () =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, HERE?.src).href;
      const exported = name[0].toUpperCase() + name.slice(1);
      script.onload = () => done(/** @type {any} */ (globalThis)[exported]);
      script.onerror = () => {
        arriving = undefined;
        failed(new Error(`${script.src} did not arrive.`));
      };
      document.head.append(script);
    });
  return () => (arriving ??= arrive());
}
