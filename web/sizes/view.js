// The HTML of the finder. The build calls it, too, so that the first table is in the page before a
// script runs.
import { escape } from "../words/escape.js";
import { code, python } from "./code.js";
import { inExplorer } from "./explorer.js";
import { BOXES, LETTERS } from "./fields.js";
import { MODES } from "./find.js";
import { overlapsEvenly, sayIn, sizesSaid, status } from "./messages.js";
import { apart } from "./order.js";
import { grouped } from "./read.js";
import { report as reportOn } from "./report.js";
import { divides, inputs, ruleText } from "./rule.js";

/** @import { Language } from "../words/speaker.js" */
/** @import { Fields, Refusal, Report, Result, Wish, Word } from "./types.js" */
/** @import { Say } from "./messages.js" */

export const FIRST_ROWS = 10;
export const MORE_ROWS = 50; // at each press of the button
const PARAMETERS = /** @type {const} */ (["k", "s", "p", "d", "op"]);

/**
 * All that stands inside the element.
 * @param {Fields} fields @param {Language} language @param {string} id @param {string} explorer its address
 */
export function markup(fields, language, id, explorer) {
  const say = sayIn(language);
  const report = reportOn(fields);
  return (
    form(say, fields, id) +
    `<noscript>${say("noScript")}</noscript>` +
    `<p class="size-finder__status" id="${id}-status" role="status">${status(report, say)}</p>` +
    `<div class="size-finder__results">${results(report, say, FIRST_ROWS, explorer)}</div>`
  );
}

/** @param {Say} say @param {Fields} fields @param {string} id */
function form(say, fields, id) {
  const sizes = /** @type {const} */ (["from", "to"]).map((name) =>
    field(say, name, fields[name], id),
  );
  const limits = LETTERS.map((name) => field(say, name, fields[name], id));
  return (
    `<div class="size-finder__fields">` +
    `<div class="size-finder__line">${sizes.join("")}${choice(say, fields.mode, id)}</div>` +
    `<p class="size-finder__hint" id="${id}-sizes">${say("sizesHint")}</p>` +
    `<div class="size-finder__line" role="group" aria-labelledby="${id}-limits">${limits.join("")}</div>` +
    `<p class="size-finder__hint" id="${id}-limits">${say("limitsHint")}</p>` +
    `<div class="size-finder__boxes" role="group" aria-label="${say("only")}">` +
    `${BOXES.map((name) => box(say, name, fields[name])).join("")}</div></div>`
  );
}

/** @param {Say} say @param {"from" | "to" | "k" | "s" | "p" | "d"} name @param {string} value @param {string} id */
function field(say, name, value, id) {
  const letter = name.length === 1 ? `<i>${name}</i> ` : "";
  const hint = name.length === 1 ? "limits" : "sizes";
  return (
    `<div class="size-finder__field"><label for="${id}-${name}">${letter}${say(name)}</label>` +
    `<input id="${id}-${name}" data-name="${name}" type="text" value="${escape(value)}" ` +
    `autocomplete="off" spellcheck="false" aria-describedby="${id}-${hint} ${id}-status"></div>`
  );
}

/** @param {Say} say @param {string} mode @param {string} id */
function choice(say, mode, id) {
  const options = /** @type {const} */ (["any", ...MODES]).map(
    (one) => `<option value="${one}"${one === mode ? " selected" : ""}>${say(one)}</option>`,
  );
  return (
    `<div class="size-finder__field"><label for="${id}-mode">${say("mode")}</label>` +
    `<select id="${id}-mode" data-name="mode">${options.join("")}</select></div>`
  );
}

/** @param {Say} say @param {"plain" | "powers" | "ratio"} name @param {string} value */
const box = (say, name, value) =>
  `<label><input type="checkbox" data-name="${name}"${value === "1" ? " checked" : ""}>` +
  ` ${say(name)}</label>`;

/**
 * The table, or what would be possible.
 * @param {Report} report @param {Say} say @param {number} shown rows @param {string} explorer
 */
export function results({ wish, refusal, results: found }, say, shown, explorer) {
  if (refusal) return offers(refusal, say);
  if (!wish) return "";
  const rows = found.slice(0, shown).map((one) => row(one, wish, say, explorer));
  const left = Math.min(found.length - shown, MORE_ROWS);
  const more =
    left > 0
      ? `<button type="button" data-more>${say("more", { count: grouped(left) })}</button>`
      : "";
  return (
    `<section class="size-finder__scroll" tabindex="0" aria-label="${say("scroll")}">` +
    `<table class="size-finder__table"><caption>${caption(wish, say)}</caption>` +
    `<thead><tr>${heads(say)}</tr></thead><tbody>${rows.join("")}</tbody></table></section>${more}`
  );
}

/** @param {Wish} wish @param {Say} say */
function caption({ axes }, say) {
  const to = sizesSaid(axes, "to");
  return axes[0].from
    ? say("caption", { from: sizesSaid(axes, "from"), to })
    : say("captionTo", { to });
}

/** @param {Say} say */
function heads(say) {
  const letters = PARAMETERS.map((name) => `<abbr title="${say(name)}">${name}</abbr>`);
  const texts = [say("layer"), ...letters, say("rule"), say("inputs"), say("overlap")];
  return texts.map((text) => `<th scope="col">${text}</th>`).join("");
}

/** @param {Result} result @param {Wish} wish @param {Say} say @param {string} explorer */
function row(result, wish, say, explorer) {
  const numbers = PARAMETERS.map((name) => python(result[name]).replace(/[()]/g, ""));
  const even = overlapsEvenly(result);
  const cells = [
    ...numbers,
    rule(result, say),
    inputsText(result, wish),
    overlap(result, even, say),
  ];
  const look = even ? ' class="size-finder__even"' : "";
  return (
    `<tr${look}><th scope="row">${head(result, wish, say, explorer)}</th>` +
    `${cells.map((text) => `<td>${text}</td>`).join("")}</tr>`
  );
}

/** The code, what copies it, and the way into the explorer. @param {Result} result @param {Wish} wish @param {Say} say @param {string} explorer */
function head(result, { axes }, say, explorer) {
  const text = code(result);
  const copy = `<button type="button" data-clipboard-text="${text}">${say("copy")}</button>`;
  const shown = inExplorer(result, axes);
  if (!shown) return `<code>${text}</code> ${copy}`;
  const words = shown.isAsked ? say("explorer") : say("explorerSmall", { i: shown.i.join("×") });
  const link = `<a href="${explorer}?${escape(shown.query)}">${words}</a>`;
  return `<code>${text}</code> ${copy} ${link}`;
}

/** What holds for every input size; once where rows and columns are alike. @param {Result} result @param {Say} say */
function rule(result, say) {
  const texts = apart(result).map((layer) => {
    const s = divides(layer);
    return ruleText(layer) + (s ? ` <small>${say("divides", { s })}</small>` : "");
  });
  return [...new Set(texts)].join("<br>");
}

/** @param {Result} result @param {Wish} wish */
function inputsText(result, { axes }) {
  const texts = apart(result).map((layer, a) => {
    const [low, high] = inputs(layer, axes[a].to[0]) ?? [0, 0];
    return low === high ? `${low}` : `${low}–${high}`;
  });
  return [...new Set(texts)].join(" × ");
}

/** @param {Result} result @param {boolean} even @param {Say} say */
function overlap(result, even, say) {
  if (result.mode === "conv") return "–";
  return say(even ? "even" : "uneven");
}

/** @param {Refusal} refusal @param {Say} say */
function offers({ offers: all }, say) {
  if (!all.length) return "";
  const items = all.map(
    (one, n) =>
      `<li><button type="button" data-offer="${n}">${escape(say(/** @type {Word} */ (one.key), one.values))}</button></li>`,
  );
  return `<p>${say("possible")}</p><ul class="size-finder__offers">${items.join("")}</ul>`;
}
