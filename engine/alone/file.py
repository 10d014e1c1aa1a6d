"""Write out the code of a page: imports, what it brings along, and its blocks with prints."""

import ast
import re
import textwrap

from engine import above, sources
from engine.above import Names
from engine.alone import brought, prints
from engine.pages import Block, read_blocks
from engine.trees import parsed

AGREED = '''
def agreed(*results):
    """Stop unless all results are equal; leading axes of length one do not count."""
    first, *others = map(_array, results)
    for other in others:
        np.testing.assert_array_equal(other, first)
    return results[0]


def _array(value):
    """A tensor, an array or a list as an array of at most two axes more than needed."""
    array = np.asarray(value.detach() if hasattr(value, "detach") else value)
    while array.ndim > 2 and len(array) == 1:
        array = array[0]
    return array
'''
SHOW = '''
def show(**values):
    """Print values under their names."""
    for name, value in values.items():
        if hasattr(value, "detach"):
            value = value.detach().numpy()
        print(f"{name} =", end="\\n" if np.ndim(value) > 1 else " ")
        print(value)
'''
SHOW_TABLE = '''
def show_table(heads, rows):
    """Print a table, a row a line."""
    for row in [heads, *rows]:
        print("  ".join(str(cell) for cell in row))
'''
HELPERS = {"agreed": AGREED, "show": SHOW, "show_table": SHOW_TABLE}
INSTALLED_AS = {"z3": "z3-solver"}  # what is needed besides; PyTorch itself brings SymPy


def written(markdown: str, name: str, origin: str) -> str:
    """The code of an English page as a file; nothing where the page shows the site's own tables.

    `origin` is the comment that says which site, version and commit it is from.
    """
    try:
        blocks = _kept(read_blocks(markdown, name))
    except SyntaxError:  # the page's own run says it better, and stops the build
        blocks = []
    if not blocks:
        return ""
    wanted, taken, render = _asked(blocks)
    got = brought.bring(wanted, taken)
    parts = [body for block in blocks for body in [_body(block, got, render)] if body]
    used = above.reads(ast.parse("\n".join(parts)).body)
    helpers = [text.strip() for helper, text in HELPERS.items() if helper in used]
    imports = ["import numpy as np"] * bool(helpers) + got.imports + _imports(blocks)
    head = _head(markdown, origin, imports)
    sections = [head, "\n".join(_sorted(imports)), *helpers, *got.definitions, *parts]
    return "\n\n\n".join(section for section in sections if section) + "\n"


def _head(markdown: str, origin: str, imports: list[str]) -> str:
    """The docstring: what it is and what it needs; and where it is from."""
    title = re.search(r"^# (.+?)(?: *\{.*\})?$", markdown, re.MULTILINE)
    more = [package for module, package in INSTALLED_AS.items() if _has(imports, module)]
    needs = ", ".join(["NumPy", "PyTorch", *more])
    lines = [
        *textwrap.wrap(f"{title[1] if title else 'A page'}: its code in one file.", 78),
        "",
        f"It needs {needs}, and prints what the page shows.",
    ]
    return '"""' + "\n".join(lines) + f'\n"""\n{origin}'


def _has(imports: list[str], module: str) -> bool:
    return any(re.match(rf"(?:from|import) {module}\b", line) for line in imports)


def _kept(blocks: list[Block]) -> list[Block]:
    """The blocks less those that show the site's own tables, and what reads their values."""
    kept: list[Block] = []
    gone: Names = set()
    for block in blocks:
        body = parsed(block.code).body
        given: Names = set().union(*map(above.gives, body))
        if prints.of_the_site(block.code) or above.reads(body) & gone:
            gone |= given
        else:
            kept.append(block)
            gone -= given
    return kept


def _asked(blocks: list[Block]) -> tuple[dict[str, Names], Names, Names]:
    """What blocks import from snippets and from render, and the names that they give a value."""
    wanted: dict[str, Names] = {}
    taken: Names = set()
    render: Names = set()
    for block in blocks:
        render |= sources.render_names(block.code)
        for node in parsed(block.code).body:
            if isinstance(node, ast.ImportFrom) and brought.is_snippet(node.module):
                wanted.setdefault(node.module or "", set()).update(a.name for a in node.names)
            elif not (isinstance(node, ast.ImportFrom) and node.module == "render"):
                taken |= above.gives(node)
    return wanted, taken, render


def _imports(blocks: list[Block]) -> list[str]:
    """What blocks import from others than us."""
    nodes = [node for block in blocks for node in parsed(block.code).body]
    others = [
        node
        for node in nodes
        if isinstance(node, brought.IMPORTS)
        and not (isinstance(node, ast.ImportFrom) and _is_ours(node.module))
    ]
    return [line for node in others for line in above.imports(node, above.gives(node))]


def _is_ours(module: str | None) -> bool:
    return module == "render" or brought.is_snippet(module)


def _sorted(imports: list[str]) -> list[str]:
    """Imports as linters want them: plain ones first, each once."""
    return sorted(
        {*imports}, key=lambda line: ("__future__" not in line, line.startswith("from"), line)
    )


def _body(block: Block, got: brought.Brought, render: Names) -> str:
    """A block under its name, with prints in the place of what shows."""
    lines: list[str] = []
    code = block.code
    for node in parsed(code).body:
        if isinstance(node, brought.IMPORTS):
            lines += _renamings(node, got)
        elif sources.is_hidden(node, render):
            lines += prints.printing(node, above.text_of(code, node))
        else:
            lines += [_above(code, node) + above.text_of(code, node)]
    body = "\n".join(lines)
    if not body.strip():
        return ""
    says = re.search(r"^ *(?:print|show|show_table)\(", body, re.MULTILINE)
    heading = f'print("\\n== {block.id} ==")\n' if says else ""
    return f"# {block.id}\n{heading}{body}"


def _renamings(node: ast.Import | ast.ImportFrom, got: brought.Brought) -> list[str]:
    """Where a page imports from a snippet what the file calls otherwise."""
    if not isinstance(node, ast.ImportFrom) or not brought.is_snippet(node.module):
        return []
    pairs = [(above.bound(one), got.called[node.module or "", one.name]) for one in node.names]
    return [f"{name} = {called}" for name, called in pairs if name != called]


def _above(code: str, node: ast.stmt) -> str:
    """The comments and the blank line that stand directly above a statement."""
    lines = code.split("\n")
    first = node.lineno - 1 - len(getattr(node, "decorator_list", []))
    start = first
    while start and (not lines[start - 1].strip() or lines[start - 1].startswith("#")):
        start -= 1
    found = "\n".join(lines[start:first]).lstrip("\n")
    blank = "\n" if start and start < first and not found.strip() else ""
    return f"{found}\n" if found.strip() else blank
