// What a sentence holds of code.
import { escape } from "./escape.js";

/** Text as HTML, with `code` in it. @param {string} text */
export const marked = (text) => escape(text).replace(/`([^`]*)`/g, "<code>$1</code>");
