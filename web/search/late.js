// Search loads when it is first touched: most who read a page search nothing.
//
// Material asks for its index, and starts its worker, as soon as a page opens. Here the request
// waits for the first touch, and the worker for its first message, which brings the index.

const INDEX = "search/search_index.json";

/**
 * Workers that start with their first message, each message as `say` makes it.
 *
 * @param {(message: any) => any} say
 * @returns {any}
 */
export function lateWorker(say) {
  const Now = Worker;
  return class extends EventTarget {
    /** @type {Worker | undefined} */
    #started;
    #start;

    /** @param {ConstructorParameters<typeof Worker>} how */
    constructor(...how) {
      super();
      this.#start = () => {
        const worker = new Now(...how);
        for (const kind of ["message", "error"])
          worker.addEventListener(kind, (event) => this.dispatchEvent(same(event)));
        return worker;
      };
    }

    /** @param {any} message */
    postMessage(message) {
      this.#started ??= this.#start();
      this.#started.postMessage(say(message));
    }

    terminate() {
      this.#started?.terminate();
    }
  };
}

/** An event to send on. @param {Event} event */
const same = (event) => new /** @type {any} */ (event.constructor)(event.type, event);

/** Let the index wait until search is touched. */
export function holdIndex() {
  const touch = touched();
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const held = new WeakSet();
  XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...how) {
    if (String(how[1]).endsWith(INDEX)) held.add(this);
    open.apply(this, /** @type {any} */ (how));
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (held.has(this)) touch.then(() => send.call(this, body));
    else send.call(this, body);
  };
}

/**
 * When the search box is opened or has the focus. An address that highlights what was found (?h=)
 * needs the index at once; one that asks (?q=) opens the box.
 *
 * @returns {Promise<void>}
 */
function touched() {
  if (new URLSearchParams(location.search).has("h")) return Promise.resolve();
  return new Promise((done) => {
    for (const kind of ["focusin", "change"])
      document.addEventListener(kind, ({ target }) => {
        if (target instanceof Element && target.closest(".md-search, #__search")) done();
      });
  });
}
