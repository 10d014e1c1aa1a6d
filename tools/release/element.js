// What both the cards and the books are made of.

/**
 * A new element with a class and what is inside it.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} classes
 * @param {(Node | string)[]} inside
 */
export function element(name, classes, ...inside) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...inside);
  return made;
}

/** @param {string} href @param {(Node | string)[]} inside */
export function link(href, ...inside) {
  const made = element("a", "", ...inside);
  made.setAttribute("href", href);
  return made;
}

/** The element of a page that every page has. @param {ParentNode} page @param {string} what */
export function only(page, what) {
  const found = page.querySelector(what);
  if (found instanceof HTMLElement) return found;
  throw new Error(`a page has no ${what}`);
}
