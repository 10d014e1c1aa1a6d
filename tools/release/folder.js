// Workers from a folder: see folder.py. A browser takes no file for the script of a worker, but
// lets a worker that is made of a text import files.
if (location.protocol === "file:") {
  const Native = Worker;
  globalThis.Worker = class extends Native {
    /** @param {string | URL} script */
    constructor(script) {
      const file = JSON.stringify(new URL(script, document.baseURI));
      const text = `{
        const load = importScripts;
        self.importScripts = (...all) => load(...all.map((one) => String(new URL(one, ${file}))));
        importScripts(${file});
      }`;
      super(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    }
  };
}
