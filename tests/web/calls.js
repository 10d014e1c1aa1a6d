// What the tests call through V8: plain data in, text out.
import { CASES } from "../../web/core/cases.js";
import { TAKE } from "../../web/core/code.js";
import { counting, resized } from "../../web/core/counting.js";
import { inLetters, inNumbers } from "../../web/core/formula.js";
import { caseNamed, changed, legal } from "../../web/core/legal.js";
import { range } from "../../web/core/limits.js";
import { query } from "../../web/core/link.js";
import { gather, matrixEntries, matrix, output } from "../../web/core/numbers.js";
import { drawer } from "../../web/core/random.js";
import { PRIME, SIZE } from "../../web/core/size.js";
import { PARAMETERS, axis, onBoth } from "../../web/core/state.js";
import { drawn, read } from "../../web/exercises/draw.js";
import { judge } from "../../web/exercises/judge.js";
import { inside as exerciseInside, said as exerciseSaid } from "../../web/exercises/markup.js";
import { ConvExplorer } from "../../web/explorer/explorer.js";
import { inside } from "../../web/explorer/markup.js";
import { sizes } from "../../web/explorer/sizes.js";
import { noteLines, spoken } from "../../web/explorer/sentences.js";
import { caption } from "../../web/figure/caption.js";
import { drawBoth } from "../../web/figure/draw.js";
import { layout } from "../../web/figure/layout.js";
import { lit } from "../../web/figure/lit.js";
import { compute } from "../../web/figure/numbers.js";
import { formula } from "../../web/figure/terms.js";
import exercisesEn from "../../web/words/exercises.en.js";
import exercisesZh from "../../web/words/exercises.zh.js";
import explorerEn from "../../web/words/explorer.en.js";
import explorerZh from "../../web/words/explorer.zh.js";
import figureEn from "../../web/words/figure.en.js";
import figureZh from "../../web/words/figure.zh.js";
import layersEn from "../../web/words/layers.en.js";
import layersZh from "../../web/words/layers.zh.js";
import sizesEn from "../../web/words/sizes.en.js";
import sizesZh from "../../web/words/sizes.zh.js";
import pictureEn from "../../web/words/picture.en.js";
import pictureZh from "../../web/words/picture.zh.js";
import { multiply, slide } from "./ways.js";

/** @typedef {import("../../web/core/cases.js").CaseName} CaseName */
/** @typedef {import("../../web/core/code.js").Take} Take */
/** @typedef {import("../../web/core/legal.js").Given} Given */
/** @typedef {import("../../web/core/state.js").Pair} Pair */
/** @typedef {import("../../web/core/state.js").Parameter} Parameter */
/** @typedef {import("../../web/core/state.js").Rows} Rows */
/** @typedef {import("../../web/core/state.js").State} State */
/** @typedef {import("../../web/figure/numbers.js").Pick} Pick */
/** @typedef {import("../../web/words/speaker.js").Language} Language */

/** @param {unknown} value */
const told = (value) => JSON.stringify(value);

const WAYS = { output, gather, slide, multiply };

/**
 * The output in every way that there is, or in some.
 * @param {Given} given @param {(keyof typeof WAYS)[]} [asked]
 */
export function ways(given, asked) {
  const { state, notes } = legal(given);
  const names = asked ?? /** @type {(keyof typeof WAYS)[]} */ (Object.keys(WAYS));
  return told({ state, notes, ways: names.map((name) => WAYS[name](state)) });
}

/** The legal state, and the sentences on what could not stay. @param {Given} given @param {Language} language */
export function noted(given, language) {
  const { state, notes } = legal(given);
  return told({ state, notes, said: noteLines(notes, language) });
}

/** The words that a link may hold. */
export const linkWords = () => told(ConvExplorer.observedAttributes);

/** Every value that a slider offers, and what becomes of it. @param {Given} given */
export function ranges(given) {
  const { state } = legal(given);
  return told(
    onBoth((a) => a).flatMap((a) =>
      PARAMETERS.map((name) => {
        const [low, high] = range(state, name, [a]);
        const states = [];
        for (let value = low; value <= high; value++) {
          const pair = onBoth((b) => (a === b ? value : state[name][b]));
          states.push(legal({ ...state, x: undefined, w: undefined, [name]: pair }));
        }
        return { name, low, high, states };
      }),
    ),
  );
}

/** The legal states of what may not be legal. @param {Given[]} asked */
export const states = (asked) => told(asked.map((given) => legal(given).state));

/** The intervals of parameters, along some axes. @param {[Given, Parameter, (0 | 1)[]][]} asked */
export const spans = (asked) =>
  told(asked.map(([given, name, axes]) => range(legal(given).state, name, axes)));

/** What the controls make of states. @param {[Given, Partial<State>][]} asked */
export const changes = (asked) =>
  told(asked.map(([given, words]) => changed(legal(given).state, words)));

/** Whole numbers drawn from a seed. @param {number} seed @param {Pair[]} ends */
export function drawnNumbers(seed, ends) {
  const { between } = drawer(seed);
  return told(ends.map((pair) => between(...pair)));
}

/** @param {Given} given */
export function link(given) {
  const { state } = legal(given);
  return told({ state, query: query(state) });
}

/** @param {Given} given @param {Take} kind */
export const code = (given, kind) => TAKE[kind](legal(given).state);

/** The numbers of grids that were given none. @param {Pair[]} sizes */
export const countings = (sizes) => told(sizes.map((size) => counting(...size)));

/** Grids with the numbers of others. @param {[Rows, Pair][]} grids each with its new size */
export const resizings = (grids) => told(grids.map(([old, size]) => resized(old, ...size)));

export const cases = () => {
  const names = /** @type {CaseName[]} */ (Object.keys(CASES));
  return told(names.map((name) => ({ name, state: caseNamed(name) })));
};

/** The formulas of sizes: in letters, and with the numbers of each axis. @param {Given} given */
export function formulas(given) {
  const { state } = legal(given);
  const trees = state.mode === "conv" ? [SIZE.conv] : [SIZE.transposed, PRIME];
  return told(
    trees.map((tree) => ({
      letters: inLetters(tree),
      numbers: onBoth((a) => inNumbers(tree, axis(state, a))),
    })),
  );
}

/** What is said of a state: in its caption, to those who hear, and in the explorer. @param {Given} given @param {Language} language */
export function said(given, language) {
  const { state } = legal(given);
  return told({
    caption: caption(state, language),
    spoken: spoken(state, language),
    inside: inside(state, language, false),
  });
}

/** What the explorer says about the sizes. @param {Given} given @param {Language} language */
export const saidSizes = (given, language) => sizes(legal(given).state, language);

/** @param {Given} given @param {Pick | null} pick @param {Language} language */
export function drawing(given, pick, language) {
  const { state } = legal(given);
  const numbers = compute(state);
  return drawBoth(state, { numbers, pick, language }) + formula(state, numbers, pick, language);
}

/** Every cell of every grid, and its formula. @param {Given} given @param {Language} language */
export function cellFormulas(given, language) {
  const { state } = legal(given);
  const numbers = compute(state);
  const { boxes } = layout(state, numbers, language);
  const found = [];
  for (const { grid } of boxes)
    for (let r = 0; r < grid.rows; r++)
      for (let c = 0; c < grid.columns; c++) {
        const pick = grid.pick(r + grid.origin[0], c + grid.origin[1]);
        found.push({ ...pick, said: formula(state, numbers, pick, language) });
        lit(state, boxes, pick);
      }
  return told(found);
}

/** How many entries the matrix has: counted without it, and in it. @param {Given} given */
export function entries(given) {
  const { state } = legal(given);
  return told([matrixEntries(state), matrix(state).flat().length]);
}

/** Milliseconds that a drawing takes. @param {Given} given */
export function drawingTime(given) {
  const { state } = legal(given);
  const start = Date.now();
  drawBoth(state, { numbers: compute(state), pick: null, language: "en" });
  return Date.now() - start;
}

/**
 * Exercises like these: for each seed the exercise itself, its answer, and every mistake in it.
 * @param {{ kind: string }[]} likes @param {number[]} seeds
 */
export function exercises(likes, seeds) {
  return told(
    likes.flatMap((like) =>
      seeds.map((seed) => {
        const one = drawn(read(like), seed);
        return (
          one && {
            .../** @type {object} */ (one.plain()),
            candidates: "candidates" in one ? one.candidates : null,
            answer: one.answer,
            slips: one.slips().map(({ key, answer }) => ({ key, answer })),
          }
        );
      }),
    ),
  );
}

/** The arrays among which an input is to be found. @param {{ kind: string }} given */
export function candidates(given) {
  const one = read(given);
  return told("candidates" in one ? one.candidates : null);
}

/**
 * What becomes of answers to exercises, and what is said of them.
 * @param {[{ kind: string }, string[]][]} asked @param {Language} language
 */
export const judged = (asked, language) =>
  told(
    asked.map(([given, typed]) => {
      const exercise = read(given);
      return typed.map((text) => {
        const judgement = judge(exercise, text);
        return { ...judgement, said: exerciseSaid(exercise, text, judgement, language) };
      });
    }),
  );

/** The markup of exercises. @param {{ kind: string }[]} given @param {Language} language */
export const markups = (given, language) =>
  told(given.map((one) => exerciseInside(read(one), language)));

export const words = () =>
  told({
    figure: { en: figureEn, zh: figureZh },
    explorer: { en: explorerEn, zh: explorerZh },
    exercises: { en: exercisesEn, zh: exercisesZh },
    layers: { en: layersEn, zh: layersZh },
    sizes: { en: sizesEn, zh: sizesZh },
    picture: { en: pictureEn, zh: pictureZh },
  });
