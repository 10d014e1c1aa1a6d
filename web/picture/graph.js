// The layers as a graph: nodes from top to bottom, with the shapes beside the edges.

import { rectangle, short, text } from "../figure/svg.js";
import { escape } from "../words/escape.js";
import { BOLD, FONT, GAP, layout, moreText, PORT } from "./layout.js";
import { nodesOf, numberOf, reached, shapeText } from "./nodes.js";
import { fitted, word } from "./words.js";

/**
 * @import { Report } from "../layers/types.js"
 * @import { Language } from "../words/speaker.js"
 * @import { Box, Edge, Layout, Point } from "./layout.js"
 */

const MOST_NODES = 300; // a page holds no more
const ROUND = 6;

/**
 * The graph as SVG, and how many nodes were left out of it.
 * @param {Report} report
 * @param {Language} language
 */
export function graph({ rows, input }, language) {
  const all = nodesOf(reached(rows));
  const nodes = all.slice(0, MOST_NODES);
  const found = layout(nodes, input ?? [], word(language, "input"));
  const { width, height } = found;
  const label = escape(
    word(language, "graph_of", { count: all.length, shape: shapeText(input ?? []) }),
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" class="conv-svg layer-picture__graph" role="img" aria-label="${label}" ` +
    `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    found.edges.map(drawEdge).join("") +
    found.boxes.map((box, at) => drawBox(box, at, found, input ?? [], language)).join("") +
    "</svg>";
  return { svg, left: all.length - nodes.length };
}

/** @param {Edge} edge */
function drawEdge({ from, to, points, label }) {
  const written = label
    ? text(
        "shape",
        0,
        0,
        label.text,
        ` transform="translate(${short(label.x)} ${short(label.y)}) rotate(90)"`,
      )
    : "";
  return `<path class="edge" data-from="${from - 1}" data-to="${to - 1}" d="${rounded(points)}${ARROW}"/>${written}`;
}

const ARROW = "m-3.5 -6l3.5 6l3.5 -6";

/**
 * A line with round corners.
 * @param {Point[]} points
 */
function rounded(points) {
  let d = "";
  points.forEach(([x, y], at) => {
    const after = points[at + 1];
    if (!at) d += `M${short(x)} ${short(y)}`;
    else if (!after) d += `L${short(x)} ${short(y)}`;
    else {
      const [ax, ay] = towards([x, y], points[at - 1]);
      const [bx, by] = towards([x, y], after);
      d += `L${ax} ${ay}Q${short(x)} ${short(y)} ${bx} ${by}`;
    }
  });
  return d;
}

/**
 * @param {Point} from
 * @param {Point} to
 */
function towards([x, y], [tx, ty]) {
  const length = Math.hypot(tx - x, ty - y) || 1;
  const part = Math.min(ROUND, length / 2) / length;
  return [short(x + (tx - x) * part), short(y + (ty - y) * part)];
}

/**
 * A node, and the shape below it.
 * @param {Box} box
 * @param {number} at
 * @param {Layout} layout
 * @param {number[]} input
 * @param {Language} language
 */
function drawBox(box, at, { boxes, edges }, input, language) {
  const { x, y, w, h, node } = box;
  const shape = node ? node.shape : shapeText(input);
  const from = edges.filter((edge) => edge.from === at);
  const first = from.find(({ to }) => boxes[to].line === box.line + 1);
  const port = first ? first.points[0][0] : x + PORT;
  const ends = !from.length && !node?.broken;
  const end = ends
    ? `<path class="edge" d="M${short(port)} ${short(y + h)}v${GAP - 8}${ARROW}"/>`
    : "";
  const beside = from.length > 0 && !first && from.every(({ label }) => label);
  const below = shape && !beside ? text("shape", port + 7, y + h + GAP / 2 + 4, shape) : "";
  const kind = node ? (node.broken ? "broken" : node.learns ? "learns" : "plain") : "input";
  const bar = node?.learns ? `<path class="bar" d="${rectangle(x, y, 3, h)}"/>` : "";
  return (
    `<g class="node" data-node="${at - 1}"><path class="box ${kind}" d="${rectangle(x, y, w, h)}"/>${bar}` +
    `${words(box, language)}${below}${end}</g>`
  );
}

/**
 * @param {Box} box
 * @param {Language} language
 */
function words({ x, y, w, node }, language) {
  const name = node ? node.name : word(language, "input");
  const args = node?.args ? `<tspan class="args" dx="5">${escape(node.args)}</tspan>` : "";
  const title = fitted(name, w - 30, FONT * BOLD);
  const number = node ? text("number", x + w - 6, y + 16, numberOf(node)) : "";
  const more = node?.more.length ? text("args", x + 10, y + 31, moreText(node)) : "";
  const stop = node?.broken ? text("stop", x + 10, y + 31, word(language, "stops")) : "";
  const first = `<text class="name" x="${short(x + 10)}" y="${short(y + 16)}">${escape(title)}${args}</text>`;
  return first + number + more + stop;
}
