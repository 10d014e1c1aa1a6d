// That this page is there in the language which the browser asks for, said in that language; once,
// and never to who has chosen a language.
import { keep, recall } from "./kept.js";

export const CHOSEN = "language";

/** The first of the browser's languages that the site has. @param {string[]} offered */
const wanted = (offered) =>
  navigator.languages
    .map((one) => one.toLowerCase().split("-")[0])
    .find((one) => offered.includes(one));

const hint = document.querySelector(".hint");
if (hint instanceof HTMLElement && !recall(CHOSEN)) {
  const here = document.documentElement.lang;
  hint.hidden = wanted([here, hint.lang]) !== hint.lang;
  hint.querySelector("button")?.addEventListener("click", () => {
    keep(CHOSEN, here);
    hint.remove();
  });
}
