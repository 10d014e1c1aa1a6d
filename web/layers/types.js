// The shapes of what the calculator's modules hand to each other. Types only.

/**
 * A place in the paste; lines and columns count from 1.
 * @typedef {{ start: number, end: number, line: number, column: number }} Place
 * @typedef {Place & { kind: string, text: string }} Token
 *
 * A logical line: line breaks in brackets do not count. `unclosed` is a bracket without its twin.
 * @typedef {{ tokens: Token[], unclosed?: Token }} Line
 *
 * What a tree of an expression is made of.
 * @typedef {{ name: string | null, value: Tree }} TreeArgument
 * @typedef {Place & { node: "name", name: string }} NameTree
 * @typedef {Place & { node: "number", value: number, float: boolean }} NumberTree
 * @typedef {Place & { node: "string", value: string }} StringTree
 * @typedef {Place & { node: "list", items: Tree[], tuple: boolean }} ListTree
 * @typedef {Place & { node: "dict", pairs: [Tree, Tree][] }} DictTree
 * @typedef {Place & { node: "star", value: Tree }} StarTree
 * @typedef {Place & { node: "unary", operator: string, value: Tree }} UnaryTree
 * @typedef {Place & { node: "binary", operator: string, left: Tree, right: Tree }} BinaryTree
 * @typedef {Place & { node: "attribute", of: Tree, name: string }} AttributeTree
 * @typedef {Place & { node: "index", of: Tree, inside: Tree }} IndexTree
 * @typedef {Place & { node: "call", callee: Tree, args: TreeArgument[], open: Token }} CallTree
 * @typedef {NameTree | NumberTree | StringTree | ListTree | DictTree | StarTree | UnaryTree
 *   | BinaryTree | AttributeTree | IndexTree | CallTree} Tree
 *
 * A sentence of the words, and values that are put into it.
 * @typedef {keyof typeof import("../words/layers.en.js").default} Word
 * @typedef {import("../words/speaker.js").Values} Values
 *
 * What an expression is worth.
 * @typedef {{ is: "int", value: number }} IntValue
 * @typedef {{ is: "float", value: number }} FloatValue
 * @typedef {{ is: "bool", value: boolean }} BoolValue
 * @typedef {{ is: "none" }} NoneValue
 * @typedef {{ is: "string", value: string }} StringValue
 * @typedef {{ is: "list", items: Value[], tuple: boolean, tree: Tree }} ListValue
 * @typedef {{ is: "dict", items: ListValue[], tree: Tree }} DictValue
 * @typedef {{ is: "layer", type: string, args: Argument[], tree: Tree, open: Token }} Layer
 * @typedef {{ is: "stack", items: { name: string, value: Value }[], tree: Tree }} Stack
 * @typedef {{ is: "class", name: string, tree: Tree }} ClassValue
 * @typedef {{ is: "model", name: string, tree: Tree }} ModelValue
 * @typedef {{ is: "unknown", key: Word, values: Values, tree: Tree }} Unknown
 * @typedef {IntValue | FloatValue | BoolValue | NoneValue | StringValue | ListValue | DictValue
 *   | Layer | Stack | ClassValue | ModelValue | Unknown} Value
 *
 * One argument of a layer, and where its value stands.
 * @typedef {Place & { name: string | null, value: Value }} Argument
 *
 * What a paste is read as: layers in order, each with the path that PyTorch would give it, or what
 * cannot be read.
 * @typedef {{ key: Word, values: Values, line: number, column: number }} Note
 * @typedef {{ layer: Layer, path: string, trouble?: undefined, text?: undefined }} LayerItem
 * @typedef {{ trouble: Note, text: string, path?: string, layer?: undefined }} TroubleItem
 * @typedef {LayerItem | TroubleItem} Item
 * @typedef {{ items: Item[], notes: Note[], unfollowed: Note | null }} Reading
 *
 * How the reader knows a layer's name.
 * @typedef {(name: string) => "layer" | "unsupported" | undefined} Known
 *
 * A value that a repair writes: 1, (1, 2) or [1, 2].
 * @typedef {number | number[] | { list: number[] }} Written
 * @typedef {Record<string, Written>} Override
 *
 * What a layer that stops knows of what would fit: an argument, another number of channels of the
 * input, or a layer before it.
 * @typedef {{ name?: string, value?: Written, channels?: number, insert?: string }} Fix
 * @typedef {Fix[] | ((shape: number[]) => Fix[])} Fixes
 *
 * A repair that was tried: an argument in row `index` (or in `all` rows), an input, or a layer.
 * @typedef {{ index: number, name?: string, value?: Written, all?: number[], input?: number[],
 *   insert?: string }} Repair
 *
 * @typedef {import("./field.js").Tracker} Tracker
 * @typedef {{ shape: number[], track?: Tracker }} State
 *
 * A layer that was built: `run` changes the state's shape and gives its multiply-adds.
 * @typedef {{ parameters: number, run: (state: State) => number }} Built
 * @typedef {(args: import("./arguments.js").Arguments) => Built} Build
 *
 * @typedef {{ required: string[], names: string[], positional: number, any: boolean,
 *   build: Build }} Definition
 *
 * @typedef {{ found: string, wanted: string, name: string, value: number }} Hint
 * @typedef {{ key: Word, values: Values, located?: boolean, assumed?: boolean, fixes: Repair[] }}
 *   RowTrouble
 *
 * One row of the table. `trouble.assumed` says that it holds only for layers in written order.
 * @typedef {{ layer: string, path: string, source: Layer | null, line: number, column: number,
 *   shape: number[] | null, parameters: number | null, macs: number | null, memory: number | null,
 *   receptiveField: number | (number | null)[] | null, jump: number | (number | null)[] | null,
 *   trouble: RowTrouble | null, hint: Hint | null }} Row
 * @typedef {{ parameters: number | null, macs: number | null, memory: number | null }} Totals
 * @typedef {{ input: number[] | null, inputTrouble: { key: Word, values: Values } | null,
 *   rows: Row[], notes: Note[], unfollowed: Note | null, totals: Totals | null }} Report
 */

export {};
