// What a paste of PyTorch code does to a shape: the rows of its table, in the order of execution.

import { memory, totals } from "./costs.js";
import { readShape } from "./input.js";
import { construct } from "./layer.js";
import { Mirror } from "./mirror.js";
import { isPrinted, printed } from "./printed.js";
import { remarks } from "./remarks.js";
import { repairs } from "./repairs.js";
import { emptyRow } from "./run/machine.js";
import { Program } from "./run/program.js";
import { tensorsIn } from "./run/values.js";
import { weights } from "./torch/weights.js";
import { attempt } from "./trouble.js";

/** @import { Trouble } from "./trouble.js" */
/** @import { Place, Report, Row, Unread, Value } from "./types.js" */

/**
 * Never throws; messages are a key and values for the words of a language.
 * @param {string} code
 * @param {string} input
 * @returns {Report}
 */
export function analyse(code, input) {
  const found = readShape(input);
  const shape = "shape" in found ? found.shape : null;
  const asPrinted = isPrinted(code);
  const made = attempt(
    () => ({ program: new Program(asPrinted ? printed(code) : code, asPrinted) }),
    (trouble) => ({ trouble }),
  );
  const inputTrouble = "trouble" in found ? found.trouble : null;
  if ("trouble" in made) return refused(made.trouble, shape, inputTrouble);
  const { program } = made;
  const followed = shape ? program.run(shape) : null;
  const rows = followed ? followed.rows : [];
  rows.forEach(finish);
  const stopped = followed?.trouble ?? null;
  if (stopped) stop(program, rows, stopped, shape ?? []);
  if (shape) hints(rows, shape);
  if (!shape || (stopped && !isEndless(stopped))) rows.push(...unreached(program));
  const left = unreadOf(program, stopped);
  const output = followed?.output ?? null;
  const complete = !stopped && !left.length && !followed?.partial;
  return {
    input: shape,
    inputTrouble,
    rows,
    outputs: output ? tensorsIn([output]).map((one) => one.shape) : [],
    remarks: shape ? remarks(rows, shape) : [],
    notes: program.machine.notes,
    unread: left,
    model: { name: program.model.name, whole: program.model.whole, others: program.model.others },
    printed: asPrinted,
    complete,
    totals: shape && !stopped ? totals(rows, program.parameters(), outputRows(output)) : null,
  };
}

/**
 * @param {Trouble} trouble
 * @param {number[] | null} shape
 * @param {Report["inputTrouble"]} inputTrouble
 * @returns {Report}
 */
function refused({ key, values, place }, shape, inputTrouble) {
  const { line, column } = place ?? { line: 1, column: 1 };
  const row = emptyRow({ line, column });
  row.trouble = { key, values, located: true, fixes: [] };
  return {
    input: shape,
    inputTrouble,
    rows: [row],
    outputs: [],
    remarks: [],
    notes: [],
    unread: [{ key, values, text: "", line, column }],
    model: { name: "", whole: false, others: [] },
    printed: false,
    complete: false,
    totals: null,
  };
}

/**
 * Whether so much was to be done that it was given up.
 * @param {Trouble} trouble
 */
const isEndless = ({ key }) => ["tooMany", "tooDeep", "tooLongRun"].includes(key);

/** @param {Row} row */
function finish(row) {
  if (!row.shape) return;
  row.memory = row.shapes.reduce((all, shape) => all + memory(shape), 0);
  if (row.track?.ids.length) Object.assign(row, row.track.report());
}

/**
 * The row where it stops: that of a layer, or one of its own.
 * @param {Program} program
 * @param {Row[]} rows
 * @param {Trouble} trouble
 * @param {number[]} shape
 */
function stop(program, rows, trouble, shape) {
  const { key, values, place, row } = trouble;
  if (row === undefined) {
    if (isEndless(trouble)) rows.length = 0;
    const made = emptyRow(place ?? { line: 1, column: 1 });
    made.layer =
      place && "start" in place ? program.places.source(/** @type {Place} */ (place)) : "";
    made.kind = "trouble";
    made.trouble = { key, values, located: true, fixes: [] };
    if (trouble.sizes) made.trouble.fixes = offered(program, rows.length, shape, trouble);
    rows.push(made);
    return;
  }
  const heads = twoHeads(rows, row, trouble);
  rows[row].trouble = heads ?? { key, values, fixes: offered(program, row, shape, trouble) };
}

/**
 * What would fit; not in the text of print(model), which nobody runs.
 * @param {Program} program
 * @param {number} row
 * @param {number[]} shape
 * @param {Trouble} trouble
 */
const offered = (program, row, shape, trouble) =>
  program.printed ? [] : repairs(program, row, shape, trouble);

/**
 * Two linear layers of as many inputs, one after the other only because no `forward` was pasted.
 * @param {Row[]} rows
 * @param {number} at
 * @param {Trouble} trouble
 * @returns {Row["trouble"]}
 */
function twoHeads(rows, at, { key, values }) {
  const [before] = rows[at].inputs;
  const [mine, other] = [rows[at].source, rows[before]?.source].map((one) =>
    one?.type === "Linear" ? weights(one)?.weight?.[1] : undefined,
  );
  if (key !== "linear" || mine === undefined || mine !== other) return null;
  return { key: "heads", values: { expected: values.expected }, fixes: [] };
}

/**
 * Layers that were not come to: what their constructor alone knows, also what it refuses.
 * @param {Program} program
 * @returns {Row[]}
 */
function unreached(program) {
  return program.unreached().flatMap(([value, path]) => {
    const layer = value.is === "object" ? value.inner : value;
    if (layer?.is !== "layer") return [];
    const row = { ...emptyRow(layer.tree), layer: layer.type, path, source: layer };
    return [
      attempt(
        () => ({
          ...row,
          parameters: layer.type.startsWith("Lazy") ? null : construct(layer).parameters,
        }),
        ({ key, values }) => ({ ...row, trouble: { key, values, fixes: [] } }),
      ),
    ];
  });
}

/**
 * @param {Row[]} rows
 * @param {number[]} input
 */
function hints(rows, input) {
  const mirror = new Mirror();
  rows.forEach((row) => {
    const [from] = row.inputs;
    const before = from < 0 ? input : rows[from]?.shape;
    if (row.source && before && row.shape) row.hint = mirror.hint(row.source, before, row.shape);
  });
}

/**
 * All that was not read and may change rows, with its place.
 * @param {Program} program
 * @param {Trouble | null} stopped
 * @returns {Unread[]}
 */
function unreadOf({ machine, places }, stopped) {
  const all = [...machine.troubles, ...(stopped && stopped.row === undefined ? [stopped] : [])];
  /** @type {Unread[]} */
  const found = all.map(({ key, values, place }) => {
    const { line, column } = place ?? { line: 1, column: 1 };
    const text = place && "start" in place ? places.source(/** @type {Place} */ (place)) : "";
    return { key, values, text, line, column };
  });
  const { partial } = machine;
  if (partial && !stopped) {
    const text = places.source(partial);
    found.push({
      key: "leftOut",
      values: { text },
      text,
      line: partial.line,
      column: partial.column,
    });
  }
  return found.filter(
    (one, at) =>
      found.findIndex(({ line, column }) => line === one.line && column === one.column) === at,
  );
}

/**
 * The rows whose tensors the model gives.
 * @param {Value | null | undefined} output
 * @returns {number[]}
 */
function outputRows(output) {
  if (!output) return [];
  if (output.is === "tensor") return output.row === null ? [] : [output.row];
  if (output.is === "list") return output.items.flatMap(outputRows);
  return output.is === "dict"
    ? [...output.items.values()].flatMap((one) => outputRows(one.value))
    : [];
}
