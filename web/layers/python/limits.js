// How much of a paste is read. Work is bounded, whatever is pasted.

export const LIMITS = { characters: 100000, depth: 60, layers: 2000, visits: 20000 };
