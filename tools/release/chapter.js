// A page as a chapter of a book: its ids and links get the name of the chapter, so that links between
// pages stay in the book, and its headings go down by what the navigation has above them.
import { element, link, only } from "./element.js";

const FRAME =
  "button, script, link, style, .headerlink, .copies, .check, .cite, .whole, .provenance";
const TOOLS = "conv-explorer, layer-stack, size-finder, conv-exercise";
const NAMING = ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls"];

/** @typedef {{ address: string, name: string, parts: string[] }} Chapter */

/**
 * The text of a page as it stands in a book.
 *
 * @param {Document} page
 * @param {Chapter} chapter
 * @param {Map<string, string>} names of all chapters, by their addresses
 * @param {{ home: string, live: string }} told where the site is, and how a book says so
 */
export function bound(page, { address, name, parts }, names, { home, live }) {
  const article = only(page, "article");
  for (const one of article.querySelectorAll(FRAME)) one.remove();
  for (const one of article.querySelectorAll("details")) one.open = true;
  for (const one of article.querySelectorAll("a[href]"))
    one.setAttribute("href", led(one.getAttribute("href") ?? "", address, { names, home }));
  for (const attribute of NAMING)
    for (const one of article.querySelectorAll(`[${attribute}]`))
      one.setAttribute(attribute, renamed(one.getAttribute(attribute) ?? "", name));
  for (const level of [6, 5, 4, 3, 2, 1])
    for (const one of article.querySelectorAll(`h${level}`)) lower(one, level, parts.length);
  for (const one of article.querySelectorAll(TOOLS)) {
    const there = new URL(address, home).href;
    one.after(element("p", "live", `${live} `, link(there, there)));
  }
  return article;
}

/**
 * Where a link of a page leads: within the book if it can.
 *
 * @param {string} href
 * @param {string} from
 * @param {{ names: Map<string, string>, home: string }} book
 */
function led(href, from, { names, home }) {
  const root = "book:///";
  const to = new URL(href, root + from);
  const name = names.get(to.pathname.slice(1));
  if (to.protocol !== "book:") return href;
  if (to.search || !name) return new URL(to.href.slice(root.length), home).href;
  return `#${name}${to.hash && `:${decodeURIComponent(to.hash.slice(1))}`}`;
}

/** @param {string} ids @param {string} name */
const renamed = (ids, name) =>
  ids
    .split(" ")
    .map((id) => `${name}:${id}`)
    .join(" ");

/**
 * A heading, some levels down; it looks as before, by its class.
 *
 * @param {Element} one
 * @param {number} level
 * @param {number} depth
 */
function lower(one, level, depth) {
  const made = one.ownerDocument.createElement(`h${Math.min(level + depth, 6)}`);
  made.className = `t${level}`;
  if (one.id) made.id = one.id;
  made.append(...one.childNodes);
  for (const text of made.childNodes)
    if (text instanceof Text) text.data = text.data.replace(/\s+/g, " "); // no line of the source
  one.replaceWith(made);
}
