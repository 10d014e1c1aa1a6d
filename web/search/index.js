// Before Material's search is asked: see ask.js.
import { ask } from "./ask.js";

export { ask };

const QUERY = 2; // the message by which Material's page asks its worker

if (typeof Worker !== "undefined") {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, /** @type {any} */ more) {
    const asked = message?.type === QUERY ? { ...message, data: ask(message.data) } : message;
    post.call(this, asked, more);
  };
}
