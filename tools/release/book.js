// One document of all pages of a language, made in the browser that prints it: see book.py.
import { bound } from "./chapter.js";
import { element, link, only } from "./element.js";

/**
 * @typedef {{
 *   title: string, description: string, home: string, made: string,
 *   chapters: import("./chapter.js").Chapter[],
 *   words: { contents: string, made: string, live: string, checks: string },
 * }} Book
 */

/** Write the book into this document. @param {Book} book */
export async function bind(book) {
  const names = new Map(book.chapters.map(({ address, name }) => [address, name]));
  const contents = element("nav", "contents", heading(0, book.words.contents));
  const pages = [];
  for (const { address } of book.chapters) pages.push(await read(address));
  const needed = new Set(pages.flatMap(styles)); // some stand in the text
  const sheets = [title(book, pages[0]), contents];
  /** @type {string[]} */
  let above = [];
  for (const [n, { name, parts }] of book.chapters.entries()) {
    const told = { home: book.home, live: book.words.live };
    const article = bound(pages[n], book.chapters[n], names, told);
    const chapter = element("section", "chapter");
    chapter.id = name;
    for (const [depth, part] of begun(parts, above)) {
      chapter.append(heading(depth, part));
      contents.append(element("p", `depth${depth} begins`, part));
    }
    contents.append(line(only(article, ".t1").textContent, chapter.id, parts.length));
    chapter.append(...article.childNodes);
    sheets.push(chapter);
    above = parts;
  }
  await Promise.all([...needed].map(styled));
  only(document, "main").append(...sheets);
  refuse(lost());
  await document.fonts.ready;
  shrink();
}

/** Say in the contents on which page each chapter begins. @param {Record<string, number>} pages */
export function count(pages) {
  for (const one of document.querySelectorAll(".contents a"))
    only(one, ".page").textContent = String(pages[one.getAttribute("href")?.slice(1) ?? ""]);
}

/** A page of the site, whose scripts do not run. @param {string} address */
async function read(address) {
  const there = new URL(`./${address}`, document.baseURI);
  const page = new DOMParser().parseFromString(await (await fetch(there)).text(), "text/html");
  const base = element("base", "");
  base.href = there.href;
  page.head.prepend(base);
  return page;
}

/** The addresses of a page's style sheets. @param {Document} page @returns {string[]} */
const styles = (page) =>
  [...page.querySelectorAll("link")]
    .filter((one) => one.rel === "stylesheet")
    .map((one) => one.href);

/** A style sheet of pages stands before the book's own. @param {string} href */
const styled = (href) =>
  new Promise((done, fail) => {
    const sheet = element("link", "");
    Object.assign(sheet, { rel: "stylesheet", href, onload: done, onerror: fail });
    only(document, "style").before(sheet);
  });

/**
 * The first sheet; what made the book is what made its first page.
 *
 * @param {Book} book
 * @param {Document} home
 */
function title({ title, description, home: there, made, words }, home) {
  const provenance = only(home, ".provenance");
  provenance.innerHTML = provenance.innerHTML.replace(made, words.made);
  return element(
    "section",
    "title",
    element("p", "name", title),
    element("p", "", description),
    element("p", "", link(there, there)),
    element("p", "", words.checks),
    provenance,
  );
}

/**
 * The parts of the navigation that begin with a chapter.
 *
 * @param {string[]} parts
 * @param {string[]} above of the chapter before
 */
function begun(parts, above) {
  const first = parts.findIndex((part, depth) => part !== above[depth]);
  return first < 0 ? [] : [...parts.entries()].slice(first);
}

/** @param {number} depth @param {string} text */
function heading(depth, text) {
  const made = document.createElement(`h${depth + 1}`);
  made.className = "part";
  made.append(text);
  return made;
}

/** @param {string} text @param {string} name @param {number} depth */
const line = (text, name, depth) =>
  element(
    "p",
    `depth${depth}`,
    link(`#${name}`, element("span", "", text), element("span", "page")),
  );

/** The links within the book that lead nowhere. */
const lost = () =>
  [...document.querySelectorAll("a[href^='#']")]
    .map((one) => one.getAttribute("href")?.slice(1) ?? "")
    .filter((id) => !document.getElementById(id));

/** @param {string[]} ids */
function refuse(ids) {
  if (ids.length) throw new Error(`the book has links to what is not in it: ${ids.join(", ")}`);
}

/** A sheet of paper does not scroll: what is too wide becomes smaller. */
function shrink() {
  const wide = document.querySelectorAll(
    ".katex-display, table, conv-explorer, layer-stack, size-finder, svg",
  );
  for (const one of wide) {
    const place = one.parentElement?.clientWidth;
    if (place && one.scrollWidth > place + 1)
      one.setAttribute("style", `zoom: ${place / one.scrollWidth}`);
  }
}
