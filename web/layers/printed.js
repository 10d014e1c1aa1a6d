// The text of print(model): it names every layer with its arguments, but not the order of execution.

const LINE = /^\s*\((\w+)\): ([A-Za-z_]\w*)\((.*)$/;

/**
 * Whether a paste is what print(model) says.
 * @param {string} text
 */
export function isPrinted(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  const marked = lines.filter((line) => LINE.test(line));
  return (
    marked.length > 0 && !lines.some((line) => /\b(import|def|class|self)\b|=\s*nn\./.test(line))
  );
}

/**
 * The same layers as code, in the order in which they are listed, each line where it was.
 * @param {string} text
 */
export function printed(text) {
  return text
    .split("\n")
    .map((line) => {
      const [, name, type, rest] = LINE.exec(line) ?? [];
      if (!type || !rest.trimEnd().endsWith(")")) return "";
      const args = rest.trimEnd().slice(0, -1);
      return `self.${/^\d/.test(name) ? `_${name}` : name} = ${type}(${asCode(args)})`;
    })
    .join("\n");
}

/**
 * Arguments as a constructor takes them; print leaves the quotes out of one of them.
 * @param {string} args
 */
const asCode = (args) => args.replace(/\bpadding=(same|valid)\b/, "padding='$1'");
