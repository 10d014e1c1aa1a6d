// Where the nodes of a graph stand, and how its edges run.
//
// Every node is one line below the last of its inputs. A map of half the size stands a step to the
// right, so that a network that goes down and up again is seen as a U, lying on its side; its skips
// fall straight through the opening. Other skips run in lanes beside the nodes.

import { widthOf } from "../figure/text.js";
import { numberOf, shapeText } from "./nodes.js";

/**
 * @import { Node } from "./nodes.js"
 *
 * @typedef {{ x: number, y: number, w: number, h: number, line: number, node: Node | null }} Box
 * @typedef {[x: number, y: number]} Point
 * @typedef {{ from: number, to: number, points: Point[],
 *   label: { x: number, y: number, text: string } | null }} Edge
 * @typedef {{ from: number, x: number, top: number, bottom: number }} Lane
 * @typedef {{ boxes: Box[], edges: Edge[], width: number, height: number }} Layout
 */

export const FONT = 12;
const SMALL = 10.5;
export const PORT = 24; // of an edge to the next node, from the left
export const GAP = 34; // between lines, for a shape
const STEP = 26; // to the right, for each halving
const MOST_STEPS = 6;
const BESIDE = 26; // between nodes of one line
const LANE = 18;
const MARGIN = 2;
const WIDEST = 320;
export const BOLD = 1.08; // how much wider its letters are
const CORRIDOR = 9; // of a skip that falls straight, from the left

/**
 * The boxes: the input first, then every node.
 * @param {Node[]} nodes
 * @param {number[]} input its shape
 * @param {string} name of the input
 * @returns {Layout}
 */
export function layout(nodes, input, name) {
  const lines = linesOf(nodes);
  const columns = columnsOf(nodes, lines);
  const steps = stepsOf(nodes, input);
  const w = Math.ceil(Math.max(widthOf(name, FONT) + 60, ...nodes.map(widthOfNode)));
  /** @type {Box[]} */
  const boxes = [null, ...nodes].map((node, at) => ({
    x: MARGIN + steps[at] * STEP + columns[at] * (w + BESIDE),
    y: 0,
    w,
    h: node?.more.length || node?.broken ? 38 : 24,
    line: lines[at],
    node,
  }));
  const height = setLines(boxes);
  const shapes = [shapeText(input), ...nodes.map(({ shape }) => shape)];
  const edges = route(boxes, shapes);
  const right = Math.max(...boxes.map((box) => box.x + box.w), ...edges.map(rightOf));
  return { boxes, edges, width: Math.ceil(right + MARGIN), height };
}

/** @param {Edge} edge */
const rightOf = ({ points, label }) =>
  Math.max(...points.map(([x]) => x + (label ? SMALL + 4 : 0)));

/** @param {Node} node */
function widthOfNode(node) {
  const first = widthOf(node.name, FONT) * BOLD + widthOf(` ${node.args}`, SMALL) + 5;
  const number = widthOf(numberOf(node), SMALL) + 10;
  return Math.min(Math.max(first + number, widthOf(moreText(node), SMALL)) + 20, WIDEST);
}

/** @param {Node} node */
export const moreText = ({ more }) => more.map((one) => `+ ${one}`).join(" ");

/**
 * The line of every box: one below the last of its inputs.
 * @param {Node[]} nodes
 */
function linesOf(nodes) {
  const lines = [0];
  for (const { inputs, broken } of nodes) {
    const before = broken && !inputs.length ? lines : inputs.map((input) => lines[input + 1]);
    lines.push(Math.max(0, ...before) + 1);
  }
  return lines;
}

/**
 * The column of every box: the longest way on from a node stays in its column.
 * @param {Node[]} nodes
 * @param {number[]} lines
 */
function columnsOf(nodes, lines) {
  const readers = [null, ...nodes].map(() => /** @type {number[]} */ ([]));
  nodes.forEach(({ inputs }, at) => inputs.forEach((input) => readers[input + 1].push(at + 1)));
  const ways = readers.map(() => 0);
  for (let at = ways.length - 1; at >= 0; at -= 1)
    for (const reader of readers[at]) ways[at] = Math.max(ways[at], ways[reader] + 1);
  const next = readers.map((all) => {
    const longest = Math.max(...all.map((one) => ways[one]));
    return all.find((one) => ways[one] === longest);
  });
  const columns = [0];
  const taken = new Set(["0 0"]);
  nodes.forEach(({ inputs }, index) => {
    const at = index + 1;
    const before = inputs.map((input) => input + 1);
    const own = before.filter((one) => next[one] === at).map((one) => columns[one]);
    const others = before.map((one) => columns[one] + 1);
    let column = own.length ? Math.min(...own) : others.length ? Math.min(...others) : 0;
    while (taken.has(`${lines[at]} ${column}`)) column += 1;
    taken.add(`${lines[at]} ${column}`);
    columns.push(column);
  });
  return columns;
}

/**
 * How many steps to the right every box stands: as often as its map was halved.
 * @param {Node[]} nodes
 * @param {number[]} input
 */
function stepsOf(nodes, input) {
  const spread = [1, ...nodes.map(({ jump }) => jump)];
  const sizes = [input, ...nodes.map((node) => node.sizes)].map(scale);
  /** @type {number[]} */
  const steps = [0];
  nodes.forEach(({ inputs }, index) => {
    const at = index + 1;
    const before = (inputs[0] ?? index - 1) + 1;
    const [jump, old] = [spread[at], spread[before]];
    const [size, larger] = [sizes[at], sizes[before]];
    const ratio = jump && old ? jump / old : size && larger ? larger / size : 1;
    steps.push(steps[before] + Math.log2(ratio));
  });
  const least = Math.min(...steps);
  return steps.map((step) => Math.min(Math.round(step - least), MOST_STEPS));
}

/** @param {number[]} shape */
function scale(shape) {
  const [, , ...sizes] = shape;
  const all = sizes.reduce((product, one) => product * one, 1);
  return sizes.length && all ? all ** (1 / sizes.length) : null;
}

/**
 * Set the height of every line, and move boxes that would meet in one.
 * @param {Box[]} boxes
 */
function setLines(boxes) {
  const count = Math.max(...boxes.map(({ line }) => line)) + 1;
  let y = MARGIN;
  for (let line = 0; line < count; line += 1) {
    const here = boxes.filter((box) => box.line === line).sort((a, b) => a.x - b.x);
    let right = -Infinity;
    for (const box of here) {
      box.y = y;
      box.x = Math.max(box.x, right + BESIDE);
      right = box.x + box.w;
    }
    y += Math.max(...here.map(({ h }) => h)) + GAP;
  }
  return y;
}

/**
 * @param {Box[]} boxes
 * @param {string[]} shapes
 * @returns {Edge[]}
 */
function route(boxes, shapes) {
  const wanted = boxes.flatMap(({ node }, to) =>
    (node?.inputs ?? []).map((input) => ({ from: input + 1, to })),
  );
  const span = ({ from = 0, to = 0 }) => boxes[to].line - boxes[from].line;
  wanted.sort((a, b) => span(a) - span(b));
  const fans = boxes.map((_, at) => wanted.filter(({ from }) => from === at).length);
  /** @type {Lane[]} */
  const lanes = [];
  const bottoms = bottomsOf(boxes);
  return wanted.map(({ from, to }) => {
    const [a, b] = [boxes[from], boxes[to]];
    const top = bottoms[a.line];
    if (span({ from, to }) === 1)
      return { from, to, points: near(a, b, top, fans[from] > 1), label: null };
    const others = lanes.filter((lane) => lane.from !== from);
    const x = laneFor(boxes, a, b, others);
    lanes.push({ from, x, top, bottom: b.y });
    return {
      from,
      to,
      points: far(a, b, x, top),
      label: labelOf(shapes[from], boxes, a, b, x, top),
    };
  });
}

/**
 * Where the boxes of every line end.
 * @param {Box[]} boxes
 */
function bottomsOf(boxes) {
  /** @type {number[]} */
  const found = [];
  for (const { line, y, h } of boxes) found[line] = Math.max(found[line] ?? 0, y + h);
  return found;
}

/**
 * To the next line: straight where the boxes are above each other.
 * @param {Box} a
 * @param {Box} b
 * @param {number} top of the room between them
 * @param {boolean} fans whether others begin here, too
 * @returns {Point[]}
 */
function near(a, b, top, fans) {
  const x = Math.max(a.x, b.x) + PORT;
  const start = a.y + a.h;
  if (x < Math.min(a.x + a.w, b.x + b.w) - 8)
    return [
      [x, start],
      [x, b.y],
    ];
  const y = fans ? top + 8 : b.y - 9;
  return [
    [a.x + PORT, start],
    [a.x + PORT, y],
    [b.x + PORT, y],
    [b.x + PORT, b.y],
  ];
}

/**
 * Over several lines, in a lane.
 * @param {Box} a
 * @param {Box} b
 * @param {number} x of the lane
 * @param {number} top
 * @returns {Point[]}
 */
function far(a, b, x, top) {
  /** @param {Box} box */
  const port = (box) => {
    if (x > box.x + 4 && x < box.x + box.w - 4) return x;
    return x > box.x ? box.x + box.w - 12 : box.x + CORRIDOR;
  };
  const [out, into] = [port(a), port(b)];
  const points = [
    [out, a.y + a.h],
    [out, top + 8],
    [x, top + 8],
    [x, b.y - 9],
    [into, b.y - 9],
    [into, b.y],
  ];
  return /** @type {Point[]} */ (
    points.filter(([px, py], at) => {
      const [before, after] = [points[at - 1], points[at + 1]];
      const flat =
        before &&
        after &&
        ((before[0] === px && after[0] === px) || (before[1] === py && after[1] === py));
      return !flat;
    })
  );
}

/**
 * The free lane that is nearest.
 * @param {Box[]} boxes
 * @param {Box} a
 * @param {Box} b
 * @param {Lane[]} lanes of others: edges from one node share theirs
 */
function laneFor(boxes, a, b, lanes) {
  const between = boxes.filter((box) => box.line > a.line && box.line < b.line);
  const top = a.y + a.h;
  const isFree = (/** @type {number} */ x) =>
    between.every((box) => x < box.x - 6 || x > box.x + box.w + 6) &&
    lanes.every(
      (lane) => lane.bottom <= top || lane.top >= b.y || Math.abs(lane.x - x) >= LANE - 4,
    );
  const straight = Math.max(a.x, b.x) + CORRIDOR;
  const inside = straight < Math.min(a.x + a.w, b.x + b.w);
  const first = [...(inside ? [straight] : []), a.x + PORT, b.x + PORT].find(isFree);
  if (first !== undefined) return first;
  const rights = [...new Set([a, b, ...between].map((box) => box.x + box.w + LANE - 4))];
  const beyond = Math.max(...rights);
  const more = Array.from({ length: lanes.length + 1 }, (_, n) => beyond + n * LANE);
  const nearest = rights.sort((one, other) => one - other);
  return [...nearest, ...more].find((x) => x > a.x + a.w && isFree(x)) ?? beyond;
}

/**
 * Where a shape has room along a lane.
 * @param {string} text
 * @param {Box[]} boxes
 * @param {Box} a
 * @param {Box} b
 * @param {number} x
 * @param {number} top
 */
function labelOf(text, boxes, a, b, x, top) {
  const long = widthOf(text, SMALL);
  const between = boxes.filter((box) => box.line > a.line && box.line < b.line);
  const crowded = between.some((box) => x < box.x && x + SMALL + 4 > box.x);
  const room = b.y - top - 30;
  return !text || crowded || room < long ? null : { x: x + 4, y: (top + b.y - long) / 2, text };
}
