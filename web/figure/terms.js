// The formula of a cell with its numbers in it, as HTML.
import { isInside } from "../core/grid.js";
import { readsOf, writesOf } from "../core/meet.js";
import { biasOf } from "../core/results.js";
import { links, meetings } from "./links.js";
import { named, result } from "./names.js";
import { slidKind } from "./slid.js";
import { number } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Pair} Pair */
/** @typedef {import("../core/state.js").Plane} Plane */
/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */
/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./numbers.js").Pick} Pick */

const MOST_TERMS = 36;

/**
 * @param {State} state @param {Numbers} numbers @param {Pick | null} pick
 * @param {Language} language
 */
export const formula = (state, numbers, pick, language) =>
  pick
    ? FORMULA[pick.of]({ state, numbers, language, at: pick.plane ?? 0 }, pick.cell)
    : word(language, "nothing");

/** @typedef {{ state: State, numbers: Numbers, language: Language, at: number }} About what, and on which plane */

/** @param {string} role @param {string} html */
const span = (role, html) => `<span class="role-${role}">${html}</span>`;
/** @param {string} role @param {number} value */
const strong = (role, value) => span(role, `<strong>${number(value)}</strong>`);
/** @param {number} value */
const factor = (value) => (value < 0 ? `(${number(value)})` : number(value));
/** The plane that a cell is on. @param {About} about */
const planeOf = ({ numbers, at }) => numbers.parts[at].plane;

/**
 * The name of a cell: y with its indices, after those of its channel where there are several.
 * @param {About} about @param {"x" | "w" | "y"} of @param {Pair} cell
 */
function cellName({ state, numbers, language, at }, of, [r, c]) {
  const { plane, x, w } = numbers.parts[at];
  const { letter, at: channel } =
    of === "y" ? result(state, language) : named(state, of === "x" ? x : w, language);
  const cell = plane.i[0] === 1 && plane.k[0] === 1 ? [c] : [r, c];
  const index = [...channel.map(number), cell.map(number).join(",")].join("; ");
  return span(ROLES[of], letter ? `${letter}<sub>${index}</sub>` : `1<sub>${index}</sub>`);
}

const ROLES = /** @type {const} */ ({ x: "input", w: "kernel", y: "output" });

/** @param {Plane} plane @param {Pair} n @param {Pair} t */
const product = ({ x, w }, n, t) =>
  `${span("input", factor(x[n[0]][n[1]]))}·${span("kernel", factor(w[t[0]][t[1]]))}`;

/** @param {string[]} terms @param {Language} language @param {string} sign */
function joined(terms, language, sign) {
  const shown = terms.slice(0, MOST_TERMS).join(sign);
  const rest = terms.length - MOST_TERMS;
  return rest > 0 ? `${shown} ${word(language, "and_more", { count: rest })}` : shown;
}

/**
 * Where something goes; nowhere when there are no terms.
 * @param {string[]} terms @param {Language} language
 */
const goes = (terms, language) =>
  terms.length ? joined(terms, language, ", ") : word(language, "nowhere");

/** @type {Record<Pick["of"], (about: About, cell: Pair) => string>} */
const FORMULA = {
  y(about, m) {
    const { state, numbers, language } = about;
    const reads = numbers.parts.map(({ plane }) => ({ plane, all: readsOf(plane, m) }));
    const met = reads.flatMap(({ plane, all }) =>
      all.flatMap(({ n, t }) => (n ? [{ plane, n, t }] : [])),
    );
    const name = cellName(about, "y", m);
    const isOutside = !isInside(m, numbers.o);
    const bias = isOutside ? 0 : biasOf(state);
    const sum = met.reduce(
      (sum, { plane, n, t }) => sum + plane.x[n[0]][n[1]] * plane.w[t[0]][t[1]],
      bias,
    );
    const value = strong("output", sum);
    const outside = isOutside ? word(language, "comma") + word(language, outsideOf(about)) : "";
    if (!met.length && !bias) return word(language, "no_terms", { name, value }) + outside;
    const terms = met.map(({ plane, n, t }) => product(plane, n, t));
    const added = bias ? [factor(bias)] : [];
    const taps = reads.reduce((sum, { all }) => sum + all.length, 0);
    const zeros = taps - met.length;
    const note =
      zeros && state.view === "slide"
        ? ` <small>${word(language, "zero_taps", { count: zeros, all: taps })}</small>`
        : "";
    const said = [...(terms.length ? [joined(terms, language, " + ")] : []), ...added].join(" + ");
    return `${name} = ${said} = ${value}${outside}${note}`;
  },
  x(about, n) {
    const { numbers, language } = about;
    const plane = planeOf(about);
    const value = strong("input", plane.x[n[0]][n[1]]);
    const terms = writesOf(plane, n).map(({ t, m }) => {
      const to = isInside(m, numbers.o) ? cellName(about, "y", m) : span("dropped", "✕");
      return `${product(plane, n, t)} → ${to}`;
    });
    return `${cellName(about, "x", n)} = ${value}${word(language, "colon")}${goes(terms, language)}`;
  },
  w(about, t) {
    const { numbers, language } = about;
    const plane = planeOf(about);
    const value = strong("kernel", plane.w[t[0]][t[1]]);
    const terms = meetings(plane, t)
      .filter(({ m }) => isInside(m, numbers.o))
      .map(({ n, m }) => `${product(plane, n, t)} → ${cellName(about, "y", m)}`);
    return `${cellName(about, "w", t)} = ${value}${word(language, "colon")}${goes(terms, language)}`;
  },
  u(about, u) {
    const { language, at } = about;
    const plane = planeOf(about);
    const kind = slidKind(plane)(...u);
    if (kind === "floor") return word(language, "drop_floor");
    if (kind === "negative") return word(language, "drop_negative");
    const cells = links(plane, { of: "u", cell: u, plane: at }, at).y;
    const reached = cells.map((m) => cellName(about, "y", m));
    const why = word(language, kind === "pad" ? "legend_pad" : "legend_zero");
    const zero = span("padding", `${word(language, "is_zero")} <small>${why}</small>`);
    return `${zero} → ${goes(reached, language)}`;
  },
  m(about, [row, column]) {
    const { language } = about;
    const plane = planeOf(about);
    const { x, w, y } = links(plane, { of: "m", cell: [row, column] });
    const entry = `${word(language, "entry", { m: row, n: column })}${word(language, "colon")}`;
    const comma = word(language, "comma");
    const to = cellName(about, "y", y[0]);
    const from = cellName(about, "x", x[0]);
    if (!w.length) return `${entry}0${comma}${from} ↛ ${to}`;
    const taps = w.map(
      (t) => `${cellName(about, "w", t)} = ${strong("kernel", plane.w[t[0]][t[1]])}`,
    );
    const products = w.map((t) => product(plane, x[0], t)).join(" + ");
    return `${entry}${taps.join(" + ")}${comma}${products} → ${to}`;
  },
};

/** What becomes of a cell beside the output. @param {About} about */
const outsideOf = (about) => (planeOf(about).pad ? "legend_added" : "cropped");
