"""The headings of each table of a page, read from its code."""

import ast

from engine.pages import read_blocks


def columns(page):
    """By block: the headings of each `show_table` in it, also where a name stands for them."""
    named, found = {}, {}
    for block in read_blocks(page.text, page.name):
        for node in ast.walk(ast.parse(block.code)):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
                named |= {ast.unparse(target): node.value for target in node.targets}
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "show_table":
                heads = named.get(ast.unparse(node.args[0]), node.args[0])
                found.setdefault(block.id, []).append(ast.literal_eval(heads))
    return found
