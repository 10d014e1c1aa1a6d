// The formula of a cell with its numbers in it, as HTML.
import { isInside } from "../core/grid.js";
import { readsOf, writesOf } from "../core/meet.js";
import { links, meetings } from "./links.js";
import { slidKind } from "./slid.js";
import { number } from "./text.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").Pair} Pair */
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
  pick ? FORMULA[pick.of]({ state, numbers, language }, pick.cell) : word(language, "nothing");

/** @typedef {{ state: State, numbers: Numbers, language: Language }} About */

/** @param {string} role @param {string} html */
const span = (role, html) => `<span class="role-${role}">${html}</span>`;
/** @param {string} role @param {number} value */
const strong = (role, value) => span(role, `<strong>${number(value)}</strong>`);
/** @param {number} value */
const factor = (value) => (value < 0 ? `(${number(value)})` : number(value));
/**
 * The name of a cell: y with its indices.
 * @param {State} state @param {string} role @param {string} letter @param {Pair} cell
 */
function named({ i, k }, role, letter, [r, c]) {
  const index = i[0] === 1 && k[0] === 1 ? number(c) : `${number(r)},${number(c)}`;
  return span(role, `${letter}<sub>${index}</sub>`);
}
/** @param {State} state @param {Pair} n @param {Pair} t */
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
  y({ state, numbers, language }, m) {
    const all = readsOf(state, m);
    const met = all.flatMap(({ n, t }) => (n ? [{ n, t }] : []));
    const name = named(state, "output", "y", m);
    const value = met.reduce((sum, { n, t }) => sum + state.x[n[0]][n[1]] * state.w[t[0]][t[1]], 0);
    const result = strong("output", value);
    const outside = isInside(m, numbers.o)
      ? ""
      : word(language, "comma") + word(language, "cropped");
    if (!met.length) return word(language, "no_terms", { name, value: result }) + outside;
    const terms = met.map(({ n, t }) => product(state, n, t));
    const zeros = all.length - met.length;
    const note =
      zeros && state.view === "slide"
        ? ` <small>${word(language, "zero_taps", { count: zeros, all: all.length })}</small>`
        : "";
    return `${name} = ${joined(terms, language, " + ")} = ${result}${outside}${note}`;
  },
  x({ state, numbers, language }, n) {
    const name = named(state, "input", "x", n);
    const value = strong("input", state.x[n[0]][n[1]]);
    const terms = writesOf(state, n).map(({ t, m }) => {
      const to = isInside(m, numbers.o) ? named(state, "output", "y", m) : span("dropped", "✕");
      return `${product(state, n, t)} → ${to}`;
    });
    return `${name} = ${value}${word(language, "colon")}${goes(terms, language)}`;
  },
  w({ state, numbers, language }, t) {
    const name = named(state, "kernel", "w", t);
    const value = strong("kernel", state.w[t[0]][t[1]]);
    const terms = meetings(state, t)
      .filter(({ m }) => isInside(m, numbers.o))
      .map(({ n, m }) => `${product(state, n, t)} → ${named(state, "output", "y", m)}`);
    return `${name} = ${value}${word(language, "colon")}${goes(terms, language)}`;
  },
  u({ state, language }, u) {
    const kind = slidKind(state)(...u);
    if (kind === "floor") return word(language, "drop_floor");
    if (kind === "negative") return word(language, "drop_negative");
    const cells = links(state, { of: "u", cell: u }).y;
    const reached = cells.map((m) => named(state, "output", "y", m));
    const why = word(language, kind === "pad" ? "legend_pad" : "legend_zero");
    const zero = span("padding", `${word(language, "is_zero")} <small>${why}</small>`);
    return `${zero} → ${goes(reached, language)}`;
  },
  m({ state, language }, [row, column]) {
    const { x, w, y } = links(state, { of: "m", cell: [row, column] });
    const entry = `${word(language, "entry", { m: row, n: column })}${word(language, "colon")}`;
    const comma = word(language, "comma");
    const to = named(state, "output", "y", y[0]);
    const from = named(state, "input", "x", x[0]);
    if (!w.length) return `${entry}0${comma}${from} ↛ ${to}`;
    const [t] = w;
    const tap = `${named(state, "kernel", "w", t)} = ${strong("kernel", state.w[t[0]][t[1]])}`;
    return `${entry}${tap}${comma}${product(state, x[0], t)} → ${to}`;
  },
};
