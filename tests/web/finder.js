// What the tests ask of the size finder, beyond what the page asks.

import {
  EMPTY,
  fromQuery,
  limitFields,
  query,
  sizeText,
  sizeValue,
} from "../../web/sizes/fields.js";
import { code } from "../../web/sizes/code.js";
import { isEven } from "../../web/sizes/even.js";
import { sayIn, status } from "../../web/sizes/messages.js";
import { report } from "../../web/sizes/report.js";
import { divides, inputs, keepsRatio, ruleText } from "../../web/sizes/rule.js";
import { results } from "../../web/sizes/view.js";

/** @import { Fields, Layer, Result } from "../../web/sizes/types.js" */
/** @import { Language } from "../../web/words/speaker.js" */

const EXPLORER = "../explorer/";

/** @typedef {Partial<Fields> & { limits?: unknown, from?: unknown, to?: unknown }} Asked */

/** Fields as a script sets them. @param {Asked} asked @returns {Fields} */
const fields = ({ limits, from, to, ...asked }) => ({
  ...EMPTY,
  ...(limits === undefined ? {} : limitFields(limits)),
  ...asked,
  from: sizeText(from),
  to: sizeText(to),
});

/** All results of wishes. @param {Asked[]} asked */
export const found = (asked) => JSON.stringify(asked.map((one) => report(fields(one)).results));

/** All that is said about wishes. @param {Asked[]} asked @param {Language} language */
export function said(asked, language) {
  const say = sayIn(language);
  return JSON.stringify(
    asked.map((one) => {
      const made = report(fields(one));
      const { problem, at, refusal, results: all } = made;
      const html = results(made, say, all.length, EXPLORER);
      const offers = (refusal?.offers ?? []).map(({ key, values, change }) => ({
        said: say(key, values),
        results: report({ ...fields(one), ...change }).results.length,
        change,
        key,
      }));
      return { problem, at, refusal, offers, html, status: status(made, say) };
    }),
  );
}

/** What is said about layers whatever the size, and what holds. @param {[Layer, [number, number]][]} asked */
export const rules = (asked) =>
  JSON.stringify(
    asked.map(([layer, [from, to]]) => ({
      text: ruleText(layer),
      divides: divides(layer),
      keeps: keepsRatio(layer, from, to),
      inputs: inputs(layer, to),
      even: isEven(layer),
    })),
  );

/** @param {Result[]} asked */
export const codes = (asked) => JSON.stringify(asked.map(code));

/** Sizes that a script sets, as it reads them. @param {unknown[]} sizes */
export const sizes = (sizes) => JSON.stringify(sizes.map((size) => sizeValue(sizeText(size))));
