// A page becomes its card: the first of its figures, pictures or formulas that can be read when small.
import { element, only } from "./element.js";

const SHOWN = [".conv-figure .wide", "conv-explorer .wide", ".pictures", ".katex-display"];
const [SMALLEST, LARGEST] = [1.4, 3]; // times the size on the page

/** Put the card of this page in the place of all that it shows. */
export function become() {
  const article = only(document, "article");
  const site = only(document, ".md-header__title .md-ellipsis").textContent;
  const description = document.querySelector("meta[name=description]")?.getAttribute("content");
  const shown = SHOWN.flatMap((one) => [...article.querySelectorAll(one)]);
  const title = only(article, "h1");
  for (const one of title.querySelectorAll(".headerlink")) one.remove();
  const place = element("div", "card-shown md-typeset");
  const card = element(
    "main",
    "card",
    element("p", "card-site", site),
    element("h1", "card-title", ...title.childNodes),
    place,
  );
  document.body.replaceChildren(card);
  if (shown.some((one) => fits(one, place))) return;
  card.classList.add("card-plain");
  place.replaceWith(element("p", "card-said", description ?? ""));
}

/**
 * Whether a figure that fills the place is larger than on its page, as cards are shown small.
 *
 * @param {Element} one
 * @param {HTMLElement} place
 */
function fits(one, place) {
  place.replaceChildren(one);
  const { width, height } = (one.querySelector(".katex-html") ?? one).getBoundingClientRect();
  const zoom = Math.min(place.clientWidth / width, place.clientHeight / height, LARGEST);
  one.setAttribute("style", `zoom: ${zoom}`);
  return width > 0 && zoom >= SMALLEST;
}
