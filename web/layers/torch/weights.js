// The weights of a layer: their shapes, and how many numbers they have.

import { Arguments } from "../arguments.js";
import { construct } from "../layer.js";
import { definitionOf } from "../table.js";
import { attempt } from "../trouble.js";

/** @import { Layer, Override, Value } from "../types.js" */

/**
 * Shapes of the weight and the bias, and the arguments by name; null where they are not known.
 * @param {Layer} layer
 * @returns {{ weight: number[] | null, bias: number[] | null, given: Map<string, Value> } | null}
 */
export function weights(layer) {
  const definition = definitionOf(layer);
  if (!definition) return null;
  return attempt(
    () => {
      const a = new Arguments(layer, definition);
      const { weight, bias } = shapes(layer.type, a);
      return { weight, bias, given: a.given };
    },
    () => null,
  );
}

/**
 * @param {string} type
 * @param {Arguments} a
 * @returns {{ weight: number[] | null, bias: number[] | null }}
 */
function shapes(type, a) {
  const conv = /^Conv(Transpose)?(\d)d$/.exec(type);
  if (conv) {
    const kernel = a.ints("kernel_size", Number(conv[2]), 1);
    const [cin, cout] = [a.int("in_channels", 1), a.int("out_channels", 1)];
    const groups = a.int("groups", 1, 1);
    const weight = conv[1] ? [cin, cout / groups, ...kernel] : [cout, cin / groups, ...kernel];
    return { weight, bias: a.bool("bias", true) ? [cout] : null };
  }
  if (type === "Linear") {
    const [fin, fout] = [a.int("in_features", 1), a.int("out_features", 1)];
    return { weight: [fout, fin], bias: a.bool("bias", true) ? [fout] : null };
  }
  const name = ["num_features", "num_channels", "num_parameters"].find((one) =>
    definitionOf({ type })?.names.includes(one),
  );
  if (name) {
    const count = [a.int(name, 1, 1)];
    const shifted = !type.startsWith("PReLU") && a.bool("bias", true);
    const affine = a.bool("affine", !type.startsWith("Instance"));
    return { weight: affine ? count : null, bias: affine && shifted ? count : null };
  }
  if (type === "LayerNorm") {
    const value = a.value("normalized_shape");
    const items = value?.is === "list" ? value.items : value ? [value] : [];
    const shape = items.flatMap((one) => (one.is === "int" ? [one.value] : []));
    return { weight: shape, bias: a.bool("bias", true) ? shape : null };
  }
  return { weight: null, bias: null };
}

/**
 * How many numbers a layer learns, those of a wrapper such as weight_norm too.
 * @param {Layer} layer
 * @param {Override} [override]
 */
export function parametersOf(layer, override) {
  const own = construct(layer, override).parameters;
  if (layer.wrapped === undefined) return own;
  const weight = weights(layer)?.weight ?? [];
  return own + (layer.wrapped === null ? 1 : (weight.at(layer.wrapped) ?? 0));
}
