// The drawer of the narrow page by keyboard: a button opens it, Escape closes it, and what lies
// behind it is no stop on the way. In it, the theme's own check boxes open the sections.
const BEHIND = ".md-header, .md-content, .md-sidebar--secondary, .md-footer, .md-skip, .md-top";

const toggle = document.querySelector("#__drawer");
const drawer = document.querySelector(".md-sidebar--primary");
const button = document.querySelector(".drawer-button");

if (toggle instanceof HTMLInputElement && drawer && button instanceof HTMLElement) {
  button.addEventListener("click", () => toggle.click());
  toggle.addEventListener("change", () => {
    const { checked } = toggle;
    button.setAttribute("aria-expanded", String(checked));
    for (const one of document.querySelectorAll(BEHIND)) one.toggleAttribute("inert", checked);
    if (checked) firstStop(drawer)?.focus();
    else button.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && toggle.checked) toggle.click();
    const isSection = target instanceof HTMLElement && target.matches(".md-nav__toggle");
    if (key === "Enter" && isSection) target.click();
  });
}

/** @param {Element} drawer @returns {HTMLElement | undefined} */
function firstStop(drawer) {
  /** @type {HTMLElement[]} */
  const stops = [...drawer.querySelectorAll("a, input")].map((one) => /** @type {any} */ (one));
  return stops.find((one) => one.checkVisibility({ visibilityProperty: true }));
}
