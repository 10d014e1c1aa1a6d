// Bundle rooms into classic scripts that V8 and browsers run as they are: `node web/build.mjs OUT`.
//
// A room with an index.js becomes OUT/<room>.js with one global of its name, and its style sheet
// OUT/<room>.css. Where words weigh much, a page gets OUT/<room>.<language>.js with those of its own. Module scripts would be nicer to serve, but browsers refuse them on file://.
// `node web/build.mjs --print FILE` writes the bundle of one other file to the standard output.
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WEB = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(WEB);
const LANGUAGES = ["en", "zh"];
const MUCH_SAID = ["layers"]; // rooms of which a page has the words of its language only
const OFFERED = /(?:^|\/)(\w+)\/offered\.js$/;

const capitalized = (name) => name[0].toUpperCase() + name.slice(1);

// Addresses in the source maps are relative, so that no path of one machine is served.
const options = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  logLevel: "silent",
  minify: true,
  target: "es2022",
  // The grammar of Python names styles for an editor, which nothing here draws.
  alias: { "@lezer/highlight": "./web/nothing.js" },
};

// What a room takes of another one whose script is there before it.
const fromScript = {
  name: "from-script",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: OFFERED }, ({ path, importer }) => {
      const room = OFFERED.exec(path)[1];
      const inside = importer.startsWith(`${WEB}/${room}/`);
      return inside ? undefined : { path: room, namespace: "from-script" };
    });
    onLoad({ filter: /./, namespace: "from-script" }, ({ path: room }) => ({
      contents: `module.exports = ${capitalized(room)};`,
    }));
  },
};

// Without the words of the other languages.
const onlyIn = (language) => ({
  name: "one-language",
  setup({ onLoad }) {
    const others = LANGUAGES.filter((one) => one !== language);
    const filter = new RegExp(`/words/\\w+\\.(${others.join("|")})\\.js$`);
    onLoad({ filter }, () => ({ contents: "export default {};" }));
  },
});

const script = (file, name, more) =>
  build({ ...options, entryPoints: [file], globalName: capitalized(name), ...more });

// The readable sources are in the maps.
const written = (out, name, ending) => ({
  outfile: resolve(ROOT, out, `${name}.${ending}`),
  sourcemap: "linked",
});

async function bundleRooms(out) {
  const rooms = readdirSync(WEB, { withFileTypes: true }).filter((one) => one.isDirectory());
  for (const { name } of rooms) {
    const [index, css] = [`${WEB}/${name}/index.js`, `${WEB}/${name}/${name}.css`];
    if (existsSync(index))
      await script(index, name, { ...written(out, name, "js"), plugins: [fromScript] });
    for (const language of MUCH_SAID.includes(name) ? LANGUAGES : []) {
      const more = written(out, `${name}.${language}`, "js");
      await script(index, name, { ...more, plugins: [fromScript, onlyIn(language)] });
    }
    if (existsSync(css))
      await build({ ...options, entryPoints: [css], ...written(out, name, "css") });
  }
}

async function print(file) {
  const name = basename(file, ".js");
  const { outputFiles } = await script(relative(ROOT, resolve(file)), name, { write: false });
  process.stdout.write(outputFiles[0].text);
}

const said = ({ text, location: at }) =>
  at ? `${at.file}:${at.line}:${at.column}: ${text}` : text;

const [first, second] = process.argv.slice(2);
try {
  await (first === "--print" ? print(second) : bundleRooms(first));
} catch (error) {
  if (!error.errors) throw error;
  console.error(error.errors.map(said).join("\n"));
  process.exitCode = 1;
}
