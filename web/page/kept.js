// What this browser keeps, by the theme's own means, in one place for both languages.

/** @typedef {{ __md_get: (key: string) => any, __md_set: (key: string, value: any) => void }} Theme */

const { __md_get, __md_set } = /** @type {Theme} */ (/** @type {unknown} */ (globalThis));

/** @param {string} key */
export function recall(key) {
  try {
    return __md_get(key);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** @param {string} key @param {any} value */
export const keep = (key, value) => __md_set(key, value);
