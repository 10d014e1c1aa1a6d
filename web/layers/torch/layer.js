// A layer is called: one row.

import { call as run, construct } from "../layer.js";
import { definitionOf } from "../table.js";
import { attempt, stop, Trouble } from "../trouble.js";
import { emptyRow } from "../run/machine.js";
import { int, isTensor, NONE, tensorsIn, tuple } from "../run/values.js";
import { parametersOf, weights } from "./weights.js";

/**
 * @import { Argument, CallTree, Layer, ObjectValue, Override, State, TensorValue, Value } from "../types.js"
 * @import { Machine } from "../run/machine.js"
 *
 * How a layer is called: `name` of the row, `path` in the model, `forward` where only its function is.
 * @typedef {{ name: string, path: string, forward?: boolean, inputs: TensorValue[],
 *   wanted?: number[], override?: Override, tree: CallTree }} How
 */

const LAZY = /^Lazy(Conv\dd|ConvTranspose\dd|BatchNorm\dd|InstanceNorm\dd|Linear)$/;

/**
 * @param {Machine} m
 * @param {Layer} layer
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @param {ObjectValue | null} [of] the object of a class that inherits the layer
 * @param {boolean} [forward] whether only its forward is called, which is a function
 * @returns {Value}
 */
export function callLayer(m, layer, args, tree, of = null, forward = false) {
  const again = m.called.has(of ?? layer);
  m.called.add(of ?? layer);
  const given = first(args);
  const tensor = prepared(m, layer, given, tree);
  const path = (!forward && m.paths.get(of ?? layer)) || "";
  const known = settled(m, layer, tensor);
  // A lazy layer is one of its kind from its first call on.
  const type = again ? known.type : layer.type;
  const name = forward ? functionOf(known.type) : (of?.of.name ?? type);
  const inputs = [
    tensor,
    ...tensorsIn(args.map((one) => one.value)).filter((one) => one !== given),
  ];
  const override = m.change.arguments.get(layer.tree.start);
  const wanted = wantedSizes(args);
  return called(m, known, tensor, { name, path, forward, inputs, wanted, override, tree });
}

/**
 * What comes out of the layers that are tried before another one.
 * @param {Machine} m
 * @param {Layer} layer
 * @param {TensorValue} tensor
 * @param {CallTree} tree
 */
function prepared(m, layer, tensor, tree) {
  return (m.change.before.get(layer) ?? []).reduce((input, before) => {
    const made = called(m, before, input, { name: before.type, path: "", inputs: [input], tree });
    return isTensor(made) ? made : input;
  }, tensor);
}

/** @param {Argument[]} args */
function first(args) {
  const value = args[0]?.value ?? NONE;
  if (value.is === "unknown") throw new Trouble(value.key, value.values, value.tree);
  if (value.is === "list") return stop("severalTensors", { count: value.items.length });
  return isTensor(value) ? value : stop("wantsTensor", { name: "input", found: value.is });
}

/**
 * The sizes that a call asks for: output_size of a MaxUnpool or a transposed convolution.
 * @param {Argument[]} args
 */
function wantedSizes(args) {
  const value = args.find((one) => one.name === "output_size")?.value;
  if (!value || value.is === "none") return undefined;
  const items = value.is === "list" ? value.items : [value];
  const sizes = items.flatMap((one) => (one.is === "int" ? [one.value] : []));
  return sizes.length === items.length ? sizes : stop("unread", { text: "output_size" });
}

/**
 * @param {Machine} m
 * @param {Layer} layer
 * @param {TensorValue} tensor
 * @param {How} how
 * @returns {Value}
 */
function called(m, layer, tensor, how) {
  const { name, path, forward, inputs, wanted, override, tree } = how;
  /** @type {State} */
  const state = { shape: [...tensor.shape], track: tensor.track?.copy(), wanted };
  const { parameters, macs, twice } = attempt(
    () => {
      const built = construct(layer, override);
      const macs = run(built, state);
      return { parameters: parametersOf(layer, override), macs, twice: built.twice };
    },
    (trouble) => fail(m, { layer, name, path, tensor, trouble }),
  );
  const inPlace = isInPlace(layer);
  m.relate?.(inputs.slice(0, 1), ([{ shape, track }]) => {
    const other = { shape: [...shape], track: track?.copy(), wanted };
    run(construct(layer, override), other);
    return { shape: other.shape, track: other.track ?? null };
  });
  const output = { shape: state.shape, track: state.track ?? null };
  const made = m.row({
    name,
    kind: forward ? "function" : "layer",
    place: forward ? tree : layer.tree,
    inputs,
    outputs: twice ? [output, output] : [output],
    parameters,
    macs,
    path,
    source: layer,
    inPlace,
  });
  if (twice) return tuple(made);
  return inPlace ? Object.assign(tensor, made[0]) : made[0];
}

/**
 * A row that does not fit.
 * @param {Machine} m
 * @param {{ layer: Layer, name: string, path: string, tensor: TensorValue, trouble: Trouble }} failed
 * @returns {never}
 */
function fail(m, { layer, name, path, tensor, trouble }) {
  m.rows.push({
    ...emptyRow(layer.tree),
    layer: name,
    path,
    source: layer,
    inputs: tensor.row === null ? [] : [tensor.row],
    parameters: attempt(
      () => parametersOf(layer),
      () => null,
    ),
  });
  throw Object.assign(trouble, { row: m.rows.length - 1, before: tensor.shape });
}

/**
 * A lazy layer takes the channels of its first input.
 * @param {Machine} m
 * @param {Layer} layer
 * @param {TensorValue} tensor
 * @returns {Layer}
 */
function settled(m, layer, { shape }) {
  const [, type] = LAZY.exec(layer.type) ?? [];
  if (!type) return layer;
  const [first, ...names] = definitionOf({ type }).names;
  const axes = Number(/(\d)d/.exec(type)?.[1] ?? 0);
  const dim = type.includes("Norm") ? 1 : Math.max(shape.length - axes - 1, 0);
  let at = 0;
  const args = layer.args.map((each) => (each.name ? each : { ...each, name: names[at++] }));
  const channels = { ...layer.tree, name: first, value: int(shape[dim]), shared: true };
  const made = { ...layer, type, args: [channels, ...args] };
  m.settled.set(layer, made);
  return made;
}

/**
 * Whether a layer writes over what it reads; in evaluation a dropout does nothing.
 * @param {Layer} layer
 */
function isInPlace(layer) {
  if (layer.type.includes("Dropout")) return false;
  const value = weights(layer)?.given.get("inplace");
  return !!value && "value" in value && !!value.value;
}

/**
 * What the forward of a layer calls.
 * @param {string} type
 */
function functionOf(type) {
  const conv = /^Conv(Transpose)?(\d)d$/.exec(type);
  if (conv) return conv[1] ? `conv_transpose${conv[2]}d` : `conv${conv[2]}d`;
  if (/^(BatchNorm|SyncBatchNorm)/.test(type)) return "batch_norm";
  if (/^InstanceNorm/.test(type)) return "instance_norm";
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
}
