/* Reads PyTorch code: which layers stand in it, in which order, with which arguments.
 *
 * A small reader of Python: calls, names, numbers, strings, tuples, lists, dicts and arithmetic.
 * Nothing is executed. What it cannot read becomes an item with a trouble: a key of the words and
 * the values for it, with line and column. It never throws, and its work is bounded.
 */
"use strict";

globalThis.Layers = globalThis.Layers || {};

(function () {
  const LIMITS = { characters: 100000, depth: 60, layers: 2000, visits: 20000 };
  const FULL_WIDTH = "（）［］｛｝，：；＝＊＋－．／＂＇“”‘’、。";
  const ASCII = "()[]{},:;=*+-./\"'\"\"'',.";
  const SKIPPED_LINES = new Set(["import", "from", "pass", "@", "global", "nonlocal", "..."]);
  const BLOCKS = new Set(
    "if elif else for while with try except finally async match del assert raise return".split(" "),
  );
  // Methods that give the same layers back, whatever their arguments are.
  const SAME = new Set(
    "to cuda cpu eval train half float double bfloat16 requires_grad_ apply".split(" "),
  );

  class Trouble extends Error {
    constructor(key, values, place) {
      super(key);
      Object.assign(this, { key, values: values || {}, place });
    }
  }

  // Tokens ---------------------------------------------------------------------------------------

  const TOKEN = new RegExp(
    [
      /(?<blank>[ \t\f\r\u00a0\u3000]+|\\\r?\n)/,
      /(?<comment>#[^\n]*)/,
      /(?<newline>\n)/,
      /(?<string>[rRbBuUfF]{0,2}(?:"""[^]*?"""|'''[^]*?'''|(?!""")"(?:[^"\\\n]|\\[^])*"|(?!''')'(?:[^'\\\n]|\\[^])*'))/,
      /(?<open>"""[^]*|'''[^]*|["'][^\n]*)/,
      /(?<number>(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][-+]?\d+)?(?![\p{L}_]))/,
      /(?<name>[\p{L}_][\p{L}\p{N}_]*)/,
      /(?<op>\*\*=?|\/\/=?|->|:=|[-+*/%@&|^<>!=]=|\.\.\.|[-+*/%()[\]{},:;.=@<>&|^~])/,
      /(?<bad>[^])/,
    ]
      .map((part) => part.source)
      .join("|"),
    "yu",
  );
  const CLOSES = { "(": ")", "[": "]", "{": "}" };

  /** The logical lines of a text, each a list of tokens; line breaks in brackets do not count. */
  function logicalLines(text) {
    const lines = [];
    const open = [];
    let tokens = [];
    let line = 1;
    let lineStart = 0;
    const finish = () => {
      if (tokens.length) lines.push(tokens);
      tokens = [];
    };
    for (let start = 0; start < text.length;) {
      TOKEN.lastIndex = start;
      const match = TOKEN.exec(text);
      const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
      const end = start + match[0].length;
      const token = { kind, text: match[0], start, end, line, column: start - lineStart + 1 };
      if (kind === "newline" || token.text === ";") {
        if (!open.length || token.text === ";") finish();
      } else if (kind !== "blank" && kind !== "comment") {
        if (CLOSES[token.text]) open.push(token);
        else if (open.length && CLOSES[open[open.length - 1].text] === token.text) open.pop();
        tokens.push(token);
      }
      for (let at = token.text.indexOf("\n"); at >= 0; at = token.text.indexOf("\n", at + 1)) {
        line += 1;
        lineStart = start + at + 1;
      }
      start = end;
    }
    finish();
    if (open.length && lines.length) lines[lines.length - 1].unclosed = open[0];
    return lines;
  }

  // Expressions ----------------------------------------------------------------------------------

  /** A reader of the tokens of one logical line. Gives trees of plain objects, or throws Trouble. */
  class Reader {
    constructor(tokens) {
      this.tokens = tokens;
      this.at = 0;
      this.depth = 0;
    }

    get token() {
      return this.tokens[this.at];
    }

    is(...texts) {
      const token = this.token;
      return !!token && token.kind !== "string" && texts.includes(token.text);
    }

    take(text) {
      if (!this.is(text)) this.fail();
      return this.tokens[this.at++];
    }

    skip(text) {
      return this.is(text) && !!this.tokens[this.at++];
    }

    fail() {
      const token = this.token;
      if (this.tokens.unclosed && (!token || !["bad", "open"].includes(token.kind)))
        throw new Trouble(
          "unclosedBracket",
          { text: this.tokens.unclosed.text },
          this.tokens.unclosed,
        );
      if (!token) {
        const last = this.tokens[this.tokens.length - 1];
        throw new Trouble("endsEarly", { text: last.text }, last);
      }
      if (token.text === "for") throw new Trouble("comprehension", {}, token);
      if (token.kind === "open") throw new Trouble("unclosedString", {}, token);
      const at = FULL_WIDTH.indexOf(token.text);
      if (token.kind === "bad" && at >= 0)
        throw new Trouble("fullWidth", { text: token.text, ascii: ASCII[at] }, token);
      throw new Trouble("unexpected", { text: token.text.slice(0, 40) }, token);
    }

    /** Every list of expressions that may end with a comma. */
    list(close) {
      const items = [];
      items.comma = false;
      while (this.token && !this.is(close, "=", "+=")) {
        items.push(this.item());
        items.comma = this.skip(",");
        if (!items.comma) break;
      }
      return items;
    }

    item() {
      const star = this.token;
      if (!this.skip("*")) return this.expression();
      return { ...span(star, this.last()), node: "star", value: this.expression() };
    }

    last() {
      return this.tokens[Math.max(this.at - 1, 0)];
    }

    expression() {
      if (++this.depth > LIMITS.depth) throw new Trouble("tooDeep", {}, this.token || this.last());
      const tree = this.binary(0);
      this.depth -= 1;
      return tree;
    }

    binary(level) {
      const operators = [
        ["+", "-"],
        ["*", "/", "//", "%"],
      ][level];
      if (!operators) return this.unary();
      let left = this.binary(level + 1);
      while (this.is(...operators)) {
        const operator = this.tokens[this.at++].text;
        const right = this.binary(level + 1);
        left = { ...span(left, right), node: "binary", operator, left, right };
      }
      return left;
    }

    unary() {
      const sign = this.token;
      if (this.is("-", "+")) {
        this.at += 1;
        if (++this.depth > LIMITS.depth) throw new Trouble("tooDeep", {}, sign);
        const value = this.unary();
        this.depth -= 1;
        return { ...span(sign, value), node: "unary", operator: sign.text, value };
      }
      const base = this.postfix(this.atom());
      if (!this.is("**")) return base;
      this.at += 1;
      if (++this.depth > LIMITS.depth) throw new Trouble("tooDeep", {}, sign);
      const right = this.unary();
      this.depth -= 1;
      return { ...span(base, right), node: "binary", operator: "**", left: base, right };
    }

    atom() {
      const token = this.token;
      if (!token) this.fail();
      const { kind, text } = token;
      if (kind === "number") return this.number();
      if (kind === "string") return this.string();
      if (kind === "name" && !["for", "lambda", "if", "else", "in", "not"].includes(text)) {
        this.at += 1;
        return { ...span(token, token), node: "name", name: text };
      }
      if (text === "(" || text === "[") {
        this.at += 1;
        const items = this.list(CLOSES[text]);
        const close = this.take(CLOSES[text]);
        const single =
          text === "(" && items.length === 1 && !items.comma && items[0].node !== "star";
        return single
          ? items[0]
          : { ...span(token, close), node: "list", items, tuple: text === "(" };
      }
      if (text === "{") return this.dict();
      return this.fail();
    }

    number() {
      const token = this.tokens[this.at++];
      const value = Number(token.text.replace(/_/g, ""));
      if (Number.isNaN(value)) throw new Trouble("unexpected", { text: token.text }, token);
      return { ...span(token, token), node: "number", value, float: /[.eE]/.test(token.text) };
    }

    string() {
      const first = this.token;
      let value = "";
      while (this.token && this.token.kind === "string")
        value += this.tokens[this.at++].text.replace(/^[a-zA-Z]*("""|'''|"|')([^]*)\1$/, "$2");
      return { ...span(first, this.last()), node: "string", value };
    }

    dict() {
      const open = this.take("{");
      const pairs = [];
      while (this.token && !this.is("}")) {
        const key = this.expression();
        this.take(":");
        pairs.push([key, this.expression()]);
        if (!this.skip(",")) break;
      }
      return { ...span(open, this.take("}")), node: "dict", pairs };
    }

    postfix(tree) {
      for (;;) {
        if (this.is("(")) tree = this.call(tree);
        else if (this.is(".")) {
          this.at += 1;
          if (!this.token || this.token.kind !== "name") this.fail();
          const name = this.tokens[this.at++];
          tree = { ...span(tree, name), node: "attribute", of: tree, name: name.text };
        } else if (this.is("[")) {
          this.at += 1;
          const inside = this.expression();
          tree = { ...span(tree, this.take("]")), node: "index", of: tree, inside };
        } else return tree;
      }
    }

    call(callee) {
      const open = this.take("(");
      const args = [];
      while (this.token && !this.is(")")) {
        const next = this.tokens[this.at + 1];
        let name = null;
        if (this.token.kind === "name" && next && next.text === "=") {
          name = this.token.text;
          this.at += 2;
        }
        if (this.is("**")) this.fail();
        args.push({ name, value: this.item() });
        if (!this.skip(",")) break;
      }
      const close = this.take(")");
      return { ...span(callee, close), node: "call", callee, args, open };
    }
  }

  function span(first, last) {
    return { start: first.start, end: last.end, line: first.line, column: first.column };
  }

  /** nn.Conv2d as text, when a tree is nothing but names with dots between; else null. */
  function dotted(tree) {
    const names = [];
    while (tree.node === "attribute") {
      names.unshift(tree.name);
      tree = tree.of;
    }
    return tree.node === "name" ? [tree.name, ...names].join(".") : null;
  }

  // Values ---------------------------------------------------------------------------------------
  // {is: "int" | "float" | "bool" | "none" | "string" | "list" | "dict" | "layer" | "stack" |
  //  "class" | "unknown"}

  const unknown = (tree, key, values) => ({ is: "unknown", tree, key, values });

  class Evaluation {
    constructor(text, known) {
      this.text = text;
      this.known = known; // (name) => "layer", "unsupported" or undefined
      this.names = new Map();
      this.used = new Set(); // values that stand inside another one
      this.classes = new Set();
      this.made = 0;
    }

    source(tree) {
      const text = this.text.slice(tree.start, tree.end).replace(/\s+/g, " ");
      return text.length > 60 ? `${text.slice(0, 59)}…` : text;
    }

    value(tree) {
      return this[tree.node](tree);
    }

    number(tree) {
      return { is: tree.float ? "float" : "int", value: tree.value };
    }

    string(tree) {
      return { is: "string", value: tree.value };
    }

    name(tree) {
      const constants = {
        True: { is: "bool", value: true },
        False: { is: "bool", value: false },
        None: { is: "none" },
      };
      if (Object.hasOwn(constants, tree.name)) return constants[tree.name];
      return this.lookUp(tree, tree.name);
    }

    attribute(tree) {
      const path = dotted(tree);
      return path ? this.lookUp(tree, path) : unknown(tree, "unread", { text: this.source(tree) });
    }

    lookUp(tree, path) {
      const bare = path.replace(/^self\./, "");
      if (this.names.has(bare)) {
        const value = this.names.get(bare);
        this.used.add(value);
        return value;
      }
      const last = path.split(".").pop();
      if (/^[A-Z]/.test(last)) return { is: "class", name: last, tree };
      return unknown(tree, "unknownName", { name: path.slice(0, 60) });
    }

    star(tree) {
      return unknown(tree, "unread", { text: this.source(tree) });
    }

    index(tree) {
      const of = this.value(tree.of);
      const inside = this.value(tree.inside);
      if (of.is === "list" && inside.is === "int") {
        const item = of.items.at(inside.value);
        if (item) return item;
      }
      return unknown(tree, "unread", { text: this.source(tree) });
    }

    list(tree) {
      return { is: "list", items: this.items(tree.items), tuple: tree.tuple, tree };
    }

    items(trees) {
      const items = [];
      for (const tree of trees) {
        if (tree.node === "star") items.push(...this.spread(tree));
        else items.push(this.value(tree));
        this.count(items.length);
      }
      return items;
    }

    spread(tree) {
      const value = this.value(tree.value);
      if (value.is === "list") return value.items;
      if (value.is === "stack") return value.items.map((item) => item.value);
      return [
        value.is === "unknown" ? value : unknown(tree, "unread", { text: this.source(tree) }),
      ];
    }

    count(more) {
      this.made += more;
      if (this.made > LIMITS.visits) throw new Trouble("tooMany", { count: LIMITS.layers }, null);
    }

    dict(tree) {
      const pairs = tree.pairs.map(([key, value]) => ({
        is: "list",
        items: [this.value(key), this.value(value)],
        tree: value,
      }));
      return { is: "dict", items: pairs, tree };
    }

    unary(tree) {
      const value = this.value(tree.value);
      if (value.is !== "int" && value.is !== "float") return this.notNumbers(tree, value);
      return { ...value, value: tree.operator === "-" ? -value.value : value.value };
    }

    binary(tree) {
      const left = this.value(tree.left);
      const right = this.value(tree.right);
      const lists = left.is === "list" && right.is === "list" && tree.operator === "+";
      if (lists) {
        this.count(left.items.length + right.items.length);
        return { ...left, items: [...left.items, ...right.items] };
      }
      if (left.is === "list" && right.is === "int" && tree.operator === "*") {
        this.count(left.items.length * Math.max(right.value, 0));
        const repeated = Array(Math.max(right.value, 0)).fill(left.items).flat();
        return { ...left, items: repeated };
      }
      const numbers = [left, right].every((one) => one.is === "int" || one.is === "float");
      if (!numbers) return this.notNumbers(tree, left, right);
      const value = arithmetic(tree.operator, left.value, right.value);
      if (!Number.isFinite(value)) return unknown(tree, "unread", { text: this.source(tree) });
      const isFloat =
        left.is === "float" ||
        right.is === "float" ||
        tree.operator === "/" ||
        !Number.isInteger(value);
      return { is: isFloat ? "float" : "int", value };
    }

    notNumbers(tree, ...values) {
      const found = values.find((value) => value.is === "unknown");
      return found || unknown(tree, "unread", { text: this.source(tree) });
    }

    call(tree) {
      const method = tree.callee.node === "attribute" ? this.method(tree) : null;
      if (method) return method;
      const path = dotted(tree.callee);
      const last = path && path.split(".").pop();
      if (path === "int") return this.toInt(tree);
      if (last === "Size" && tree.args.length === 1) return this.value(tree.args[0].value);
      if (path === "dict" || last === "OrderedDict") return this.ordered(tree);
      const callee = this.value(tree.callee);
      if (callee.is !== "class") return unknown(tree, "unread", { text: this.source(tree) });
      if (this.classes.has(callee.name)) return { is: "model", tree };
      if (["Sequential", "ModuleList", "ModuleDict"].includes(callee.name)) return this.stack(tree);
      return this.layer(tree, callee.name);
    }

    /** What a method of a value gives: the layers themselves for .to(...), more of them for .append. */
    method(tree) {
      const { name, of } = tree.callee;
      if (!SAME.has(name) && !["append", "extend", "add_module", "insert"].includes(name))
        return null;
      const owner = this.value(of);
      if (owner.is === "model") return owner;
      if (!["layer", "stack", "list"].includes(owner.is)) return null;
      if (SAME.has(name)) return owner;
      const args = tree.args.map((argument) => this.value(argument.value));
      const found = args[args.length - 1];
      if (!found || name === "insert") return null;
      const more = name === "extend" && found.is === "list" ? found.items : [found];
      this.count(more.length);
      const label = name === "add_module" && args[0].is === "string" ? args[0].value : null;
      for (const value of more)
        owner.items.push(
          owner.is === "list" ? value : { name: label ?? String(owner.items.length), value },
        );
      this.used.delete(owner); // it was named to grow, not to stand inside something
      return { is: "none" };
    }

    toInt(tree) {
      const value =
        tree.args.length === 1 ? this.value(tree.args[0].value) : unknown(tree, "unread");
      if (value.is !== "int" && value.is !== "float") return this.notNumbers(tree, value);
      return { is: "int", value: Math.trunc(value.value) };
    }

    ordered(tree) {
      const [first] = tree.args;
      if (first && !first.name) {
        const value = this.value(first.value);
        return value.is === "list" ? { ...value, is: "dict" } : value;
      }
      const pairs = tree.args.map((one) => ({
        is: "list",
        items: [{ is: "string", value: one.name }, this.value(one.value)],
        tree: one.value,
      }));
      return { is: "dict", items: pairs, tree };
    }

    stack(tree) {
      const values = this.items(tree.args.map((argument) => argument.value));
      const [first] = values;
      const inner = values.length === 1 && ["list", "dict"].includes(first.is) ? first : null;
      const items = (inner ? inner.items : values).map((value, index) => {
        const pair =
          inner && inner.is === "dict" && value.is === "list" && value.items.length === 2;
        return pair
          ? { name: String(value.items[0].value ?? index), value: value.items[1] }
          : { name: String(index), value };
      });
      for (const item of items) this.used.add(item.value);
      return { is: "stack", items, tree };
    }

    layer(tree, type) {
      const kind = this.known(type);
      if (!kind) return unknown(tree, "unknownLayer", { name: type });
      if (kind === "unsupported") return unknown(tree, "unsupportedLayer", { name: type });
      const args = [];
      for (const { name, value } of tree.args) {
        const { start, end, line, column } = value;
        const place = { name, start, end, line, column };
        if (value.node === "star")
          args.push(...this.spread(value).map((one) => ({ ...place, value: one })));
        else args.push({ ...place, value: this.value(value) });
      }
      return { is: "layer", type, args, tree, open: tree.open };
    }
  }

  function arithmetic(operator, a, b) {
    if (operator === "+") return a + b;
    if (operator === "-") return a - b;
    if (operator === "*") return a * b;
    if (operator === "/") return a / b;
    if (operator === "//") return Math.floor(a / b);
    if (operator === "%") return a - b * Math.floor(a / b);
    return a ** b;
  }

  // Statements -----------------------------------------------------------------------------------

  /** Reads a whole paste: {items, notes}. An item is a layer with its path, or a trouble. */
  function read(text, known) {
    const roots = [];
    const notes = [];
    if (text.length > LIMITS.characters)
      return { items: [troubled("tooLong", { count: LIMITS.characters }, null, "")], notes };
    const evaluation = new Evaluation(text, known);
    let block = null; // the header of a block that is not read
    for (const tokens of logicalLines(text)) {
      if (block && tokens[0].column > block.column) {
        if (block.matters && tokens.some((one) => known(one.text) || one.text === "Sequential")) {
          roots.push(troubled("block", { text: block.text }, block, block.text));
          block.matters = false;
        }
        continue;
      }
      block = null;
      try {
        block = statement(tokens, evaluation, roots, notes);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        const place = error.place || tokens[0];
        roots.push(troubled(error.key, error.values, place, shortText(text, tokens)));
      }
    }
    return { items: flatten(roots, evaluation), notes };
  }

  function shortText(text, tokens) {
    const part = text.slice(tokens[0].start, tokens[tokens.length - 1].end).split("\n")[0];
    return part.length > 40 ? `${part.slice(0, 39)}…` : part;
  }

  function troubled(key, values, place, text) {
    const { line, column } = place || { line: 1, column: 1 };
    return { trouble: { key, values, line, column }, text };
  }

  /** One logical line. Gives the header of a block when its lines are not to be read. */
  function statement(tokens, evaluation, roots, notes) {
    const [first, second] = tokens;
    if (first.kind === "string" && tokens.every((one) => one.kind === "string")) return null;
    if (SKIPPED_LINES.has(first.text)) return null;
    if (first.text === "class" && second) {
      evaluation.classes.add(second.text);
      return null;
    }
    if (first.text === "def") {
      if (second && second.text === "__init__") return parameters(tokens, evaluation);
      const key = second && second.text === "forward" ? "forward" : "unread";
      notes.push(note(key, first, `def ${second ? second.text : ""}`));
      return { column: first.column };
    }
    if (BLOCKS.has(first.text)) {
      notes.push(note("unread", first, first.text));
      return { ...first, matters: true };
    }
    if (first.text === "super") return null;
    assignment(new Reader(tokens), evaluation, roots, notes);
    return null;
  }

  function note(key, place, text) {
    return { key, values: { text }, line: place.line, column: place.column };
  }

  /** def __init__(self, channels=64): the defaults are values that later lines may name. */
  function parameters(tokens, evaluation) {
    const reader = new Reader(tokens);
    reader.at = 2;
    reader.take("(");
    while (reader.token && !reader.is(")")) {
      const name = reader.tokens[reader.at++];
      while (reader.token && !reader.is("=", ",", ")")) reader.at += 1;
      if (reader.skip("=")) evaluation.names.set(name.text, evaluation.value(reader.expression()));
      reader.skip(",");
    }
    return null;
  }

  function assignment(reader, evaluation, roots, notes) {
    const targets = [];
    let trees = reader.list("=");
    let grow = false;
    if (reader.is(":") && trees.length === 1)
      while (reader.token && !reader.is("=")) reader.at += 1; // an annotation
    while (reader.is("=", "+=")) {
      grow = reader.token.text === "+=";
      reader.at += 1;
      targets.push(trees);
      trees = reader.list("=");
    }
    if (reader.token || !trees.length) reader.fail();
    const lone = trees.length === 1 && !trees.comma;
    const value = lone
      ? evaluation.value(trees[0])
      : { is: "list", items: evaluation.items(trees), tuple: true, tree: trees[0] };
    for (const target of targets) assign(target, value, grow, evaluation);
    keep(value, targets, trees[0], evaluation, roots, notes);
  }

  function assign(target, value, grow, evaluation) {
    if (target.length > 1 && value.is === "list") {
      target.forEach((tree, at) => {
        if (value.items[at]) assign([tree], value.items[at], false, evaluation);
      });
      return;
    }
    const name = target.length === 1 && dotted(target[0]);
    if (!name) return;
    const bare = name.replace(/^self\./, "");
    const before = evaluation.names.get(bare);
    if (grow && before && before.is === "list" && value.is === "list") {
      evaluation.count(value.items.length);
      before.items.push(...value.items);
      evaluation.used.add(value);
    } else evaluation.names.set(bare, value);
  }

  /** Remember what a line gives: layers, a trouble, or a note that the line was not read. */
  function keep(value, targets, tree, evaluation, roots, notes) {
    const name = targets.length && targets[0].length === 1 ? dotted(targets[0][0]) : null;
    if (["layer", "stack"].includes(value.is) || (value.is === "list" && hasLayers(value))) {
      roots.push({ value, name: name && name.replace(/^self\./, "") });
      return;
    }
    if (value.is !== "unknown") {
      const silent = targets.length || ["none", "model", "class"].includes(value.is);
      if (!silent) notes.push(note("unread", tree, evaluation.source(tree)));
      return;
    }
    const couldBeLayer =
      value.key.endsWith("Layer") || (name && name.startsWith("self.") && tree.node === "call");
    if (!couldBeLayer) notes.push(note("unread", tree, evaluation.source(tree)));
    else if (value.key.endsWith("Layer"))
      roots.push(troubled(value.key, value.values, value.tree, evaluation.source(tree)));
    else
      roots.push(
        troubled("notALayer", { text: evaluation.source(tree) }, tree, evaluation.source(tree)),
      );
  }

  function hasLayers(list) {
    return list.items.some(
      (item) =>
        ["layer", "stack"].includes(item.is) ||
        (item.is === "unknown" && item.key.endsWith("Layer")) ||
        (item.is === "list" && item.items.some((inner) => ["layer", "stack"].includes(inner.is))),
    );
  }

  /** All layers in order, each with the path that PyTorch would give it. */
  function flatten(roots, evaluation) {
    const items = [];
    const live = roots.filter((root) => root.trouble || !evaluation.used.has(root.value));
    let visits = 0;
    const tooMany = () => items.length > LIMITS.layers || visits > LIMITS.visits;
    function walk(value, path, depth) {
      visits += 1;
      if (tooMany() || depth > LIMITS.depth) return;
      if (value.is === "layer") items.push({ layer: value, path: path.join(".") });
      else if (value.is === "stack")
        for (const item of value.items) walk(item.value, [...path, item.name], depth + 1);
      else if (value.is === "list") {
        const [label, named] = value.items;
        const pair = value.items.length === 2 && label.is === "string" && named.is !== "string";
        if (pair) walk(named, [...path.slice(0, -1), label.value], depth + 1);
        else value.items.forEach((item, at) => walk(item, [...path, String(at)], depth + 1));
      } else items.push(stranger(value, evaluation, path));
    }
    live.forEach((root, at) => {
      if (root.trouble) items.push(root);
      else if (live.length === 1 && root.value.is !== "layer") walk(root.value, [], 0);
      else walk(root.value, [root.name || String(at)], 0);
    });
    if (!tooMany()) return items;
    return [troubled("tooMany", { count: LIMITS.layers }, null, "")];
  }

  /** Something between the layers that is none. */
  function stranger(value, evaluation, path) {
    const tree = value.tree;
    const text = tree ? evaluation.source(tree) : String(value.value ?? "None");
    const named = value.is === "unknown" && value.key !== "unread";
    const key = named ? value.key : value.is === "class" ? "notCalled" : "notALayer";
    return { ...troubled(key, named ? value.values : { text }, tree, text), path: path.join(".") };
  }

  Object.assign(globalThis.Layers, { read, Trouble, LIMITS });
})();
