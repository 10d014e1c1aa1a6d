// What ESLint reads in web/ and beside it; knip.json asks for exports and files that nobody uses.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/*", "!web/**", "!tests/web/**", "!tools/release/**", "!*.mjs"] },
  js.configs.recommended,
  {
    languageOptions: { sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }], // the rest is for others
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
];
