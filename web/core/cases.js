// The cases with a name, in the groups in which the explorer offers them.
import { counting } from "./counting.js";
import { grid } from "./grid.js";
import { onBoth } from "./state.js";

/** @typedef {import("./state.js").Mode} Mode */
/** @typedef {import("./state.js").Pad} Pad */
/** @typedef {import("./state.js").Pair} Pair */
/** @typedef {import("./state.js").Parameter} Parameter */
/** @typedef {import("./state.js").Rows} Rows */
/** @typedef {import("./state.js").Same} Same */
/**
 * @typedef {{ pad?: Pad, same?: Same, axes?: 1, pe?: Pair, ci?: number, co?: number, g?: number }} Wide
 */
/** @typedef {{ mode: Mode, x?: Rows, w?: Rows } & Record<Parameter, Pair> & Wide} Case */
/** @typedef {Partial<Record<Parameter, number | Pair>>} Parameters */

const NEUTRAL = { i: 1, k: 1, s: 1, p: 0, d: 1, op: 0 };

/**
 * @param {Mode} mode @param {Parameters} parameters
 * @param {{ x?: Rows, w?: Rows } & Wide} values the first counting numbers where none are given
 * @returns {Case}
 */
function made(mode, parameters, values = {}) {
  const all = { ...NEUTRAL, ...parameters };
  /** @param {number | Pair} value @returns {Pair} */
  const pair = (value) => (typeof value === "number" ? onBoth(() => value) : value);
  return {
    mode,
    i: pair(all.i),
    k: pair(all.k),
    s: pair(all.s),
    p: pair(all.p),
    d: pair(all.d),
    op: pair(all.op),
    ...values,
  };
}

/** @param {Parameters} parameters @param {{ x?: Rows, w?: Rows } & Wide} [values] */
const conv = (parameters, values) => made("conv", parameters, values);
/** @param {Parameters} parameters @param {{ x?: Rows, w?: Rows } & Wide} [values] */
const transposed = (parameters, values) => made("transposed", parameters, values);
/** @param {number} size */
const ones = (size) => grid(size, size, () => 1);

// The first case of each operation is the one to begin with. The article's transposed case has the
// parameters of no_padding_no_strides_transposed, whose own kernel shows the rotation.
export const GROUPS = {
  preset_article: {
    article_transposed: transposed(
      { i: 2, k: 3 },
      {
        x: [
          [12, 16],
          [24, 28],
        ],
        w: ones(3),
      },
    ),
    article_conv: conv({ i: 3, k: 2 }, { x: counting(3, 3), w: ones(2) }),
  },
  preset_direct: {
    no_padding_no_strides: conv({ i: 4, k: 3 }),
    arbitrary_padding_no_strides: conv({ i: 5, k: 4, p: 2 }),
    same_padding_no_strides: conv({ i: 5, k: 3, p: 1 }),
    full_padding_no_strides: conv({ i: 5, k: 3, p: 2 }),
    no_padding_strides: conv({ i: 5, k: 3, s: 2 }),
    padding_strides: conv({ i: 5, k: 3, s: 2, p: 1 }),
    padding_strides_odd: conv({ i: 6, k: 3, s: 2, p: 1 }),
    dilation: conv({ i: 7, k: 3, d: 2 }),
  },
  preset_transposed: {
    no_padding_no_strides_transposed: transposed(
      { i: 2, k: 3 },
      { x: counting(2, 2), w: counting(3, 3) },
    ),
    arbitrary_padding_no_strides_transposed: transposed({ i: 6, k: 4, p: 2 }),
    same_padding_no_strides_transposed: transposed({ i: 5, k: 3, p: 1 }),
    full_padding_no_strides_transposed: transposed({ i: 7, k: 3, p: 2 }),
    no_padding_strides_transposed: transposed({ i: 2, k: 3, s: 2 }),
    padding_strides_transposed: transposed({ i: 3, k: 3, s: 2, p: 1 }),
    padding_strides_odd_transposed: transposed({ i: 3, k: 3, s: 2, p: 1, op: 1 }),
  },
  preset_more: {
    causal: conv({ i: [1, 8], k: [1, 3], p: [0, 4], d: [1, 2] }, { axes: 1, pe: [0, 0] }),
    same_upper_stride: conv({ i: 6, k: 3, s: 2 }, { same: "upper" }),
    reflect_padding: conv({ i: 4, k: 3, p: 1 }, { pad: "reflect" }),
    circular_transposed: transposed({ i: 2, k: 3, s: 2, p: 1, op: 1 }, { pad: "circular" }),
    two_channels: conv({ i: 3, k: 2 }, { ci: 2, co: 2 }),
    depthwise: conv({ i: 3, k: 2 }, { ci: 3, co: 3, g: 3 }),
    two_channels_transposed: transposed({ i: 2, k: 2, s: 2 }, { ci: 2, co: 2 }),
  },
  preset_special: {
    checkerboard_uneven: transposed({ i: 5, k: 3, s: 2 }, { x: ones(5), w: ones(3) }),
    checkerboard_even: transposed({ i: 5, k: 4, s: 2 }, { x: ones(5), w: ones(4) }),
    output_padding_real: transposed({ i: [1, 3], k: [1, 4], s: [1, 3], p: [0, 2], op: [0, 2] }),
    output_padding_bias: transposed({ i: [1, 3], k: [1, 3], s: [1, 3], op: [0, 2] }),
    negative_padding: transposed(
      { i: [1, 5], k: [1, 2], s: [1, 2], p: [0, 2] },
      { x: [[3, 1, 4, 1, 5]], w: [[1, 2]] },
    ),
    negative_padding_pytorch: transposed({ i: [6, 4], k: [3, 5], s: [2, 1], p: [4, 2] }),
  },
};

/** @typedef {keyof typeof GROUPS} Group */
/** @typedef {{ [G in Group]: keyof (typeof GROUPS)[G] }[Group]} CaseName */

/** All cases in one table. @type {Record<CaseName, Case>} */
export const CASES = {
  ...GROUPS.preset_article,
  ...GROUPS.preset_direct,
  ...GROUPS.preset_transposed,
  ...GROUPS.preset_more,
  ...GROUPS.preset_special,
};
