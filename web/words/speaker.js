// Words of a room stand in web/words/<room>.en.js and <room>.zh.js, each the default export: an
// object of sentences by key, with {places} for values. The keys of both are the same.

/** @typedef {"en" | "zh"} Language */
/** @typedef {Record<string, string | number>} Values */

/**
 * What says the words of a room: by language and key, with values in their places.
 * @template {string} Key
 * @param {Record<Language, Record<Key, string>>} words
 */
export function speaker(words) {
  /** @param {Language} language @param {Key} key @param {Values} [values] */
  return (language, key, values = {}) => fill(words[language][key], values);
}

/** Put values into the places of a sentence. @param {string} sentence @param {Values} values */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`"${sentence}" was given no ${name}.`);
    return String(values[name]);
  });
}
