// The figure and the code as things that a reader takes away.

const STYLES = [
  ...["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray"],
  "opacity",
];
const FONTS = ["font-family", "font-size", "font-weight", "text-anchor", "paint-order"];
const SCALE = 2; // pixels of a PNG for each of the drawing

/**
 * The drawing as a file of its own: what the style sheet says is written into it.
 * @param {SVGSVGElement} shown
 */
function svgText(shown) {
  const copy = /** @type {SVGSVGElement} */ (shown.cloneNode(true));
  const originals = shown.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, index) => {
    const style = getComputedStyle(originals[index]);
    const names = /^t(ext|span)$/.test(element.localName) ? [...STYLES, ...FONTS] : STYLES;
    element.removeAttribute("style");
    for (const name of names) element.setAttribute(name, style.getPropertyValue(name));
    if (style.display === "none") element.remove();
  });
  const ground = getComputedStyle(document.body).backgroundColor;
  copy.insertAdjacentHTML("afterbegin", `<rect width="100%" height="100%" fill="${ground}"/>`);
  return new XMLSerializer().serializeToString(copy);
}

/** @param {SVGSVGElement} shown @param {string} name of the file */
export const saveSvg = (shown, name) =>
  save(new Blob([svgText(shown)], { type: "image/svg+xml" }), `${name}.svg`);

/** @param {SVGSVGElement} shown @param {string} name of the file */
export async function savePng(shown, name) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(shown))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = shown.width.baseVal.value * SCALE;
  canvas.height = shown.height.baseVal.value * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(blob, `${name}.png`));
}

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Copy what an element says, also where a page may not write to the clipboard.
 * @param {Element} shown
 */
export async function copyText(shown) {
  try {
    await navigator.clipboard.writeText(shown.textContent ?? "");
  } catch {
    getSelection()?.selectAllChildren(shown);
    document.execCommand("copy");
  }
}
