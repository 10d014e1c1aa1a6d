/** Text as HTML, in elements and in attributes. @param {unknown} text */
export const escape = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
