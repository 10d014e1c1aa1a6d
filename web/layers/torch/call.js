// Functions of PyTorch, and of the few other packages that models use.

import { stop } from "../trouble.js";
import { product } from "../shape.js";
import { call } from "../run/call.js";
import { iterated } from "../run/iterate.js";
import {
  bool,
  float,
  int,
  isNumber,
  isTensor,
  list,
  NONE,
  size,
  tensorsIn,
  tuple,
  unknown,
  unknownIn,
} from "../run/values.js";
import { constant, isConstant, made, valuesOf } from "./constants.js";
import { Inputs, operationOf } from "./operation.js";
import { numeric } from "./numeric.js";
import "./join.js";
import "./pointwise.js";
import "./products.js";
import "./reduce.js";
import "./reshape.js";
import "./slices.js";
import "./twins.js";

/** @import { Argument, CallTree, TensorValue, Tree, Value } from "../types.js" */
/** @import { Machine } from "../run/machine.js" */

const SHAPE = new Set(
  (
    "view reshape flatten unflatten squeeze unsqueeze permute transpose t chunk split getitem " +
    "narrow select unbind iter swapaxes movedim expand expand_as view_as reshape_as ravel flip " +
    "roll tensor_split split_with_sizes T mT index_select repeat repeat_interleave setitem " +
    "moveaxis adjoint"
  ).split(" "),
);
const REDUCE = new Set(
  "mean sum max min amax amin prod norm std var logsumexp argmax all any topk".split(" "),
);
const FUNCTIONAL =
  /^(relu6?|leaky_relu|elu|selu|celu|gelu|silu|mish|hard\w+|sigmoid|tanh|soft\w+|logsigmoid|tanhshrink|threshold|rrelu|log_softmax|(alpha_|feature_alpha_)?dropout\d?d?|conv\w+|\w+_pool\d?d?|max_pool\w+|interpolate|upsample\w*|pad|linear|\w+_norm|pixel_\w+|channel_shuffle|glu|prelu|unfold|fold|normalize|gumbel_softmax|scaled_dot_product_attention|local_response_norm|bilinear|embedding|one_hot|cat|stack|matmul|mm|bmm|einsum|addmm|baddbmm)$/;

/** @type {Record<string, string>} */
const NAMES = {
  concat: "cat",
  concatenate: "cat",
  true_divide: "div",
  subtract: "sub",
  multiply: "mul",
  divide: "div",
};

/**
 * @param {string} name
 * @param {number} read
 */
function kindOf(name, read) {
  if (read > 1) return "join";
  if (SHAPE.has(name)) return "shape";
  if (REDUCE.has(name)) return "reduce";
  return FUNCTIONAL.test(name) ? "function" : "point";
}

/**
 * An operation on tensors: a row, where one of them comes from the input.
 * @param {Machine} m
 * @param {string} called
 * @param {Argument[]} args
 * @param {Tree} tree
 * @param {boolean} [changes] whether the first tensor is written over
 * @returns {Value}
 */
export function operate(m, called, args, tree, changes) {
  const name = called.replace(/^_+|_+$/g, "");
  const values = args.map((one) => one.value);
  const operation = operationOf(name);
  const tensors = tensorsIn(values);
  if (!operation) {
    if (tensors.some(({ row }) => row !== null)) m.partial ??= tree;
    return unknownIn(values) ?? unknown(tree, "unknownFunction", { name: called });
  }
  const lost = unknownIn(values);
  if (lost && tensors.length === 0) return lost;
  const a = new Inputs(called, args, operation);
  const { outputs, many, macs = 0, same } = operation.work(a);
  const read = tensors.filter(({ row }) => row !== null);
  if (same && !read.length) return tensors[0] ?? NONE;
  if (same) {
    const [{ row }] = read;
    return { is: "tensor", shape: outputs[0].shape, track: outputs[0].track, row };
  }
  const inPlace = (changes ?? called.endsWith("_")) || asked(a);
  m.relate?.(
    read,
    (inputs) =>
      operation.work(new Inputs(called, replaced(args, read, inputs), operation)).outputs[0],
  );
  const given = m.row({
    name: NAMES[name] ?? name,
    kind: kindOf(NAMES[name] ?? name, read.length),
    place: tree,
    inputs: tensors,
    outputs,
    parameters: tensors.reduce((all, one) => all + (one.parameter ? product(one.shape) : 0), 0),
    macs,
    inPlace,
  });
  if (inPlace && tensors[0]) return Object.assign(tensors[0], given[0]);
  return many ? tuple(given) : given[0];
}

/**
 * The same arguments with other tensors in them.
 * @param {Argument[]} args
 * @param {TensorValue[]} tensors
 * @param {TensorValue[]} others
 * @returns {Argument[]}
 */
function replaced(args, tensors, others) {
  const twins = new Map(tensors.map((one, at) => [/** @type {Value} */ (one), others[at]]));
  /**
   * @param {Value} value
   * @returns {Value}
   */
  const twin = (value) => {
    if (value.is === "list") return { ...value, items: value.items.map(twin) };
    return twins.get(value) ?? value;
  };
  return args.map((one) => ({ ...one, value: twin(one.value) }));
}

/**
 * F.relu(x, inplace=True)
 * @param {Inputs} a
 */
function asked(a) {
  const value = a.given.get("inplace");
  return !a.name.includes("dropout") && value?.is === "bool" && value.value;
}

/**
 * @param {Machine} m
 * @param {string} name
 * @param {Value[]} values
 * @param {Tree} tree
 * @param {boolean} [inPlace]
 */
export function tensorOperator(m, name, values, tree, inPlace) {
  const args = values.map((value) => ({ ...tree, name: null, value }));
  const numbers = values.map((value) =>
    isTensor(value) ? value.row === null && valuesOf(value) : false,
  );
  const plain = numbers.some((one) => one) && constantly(name, values);
  return plain || operate(m, name, args, tree, !!inPlace);
}

/**
 * Arithmetic on tensors of known values.
 * @param {string} name
 * @param {Value[]} values
 */
function constantly(name, values) {
  const [a, b] = values.map((value) => {
    if (isTensor(value))
      return value.row === null && value.shape.length < 2 ? value.data : undefined;
    return isNumber(value) ? Number(value.value) : undefined;
  });
  if (a === undefined || b === undefined) return null;
  const count = Math.max(Array.isArray(a) ? a.length : 1, Array.isArray(b) ? b.length : 1);
  const pick = (/** @type {number | number[]} */ of, /** @type {number} */ at) =>
    Array.isArray(of) ? of[of.length === 1 ? 0 : at] : of;
  /** @type {Record<string, (a: number, b: number) => number>} */
  const works = {
    add: (x, y) => x + y,
    sub: (x, y) => x - y,
    mul: (x, y) => x * y,
    div: (x, y) => x / y,
    pow: (x, y) => x ** y,
  };
  const work = Object.hasOwn(works, name) ? works[name] : null;
  if (!work) return null;
  const shape = values.find((value) => isTensor(value) && value.shape.length) ? [count] : [];
  return constant(
    shape,
    Array.from({ length: count }, (_, at) => work(pick(a, at), pick(b, at))),
  );
}

/** What gives a module back, with the dimension that a norm adds. */
const WRAPPERS = new Set([
  "weight_norm",
  "spectral_norm",
  "orthogonal",
  "remove_weight_norm",
  "remove_spectral_norm",
  "remove_parametrizations",
  "DataParallel",
  "data_parallel",
  "fuse_conv_bn_eval",
  "script",
  "compile",
]);
const NOTHING =
  /^(torch\.nn\.init\.|warnings\.|logging\.|torch\.manual_seed|torch\.backends|torch\.set_|torch\._C\.|random\.|torch\.cuda\.(empty|manual|set)|numpy\.random\.seed|torch\._assert|torch\._check|os\.|sys\.)/;

/**
 * @param {Machine} m
 * @param {string} path
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value}
 */
export function torchCall(m, path, args, tree) {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const values = args.map((one) => one.value);
  if (NOTHING.test(path)) return path.includes(".init.") ? (values[0] ?? NONE) : NONE;
  if (WRAPPERS.has(name) && values.length) return wrapped(name, args);
  const special = Object.hasOwn(SPECIAL, path) ? SPECIAL[path](m, args, tree) : null;
  if (special) return special;
  if (/^(math|numpy|np|torch)\./.test(path)) {
    const number = numeric(name, values);
    if (number) return number;
  }
  if (path.startsWith("torch.nn.functional.") || path.startsWith("torch.")) {
    if (isConstant(name)) return made(name, args) ?? unknownIn(values) ?? none(m, tree);
    if (operationOf(name.replace(/_+$/, "")) || tensorsIn(values).length)
      return operate(m, name, args, tree);
  }
  if (path.startsWith("numpy.") && isConstant(name)) return made(name, args) ?? none(m, tree);
  if (tensorsIn(values).some(({ row }) => row !== null)) m.partial ??= tree;
  if (/^[A-Z]/.test(name)) return unknown(tree, "unknownLayer", { name });
  return unknownIn(values) ?? none(m, tree);
}

/**
 * @param {Machine} m
 * @param {Tree} tree
 */
const none = (m, tree) => unknown(tree, "unread", { text: m.places.source(tree) });

/**
 * @param {string} name
 * @param {Argument[]} args
 * @returns {Value}
 */
function wrapped(name, args) {
  const [{ value }] = args;
  const dim = args.find((one) => one.name === "dim")?.value ?? args[2]?.value;
  if (name === "weight_norm" && value.is === "layer")
    value.wrapped = dim?.is === "int" ? dim.value : dim?.is === "none" ? null : 0;
  if (name.startsWith("remove") && value.is === "layer") delete value.wrapped;
  return value;
}

/** @type {Record<string, (m: Machine, args: Argument[], tree: CallTree) => Value | null>} */
const SPECIAL = {
  "functools.partial": (_, [first, ...rest]) => ({
    is: "partial",
    callee: first.value,
    args: rest,
  }),
  "collections.OrderedDict": (m, args, tree) =>
    call(m, { is: "builtin", name: "dict" }, args, tree),
  "collections.defaultdict": (m, args, tree) =>
    call(m, { is: "builtin", name: "dict" }, args.slice(1), tree),
  "copy.deepcopy": (_, [first]) => copied(first.value, new Map()),
  "copy.copy": (_, [first]) => copied(first.value, new Map()),
  "itertools.chain": (m, args, tree) => {
    const all = args.map((one) => iterated(m, one.value, tree));
    return all.includes(null) ? null : list(all.flatMap((one) => one ?? []));
  },
  "itertools.repeat": (_, [first, count]) =>
    count?.value.is === "int" && count.value.value < 1000
      ? list(Array(count.value.value).fill(first.value))
      : null,
  "functools.reduce": (m, [work, items, first], tree) => {
    const all = iterated(m, items.value, tree);
    if (!all) return null;
    const given = first ? [first.value, ...all] : all;
    const at = (/** @type {Value} */ value) => ({ ...tree, name: null, value });
    return given
      .slice(1)
      .reduce((left, right) => call(m, work.value, [at(left), at(right)], tree), given[0] ?? NONE);
  },
  "inspect.isfunction": (_, [first]) => isKind(first.value, ["function"]),
  "inspect.isclass": (_, [first]) => isKind(first.value, ["class"]),
  "torch.utils.checkpoint.checkpoint": (m, [first, ...rest], tree) =>
    call(
      m,
      first.value,
      rest.filter((one) => !one.name),
      tree,
    ),
  "torch.jit.is_scripting": () => bool(false),
  "torch.jit.is_tracing": () => bool(false),
  "torch.onnx.is_in_onnx_export": () => bool(false),
  "torch.cuda.is_available": () => bool(false),
  "torch.is_tensor": (_, [first]) => bool(isTensor(first.value)),
  "torch.numel": (_, [first]) => (isTensor(first.value) ? int(product(first.value.shape)) : null),
  "torch.device": () => ({ is: "path", path: "torch.device" }),
  "torch.Size": (_, [first]) => first?.value ?? null,
  "torch.no_grad": () => NONE,
  "typing.cast": (_, args) => args[1]?.value ?? null,
  "dataclasses.field": (m, args, tree) => {
    const made = args.find((one) => one.name === "default_factory");
    if (made) return call(m, made.value, [], tree);
    return args.find((one) => one.name === "default")?.value ?? null;
  },
  "torch.nn.modules.utils._pair": (_, [first]) => pair(first.value, 2),
  "torch.nn.modules.utils._triple": (_, [first]) => pair(first.value, 3),
  "torch.nn.modules.utils._single": (_, [first]) => pair(first.value, 1),
};

/**
 * @param {Value} value
 * @param {string[]} kinds
 */
const isKind = (value, kinds) => (value.is === "unknown" ? null : bool(kinds.includes(value.is)));

/**
 * @param {Value} value
 * @param {number} count
 */
const pair = (value, count) => (value.is === "list" ? value : tuple(Array(count).fill(value)));

/**
 * A value of its own, with all that stands in it.
 * @param {Value} value
 * @param {Map<Value, Value>} seen
 * @returns {Value}
 */
function copied(value, seen) {
  const known = seen.get(value);
  if (known) return known;
  if (value.is === "layer") return { ...value };
  if (value.is === "list") return { ...value, items: value.items.map((one) => copied(one, seen)) };
  if (value.is === "stack")
    return {
      ...value,
      items: value.items.map((one) => ({ name: one.name, value: copied(one.value, seen) })),
    };
  if (value.is !== "object") return value;
  /** @type {import("../types.js").ObjectValue} */
  const made = { ...value, attrs: new Map() };
  seen.set(value, made);
  for (const [key, one] of value.attrs) made.attrs.set(key, copied(one, seen));
  const inner = value.inner && copied(value.inner, seen);
  made.inner = inner?.is === "layer" || inner?.is === "stack" ? inner : null;
  return made;
}

/** What only reads a tensor. */
/** @type {Record<string, (tensor: TensorValue, args: Value[], named: Map<string | null, Value>) => Value | null>} */
const READS = {
  size: ({ shape }, args, named) => {
    const dim = named.get("dim") ?? args[0];
    if (!dim) return size(shape);
    if (dim.is !== "int") return null;
    const found = shape.at(dim.value);
    if (found === undefined || dim.value < -shape.length)
      return stop("dimension", { name: "dim", dim: dim.value, axes: shape.length });
    return int(found);
  },
  dim: ({ shape }) => int(shape.length),
  ndimension: ({ shape }) => int(shape.length),
  numel: ({ shape }) => int(product(shape)),
  nelement: ({ shape }) => int(product(shape)),
  is_floating_point: () => bool(true),
  is_contiguous: () => bool(true),
  get_device: () => int(-1),
  element_size: () => int(4),
  item: ({ data }) => (data?.length === 1 ? number(data[0]) : null),
  tolist: (tensor) => {
    const values = valuesOf(tensor);
    return values && list(values);
  },
  __len__: ({ shape }) => (shape.length ? int(shape[0]) : null),
};

/** @param {number} value */
const number = (value) => (Number.isInteger(value) ? int(value) : float(value));

/**
 * @param {Machine} m
 * @param {TensorValue} of
 * @param {string} name
 * @param {Argument[]} args
 * @param {CallTree} tree
 * @returns {Value | null}
 */
export function tensorMethod(m, of, name, args, tree) {
  const reads = Object.hasOwn(READS, name) ? READS[name] : null;
  const values = args.filter((one) => !one.name).map((one) => one.value);
  const named = new Map(args.flatMap((one) => (one.name ? [[one.name, one.value]] : [])));
  if (reads) return reads(of, values, named);
  const all = [{ ...tree, name: null, value: of }, ...args];
  if (isConstant(name)) return name.startsWith("new_") ? made(name, args) : made(name, all);
  if (
    /^(unfold|requires_grad_|uniform_|normal_|fill_|zero_|copy_|trunc_normal_|register_hook|backward)$/.test(
      name,
    ) &&
    of.row === null
  )
    return of;
  if (
    /^(uniform_|normal_|fill_|zero_|mul_|add_|div_|clamp_|trunc_normal_|copy_|erfinv_|data)$/.test(
      name,
    ) &&
    of.row === null
  )
    return of;
  if (name === "unfold") return null; // another one than F.unfold
  if (name === "new" || name === "register_hook") return null;
  return operate(m, name, all, tree);
}
