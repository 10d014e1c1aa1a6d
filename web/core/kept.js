// What was computed of a state, kept for whoever asks again.

/**
 * A function that computes once for each state or plane, which nobody changes after it was made.
 * @template {object} S
 * @template T
 * @param {(state: S) => T} make
 * @returns {(state: S) => T}
 */
export function kept(make) {
  /** @type {WeakMap<S, T>} */
  const known = new WeakMap();
  return (state) => {
    const found = known.get(state) ?? make(state);
    known.set(state, found);
    return found;
  };
}
