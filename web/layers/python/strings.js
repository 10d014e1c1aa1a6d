// What a string of Python holds.

/** @type {Record<string, string>} */
const ESCAPES = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"', "\n": "" };

/**
 * @param {string} text the string as written
 */
export function stringOf(text) {
  const [head, prefix, quote] = /^([a-zA-Z]*)('''|"""|'|")/.exec(text) ?? ["", "", ""];
  const inside = text.slice(head.length, text.length - quote.length);
  if (/r/i.test(prefix)) return inside;
  return inside.replace(/\\(.|\n)/gs, (all, letter) => ESCAPES[letter] ?? all);
}
