// What stands between Material's search and its page: ask.js says what is asked, late.js when it loads.
import { ask } from "./ask.js";
import { holdIndex, lateWorker } from "./late.js";

export { ask };

const QUERY = 2; // the message by which Material's page asks its worker

/** @param {any} message */
const asked = (message) =>
  message?.type === QUERY ? { ...message, data: ask(message.data) } : message;

if (typeof Worker !== "undefined") {
  window.Worker = lateWorker(asked);
  holdIndex();
}
