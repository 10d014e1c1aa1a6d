// How much of a paste is read and run. Work is bounded, whatever is pasted.

export const LIMITS = {
  characters: 100000,
  mistaken: 10000, // characters of a paste that has mistakes: what is no Python is read slowly
  depth: 60, // of brackets and blocks in each other
  calls: 100, // of functions in each other
  steps: 400000, // expressions and statements that are run
  items: 20000, // of a list that is made
  layers: 2000, // rows
};
