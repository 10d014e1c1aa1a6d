"""The headings of each table of a page, and what stands under those of pictures, from its code."""

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


def pictures(page):
    """By block: of each `show_picture` in it, which array stands under which heading."""
    found = {}
    for block in read_blocks(page.text, page.name):
        for node in ast.walk(ast.parse(block.code)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "show_picture":
                under = {part.arg or "**": ast.unparse(part.value) for part in node.keywords}
                found.setdefault(block.id, []).append(under)
    return found
