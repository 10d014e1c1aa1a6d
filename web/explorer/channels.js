// Channels and groups: how many, which plane is shown, and where its slices lie in the weight.
import { upTo } from "../core/grid.js";
import { MOST_CHANNELS } from "../core/limits.js";
import { parts, planeCount } from "../core/planes.js";
import { placeOf, secondOf } from "../core/weight.js";
import { labelText, result } from "../figure/names.js";
import { marked } from "../words/marked.js";
import { option } from "./parameters.js";
import { word } from "./words.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {import("../words/speaker.js").Language} Language */

/** @param {State} state @param {Language} language */
export function channels(state, language) {
  const { ci, co, g } = countsOf(state);
  const all = upTo(MOST_CHANNELS).map((one) => one + 1);
  const divides = all.filter((one) => ci % one === 0 && co % one === 0);
  return (
    `<summary>${word(language, "channels")}</summary><div class="counts">` +
    select("ci", all, ci, language) +
    select("co", all, co, language) +
    select("g", divides, g, language) +
    `</div>${planes(state, language)}${weight(state, language)}`
  );
}

/** @param {State} state */
const countsOf = ({ channels }) => channels ?? { ci: 1, co: 1, g: 1 };

/** @param {"ci" | "co" | "g"} name @param {number[]} values @param {number} chosen @param {Language} language */
function select(name, values, chosen, language) {
  const options = values.map((one) => option(String(one), String(one), one === chosen));
  return `<label>${word(language, name)} <select data-change="${name}">${options.join("")}</select></label>`;
}

/** Which of several planes is shown. @param {State} state @param {Language} language */
function planes(state, language) {
  const count = planeCount(state);
  if (count < 2) return "";
  const options = upTo(count).map((c) => {
    const name = labelText({ ...result({ ...state, c }, language), name: "" });
    return option(String(c), name, c === (state.c ?? 0));
  });
  return `<label>${word(language, "c")} <select data-change="c">${options.join("")}</select></label>`;
}

/** The slices as they lie in PyTorch's weight; lit are those that make what is shown. @param {State} state @param {Language} language */
function weight(state, language) {
  if (!state.channels || state.act === "count") return "";
  const { mode, channels, act, c = 0 } = state;
  const used = new Set(
    act === "gw" ? [c] : parts(state).flatMap(({ w }) => (w?.array === "w" ? [w.at] : [])),
  );
  const slices = channels.w.map((_, at) => ({ at, place: placeOf(state, at) }));
  const columns = secondOf(state);
  const rows = slices.length / columns;
  const cells = slices.map(
    ({ at, place }) => `<span${used.has(at) ? ' class="used"' : ""}>${place.join(", ")}</span>`,
  );
  const shape = [rows, columns, ...(state.axes ? [state.k[1]] : state.k)].join(", ");
  const lies = word(language, mode === "conv" ? "weight_conv" : "weight_transposed", { shape });
  const list = slices.filter(({ at }) => used.has(at)).map(({ place }) => `w[${place.join(", ")}]`);
  const made = word(language, "weight_used", {
    result: labelText({ ...result(state, language), name: "" }),
    slices: list.join(", "),
  });
  return (
    `<p>${marked(lies)}</p><div class="weight" aria-hidden="true" style="--columns: ${columns}">${cells.join("")}</div>` +
    `<p>${made}</p>`
  );
}
