// The scripts are plain files that share one scope, in the page and in the V8 of the build.
import js from "@eslint/js";
import globals from "globals";

const OURS = ["Arithmetic", "Figure", "Words", "Explorer"];

export default [
  js.configs.recommended,
  {
    languageOptions: {
      sourceType: "script",
      globals: { ...globals.browser, ...Object.fromEntries(OURS.map((one) => [one, "readonly"])) },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { vars: "local", ignoreRestSiblings: true }], // the rest is for others
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
