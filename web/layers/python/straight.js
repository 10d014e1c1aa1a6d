// Lines that were copied out of a class or a function keep its indentation, and often all but the
// first. The grammar wants none: these are the parts of a text that it is given.

/**
 * For every line, from where on it is read.
 * @param {string} text
 * @returns {{ from: number, to: number }[]}
 */
export function straightened(text) {
  const lines = text.split(/(?<=\n)/);
  const full = lines.flatMap((line, at) => (/^\s*[^\s#]/.test(line) ? [at] : []));
  const [first, second] = full;
  if (first === undefined) return [{ from: 0, to: text.length }];
  /** @param {number} at */
  const indent = (at) => lines[at].length - lines[at].trimStart().length;
  const opens = /[:([{,\\=]\s*(#.*)?$/.test(lines[first]);
  const ragged = second !== undefined && !opens && indent(second) > indent(first);
  const rest = ragged ? full.slice(1) : full;
  const shared = rest.reduce((least, at) => Math.min(least, indent(at)), Infinity);
  let start = 0;
  const parts = lines.map((line, at) => {
    const from = start + Math.min(ragged && at === first ? indent(at) : shared, blank(line));
    start += line.length;
    return { from, to: start };
  });
  // Places in the tree count from the first part.
  return parts[0].from ? [{ from: 0, to: 0 }, ...parts] : parts;
}

/** @param {string} line */
const blank = (line) => line.length - line.replace(/^[ \t]+/, "").length;
