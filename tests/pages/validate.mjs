// Print what is wrong with pages of HTML, as JSON: `[[path, html], ...]` comes in, by standard input.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const rules = {
  // How things are spelled, in which browsers see no difference: the theme and Markdown do as they like.
  "attribute-boolean-style": "off",
  "doctype-style": "off",
  "no-trailing-whitespace": "off",
  "presentation-role-style": "off",
  "void-style": "off",
  // Role colours and sizes that are computed stand in the elements.
  "no-inline-style": "off",
  // A title ends with the name of the site, and may be as long as a heading.
  "long-title": "off",
  // The theme's ids begin with __, and those of anchors may begin with any letter there is.
  "valid-id": ["error", { relaxed: true }],
  // The theme lets browsers forget what its check boxes were.
  "input-attributes": "off",
  "valid-autocomplete": "off",
  // The theme's search answers while somebody types: there is nothing to submit.
  "wcag/h32": "off",
  // The theme's table of contents is there twice, of which one is shown: axe-core sees which.
  "unique-landmark": "off",
  // The theme's buttons outside of forms have no type.
  "no-implicit-button-type": "off",
  // A matrix has its size as a name: this rule does not know MathML.
  "aria-label-misuse": "off",
};

const validator = new HtmlValidate(
  new StaticConfigLoader({ extends: ["html-validate:recommended"], rules }),
);
const found = JSON.parse(readFileSync(0, "utf8")).flatMap(([path, html]) =>
  validator
    .validateStringSync(html, path)
    .results.flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line }) => `${path}:${line}: ${message} (${ruleId})`),
);
console.log(JSON.stringify(found));
