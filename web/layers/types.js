// The shapes of what the calculator's modules hand to each other. Types only.

/**
 * A place in the paste; lines and columns count from 1.
 * @typedef {{ start: number, end: number, line: number, column: number }} Place
 * @typedef {Place & { kind: string, text: string }} Token
 *
 * What a tree of an expression is made of.
 * @typedef {{ name: string | null, value: Tree }} TreeArgument
 * @typedef {{ name: string, star: string, value: Tree | null, named: boolean }} Parameter
 * @typedef {{ target: Tree, items: Tree, tests: Tree[] }} Clause
 * @typedef {Place & { node: "name", name: string }} NameTree
 * @typedef {Place & { node: "number", value: number, float: boolean }} NumberTree
 * @typedef {Place & { node: "string", value: string }} StringTree
 * @typedef {Place & { node: "format", parts: (string | { value: Tree, spec: string })[] }} FormatTree
 * @typedef {Place & { node: "ellipsis" }} EllipsisTree
 * @typedef {Place & { node: "list", items: Tree[], tuple: boolean, set?: boolean }} ListTree
 * @typedef {Place & { node: "dict", pairs: [Tree | null, Tree][] }} DictTree
 * @typedef {Place & { node: "star", value: Tree }} StarTree
 * @typedef {Place & { node: "stars", value: Tree }} StarsTree
 * @typedef {Place & { node: "unary", operator: string, value: Tree }} UnaryTree
 * @typedef {Place & { node: "binary", operator: string, left: Tree, right: Tree }} BinaryTree
 * @typedef {Place & { node: "compare", operator: string, left: Tree, right: Tree }} CompareTree
 * @typedef {Place & { node: "logic", operator: string, left: Tree, right: Tree }} LogicTree
 * @typedef {Place & { node: "conditional", test: Tree, value: Tree, other: Tree }} ConditionalTree
 * @typedef {Place & { node: "lambda", parameters: Parameter[], value: Tree }} LambdaTree
 * @typedef {Place & { node: "walrus", name: string, value: Tree }} WalrusTree
 * @typedef {Place & { node: "comprehension", key: Tree | null, value: Tree, set: boolean,
 *   clauses: Clause[] }} ComprehensionTree
 * @typedef {Place & { node: "attribute", of: Tree, name: string }} AttributeTree
 * @typedef {Place & { node: "index", of: Tree, inside: Tree }} IndexTree
 * @typedef {Place & { node: "slice", first: Tree | null, last: Tree | null, step: Tree | null }}
 *   SliceTree
 * @typedef {Place & { node: "call", callee: Tree, args: TreeArgument[], open: Token }} CallTree
 * @typedef {NameTree | NumberTree | StringTree | FormatTree | EllipsisTree | ListTree | DictTree
 *   | StarTree | StarsTree | UnaryTree | BinaryTree | CompareTree | LogicTree | ConditionalTree
 *   | LambdaTree | WalrusTree | ComprehensionTree | AttributeTree | IndexTree | SliceTree
 *   | CallTree} Tree
 *
 * Statements. "broken" is one that Python would refuse, "unknown" one that is not read here.
 * @typedef {Statement[]} Block
 * @typedef {Place & { node: "expression", value: Tree }} ExpressionStatement
 * @typedef {Place & { node: "assign", targets: Tree[], value: Tree }} AssignStatement
 * @typedef {Place & { node: "update", target: Tree, operator: string, value: Tree }}
 *   UpdateStatement
 * @typedef {Place & { node: "return", value: Tree | null }} ReturnStatement
 * @typedef {Place & { node: "if", branches: { test: Tree | null, body: Block }[] }} IfStatement
 * @typedef {Place & { node: "for", target: Tree, items: Tree, body: Block, otherwise: Block }}
 *   ForStatement
 * @typedef {Place & { node: "while", test: Tree, body: Block }} WhileStatement
 * @typedef {Place & { node: "group", names: string[], body: Block }} GroupStatement
 * @typedef {Place & { node: "try", body: Block, except: Block, last: Block }} TryStatement
 * @typedef {Place & { node: "def", name: string, parameters: Parameter[], body: Block,
 *   decorators: string[] }} DefStatement
 * @typedef {Place & { node: "class", name: string, bases: TreeArgument[], body: Block,
 *   decorators: string[], fields: string[] }} ClassStatement
 * @typedef {Place & { node: "import", from: string | undefined,
 *   names: { name: string, alias: string | undefined }[] }} ImportStatement
 * @typedef {Place & { node: "assert", test: Tree }} AssertStatement
 * @typedef {Place & { node: "delete", targets: Tree[] }} DeleteStatement
 * @typedef {Place & { node: "raise" | "break" | "continue" | "pass" }} PlainStatement
 * @typedef {Place & { node: "broken", trouble: import("./trouble.js").Trouble }} BrokenStatement
 * @typedef {Place & { node: "unknown", text: string }} UnknownStatement
 * @typedef {ExpressionStatement | AssignStatement | UpdateStatement | ReturnStatement | IfStatement
 *   | ForStatement | WhileStatement | GroupStatement | TryStatement | DefStatement | ClassStatement
 *   | ImportStatement | AssertStatement | DeleteStatement | PlainStatement
 *   | BrokenStatement | UnknownStatement} Statement
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
 * @typedef {{ is: "ellipsis" }} EllipsisValue
 * @typedef {{ is: "string", value: string }} StringValue
 * @typedef {{ is: "list", items: Value[], tuple: boolean, set?: boolean }} ListValue
 * @typedef {{ is: "dict", items: Map<string, { key: Value, value: Value }> }} DictValue
 * @typedef {{ is: "slice", first: Value, last: Value, step: Value }} SliceValue
 *
 * A tensor; `row` is the row that it comes from, -1 for the input, and null where it does not come
 * from the input. `data`: its values, where they are known and there is at most one dimension.
 * @typedef {{ is: "tensor", shape: number[], track: Tracker | null, row: number | null,
 *   parameter?: boolean, data?: number[] }} TensorValue
 *
 * A layer. `wrapped`: the dimension of its weight that weight_norm splits off, null for all of them.
 * @typedef {{ is: "layer", type: string, args: Argument[], tree: CallTree, open: Token,
 *   wrapped?: number | null, attrs?: Map<string, Value> }} Layer
 * @typedef {{ is: "stack", kind: "Sequential" | "ModuleList" | "ModuleDict",
 *   items: { name: string, value: Value }[], tree: Tree }} Stack
 *
 * A class: of PyTorch, or of the paste. `data`: its fields are the arguments of its objects; `tuple`:
 * its objects are tuples, too.
 * @typedef {{ is: "class", name: string, torch?: boolean, bases: Value[], attrs: Map<string, Value>,
 *   fields: string[], data?: boolean, tuple?: boolean, tree?: Place }} ClassValue
 *
 * An object of a class; `inner` is what it is of PyTorch: a layer or a container.
 * @typedef {{ is: "object", of: ClassValue, attrs: Map<string, Value>,
 *   inner: Layer | Stack | null }} ObjectValue
 * @typedef {{ is: "function", name: string, parameters: Parameter[], defaults: Map<string, Value>,
 *   body: Block, result: Tree | null, scope: import("./run/machine.js").Scope,
 *   owner: ClassValue | null, decorators: string[] }} FunctionValue
 * @typedef {{ is: "method", function: FunctionValue, self: Value }} MethodValue
 * @typedef {{ is: "super", self: ObjectValue, after: ClassValue }} SuperValue
 * @typedef {{ is: "partial", callee: Value, args: Argument[] }} PartialValue
 * @typedef {{ is: "builtin", name: string }} BuiltinValue
 * @typedef {{ is: "bound", of: Value, name: string }} BoundValue
 * @typedef {{ is: "path", path: string }} PathValue
 * @typedef {{ is: "unknown", key: Word, values: Values, tree: Tree }} Unknown
 * @typedef {IntValue | FloatValue | BoolValue | NoneValue | EllipsisValue | StringValue | ListValue
 *   | DictValue | SliceValue | TensorValue | Layer | Stack | ClassValue | ObjectValue
 *   | FunctionValue | MethodValue | SuperValue | PartialValue | BuiltinValue | BoundValue
 *   | PathValue | Unknown} Value
 *
 * One argument of a call, and where its value stands; `shared` by several, it cannot be replaced there.
 * @typedef {Place & { name: string | null, value: Value, shared?: boolean }} Argument
 *
 * Something that was left out.
 * @typedef {{ key: Word, values: Values, line: number, column: number }} Note
 * @typedef {Note & { text: string }} Unread
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
 * A repair that was tried: an argument in row `index` (or in `all` rows), an input, or a layer; and the
 * shape that the failing row then gives.
 * @typedef {{ index: number, name?: string, value?: Written, all?: number[], input?: number[],
 *   insert?: string, gives: number[] }} Repair
 *
 * @typedef {import("./field.js").Tracker} Tracker
 * @typedef {{ shape: number[], track?: Tracker, wanted?: number[] }} State
 *
 * A layer that was built: `run` changes the state's shape and gives its multiply-adds. `twice`: it
 * gives a second tensor of the same shape, of indices. `wanted`: the sizes that a call asks for.
 * @typedef {{ parameters: number, twice?: boolean, run: (state: State) => number }} Built
 * @typedef {(args: import("./arguments.js").Arguments) => Built} Build
 *
 * @typedef {{ required: string[], names: string[], positional: number, any: boolean,
 *   build: Build }} Definition
 *
 * @typedef {{ found: string, wanted: string, name: string, value: number }} Hint
 * @typedef {{ key: Word, values: Values, located?: boolean, fixes: Repair[] }} RowTrouble
 *
 * One row of the table: a call, in the order of execution. `inputs` are the rows that it reads, -1 is
 * the input; `shapes` are those of all tensors that come out, `shape` the first of them.
 * @typedef {{ layer: string, kind: string, path: string, source: Layer | null, line: number,
 *   column: number, inputs: number[], shape: number[] | null, shapes: number[][],
 *   parameters: number | null, macs: number | null, memory: number | null,
 *   receptiveField: number | (number | null)[] | null, jump: number | (number | null)[] | null,
 *   track: Tracker | null, inPlace: boolean, trouble: RowTrouble | null, hint: Hint | null }} Row
 * @typedef {Record<"parameters" | "macs" | "memory" | "peak", number | null>} Totals
 *
 * `whole`: whether the paste itself says what is called when; `complete`: whether nothing that may
 * change a row was left out.
 * A remark on a row, and the page that explains it.
 * @typedef {{ row: number, key: Word, values: Values, page: string }} Remark
 *
 * @typedef {{ input: number[] | null, inputTrouble: { key: Word, values: Values } | null,
 *   rows: Row[], outputs: number[][], remarks: Remark[], notes: Note[], unread: Unread[], complete: boolean, printed: boolean,
 *   model: { name: string, whole: boolean, others: string[] }, totals: Totals | null }} Report
 */

export {};
