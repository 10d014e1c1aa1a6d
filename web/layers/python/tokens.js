// The tokens of Python, and its logical lines.

/** @import { Line, Token } from "../types.js" */

const TOKEN = new RegExp(
  [
    /(?<blank>[ \t\f\r\u00a0\u3000]+|\\\r?\n)/,
    /(?<comment>#[^\n]*)/,
    /(?<newline>\n)/,
    /(?<string>[rRbBuUfF]{0,2}(?:"""[^]*?"""|'''[^]*?'''|(?!""")"(?:[^"\\\n]|\\[^])*"|(?!''')'(?:[^'\\\n]|\\[^])*'))/,
    /(?<open>"""[^]*|'''[^]*|["'][^\n]*)/,
    /(?<number>(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][-+]?\d+)?(?![\p{L}_]))/u,
    /(?<name>[\p{L}_][\p{L}\p{N}_]*)/u,
    /(?<op>\*\*=?|\/\/=?|->|:=|[-+*/%@&|^<>!=]=|\.\.\.|[-+*/%()[\]{},:;.=@<>&|^~])/,
    /(?<bad>[^])/,
  ]
    .map((part) => part.source)
    .join("|"),
  "yu",
);

/** Closing brackets. A map: the text of a token may be a name that every object has. */
export const CLOSES = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/**
 * The logical lines of a text; line breaks in brackets do not count.
 * @param {string} text
 * @returns {Line[]}
 */
export function logicalLines(text) {
  /** @type {Line[]} */
  const lines = [];
  /** @type {Token[]} */
  const open = [];
  /** @type {Token[]} */
  let tokens = [];
  const finish = () => {
    if (tokens.length) lines.push({ tokens });
    tokens = [];
  };
  for (const token of allTokens(text)) {
    if (token.kind === "newline" || token.text === ";") {
      if (!open.length || token.text === ";") finish();
    } else if (token.kind !== "blank" && token.kind !== "comment") {
      const last = open.at(-1);
      if (CLOSES.has(token.text)) open.push(token);
      else if (last && CLOSES.get(last.text) === token.text) open.pop();
      tokens.push(token);
    }
  }
  finish();
  const last = lines.at(-1);
  if (last && open.length) last.unclosed = open[0];
  return lines;
}

/**
 * Every token with its place, blanks and comments too.
 * @param {string} text
 * @returns {Generator<Token>}
 */
function* allTokens(text) {
  let line = 1;
  let lineStart = 0;
  for (let start = 0; start < text.length;) {
    TOKEN.lastIndex = start;
    const [found, kind] = match(text);
    const end = start + found.length;
    yield { kind, text: found, start, end, line, column: start - lineStart + 1 };
    for (let at = found.indexOf("\n"); at >= 0; at = found.indexOf("\n", at + 1)) {
      line += 1;
      lineStart = start + at + 1;
    }
    start = end;
  }
}

/**
 * The next token's text and kind. One of the groups always matches, the last one anything.
 * @param {string} text
 * @returns {[string, string]}
 */
function match(text) {
  const found = TOKEN.exec(text);
  const kind = Object.entries(found?.groups ?? {}).find(([, part]) => part !== undefined);
  return [found?.[0] ?? "", kind?.[0] ?? "bad"];
}
