"""Every small falsehood of every kind of kinds.yml that can be planted.

A planter reads the rooms and gives lies. What it gives must be false or at least unproved: the
places where another word says the same are left out.
"""

import json
import re
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import yaml

import facts as shared
from tests.lies import rooms
from tests.lies.lie import Edit, Lie
from tests.project import LANGUAGES

KINDS = yaml.safe_load(Path(__file__).with_name("kinds.yml").read_text("utf-8"))
B = rooms.BLANK
LETTERS = "[A-Za-z_][A-Za-z_0-9']*"


def lies(kind, room):
    """All lies of a kind in a room."""
    return [
        Lie(kind, room, language, what, tuple(edits))
        for language, what, edits in PLANTERS[kind](room)
    ]


def swap(text, pattern, table):
    """Lies that write another word where a pattern stands; `table` gives the other words."""
    for found in re.finditer(pattern, text.text):
        for new in table(found[0]):
            yield text.language, f"{found[0]} > {new}", [Edit(text.path, *found.span(), new)]


def in_all(texts, pattern, table):
    for text in texts:
        yield from swap(text, pattern, table)


FORMULA_ROOMS = {
    "snippets": lambda: rooms.snippet_code(),
    "scripts": lambda: rooms.scripts(),
    "docstrings": lambda: formulas_of_docstrings(),
    "facts": lambda: rooms.facts(),
}


@cache
def formulas_of_docstrings():
    """The lines of docstrings that compute or bound something."""
    found = []
    for text in rooms.docstrings():
        lines = re.finditer(
            r"^.*(?: [-+*/=<>]=? |//|sum of|product of|floor|max\().*$", text.text, re.M
        )
        spans = [one.span() for one in lines if "Source:" not in one[0] and ">>>" not in one[0]]
        found.append(rooms.Text(text.path, "", rooms.only(spans, text.text)))
    return found


def formula_texts(room):
    return [*rooms.page_code(), *rooms.math()] if room == "pages" else FORMULA_ROOMS[room]()


def sign(room):
    other = {" + ": " - ", " - ": " + ", "+ ": "- ", "+= ": "-= "}
    yield from in_all(formula_texts(room), r"(?<=[\w)\]}]) [-+] (?=[\w(\\])", lambda w: [other[w]])
    if room != "docstrings":
        yield from in_all(formula_texts(room), r"(?<= )\+= ", lambda w: [other[w]])


OPERATORS = {
    " * ": [" / ", " + "],
    " // ": [" * "],
    " / ": [" * "],
    "floor": ["ceil"],
    "ceil": ["floor"],
    "sum of": ["product of"],
    "product of": ["sum of"],
    "max(": ["min("],
    "min(": ["max("],
    "Math.floor": ["Math.ceil"],
    "Math.ceil": ["Math.floor"],
    "Math.max(": ["Math.min("],
    "Math.min(": ["Math.max("],
}


def operator(room):
    words = sorted(OPERATORS, key=len, reverse=True)
    pattern = "|".join(map(re.escape, words))
    pattern = rf"(?<![\w.])(?:{pattern})|(?<=\w)(?:{re.escape(' * ')}| // | / )"
    yield from in_all(formula_texts(room), pattern, OPERATORS.get)


def neighbours(digits):
    number = int(digits)
    return [str(number + 1), *([str(number - 1)] if number > 1 else [])]


def constant(room):
    digits = r"(?<![\w.'\"#:])\d{1,4}(?![\w.'\"]|x\d)"
    if room == "pages":
        texts = [*rooms.math()]
        texts += [functions_of(text) for text in rooms.page_code()]
    else:
        texts = formula_texts(room)
    yield from in_all(texts, digits, neighbours)


def functions_of(text):
    """What the functions of a page compute: its examples may be others and still be right."""
    spans = [one.span() for one in re.finditer(r"^ +return (?!.*rng\.).*$", text.text, re.M)]
    return rooms.Text(text.path, text.language, rooms.only(spans, text.text))


SYMBOL = {
    "docstrings": r"(?<![\w`.\"])(?:stride|padding|dilation|output_padding|[a-zA-Z])(?![\w`(\"])",
    "pages": r"(?<![\\\w{])[a-z]'?(?![\w{])",
}
ALIKE = [
    ["stride", "padding", "dilation", "output_padding"],
    ["i", "k", "s", "p", "d", "o", "op"],
    ["n", "m", "t"],
    ["B", "C", "O", "H", "W"],
    ["b", "c"],
    ["x", "y", "g", "w", "weight"],
]


def symbol(room):
    def others(word):
        return [one for alike in ALIKE if word in alike for one in alike if one != word]

    if room == "facts":
        (text,) = (one for one in rooms.facts() if one.path.endswith("formulas.yml"))
        yield from swap(
            text,
            r"(?<=symbol: )[\w\"']+(?=[,\n])",
            lambda w: [s for s in ("o", "k", "z") if s != w],
        )
        names = re.findall(r"(?<=function: )\S+?(?=[, ]|$)", text.text, re.M)
        yield from swap(
            text,
            r"(?<=function: )sizes\.\w+(?=[, \n])",
            lambda word: sorted({name for name in names if name != word and ":" not in name}),
        )
        return
    texts = rooms.math() if room == "pages" else formulas_of_docstrings()
    yield from in_all(texts, SYMBOL[room], others)


def formula(room):
    names = [one.id for one in shared.formulas()]
    yield from in_all(
        rooms.markdown() + tex_fences(),
        r"(?<=\\formula\{)[\w-]+(?=\})|(?<=\\formula\*\{)[\w-]+(?=\})",
        lambda word: [name for name in names if name != word] if word in names else [],
    )


@cache
def tex_fences():
    found = []
    for path, language, text in rooms.pages():
        spans = [o.span("body") for o in rooms.FENCE.finditer(text) if "tex" in o["header"]]
        found.append(rooms.Text(path, language, rooms.only(spans, text)))
    return found


def digit(room):
    if room == "pages":
        texts = [*rooms.prose(), *rooms.inline_code(), *rooms.math()]
    else:
        texts = rooms.snapshots() if room == "snapshots" else rooms.records()
    yield from in_all(texts, r"(?<![\w.#-])\d+(?![\w-])", neighbours)


def matrix(room):
    """Two names in one call of render change places, or two indices of one array."""
    for text in rooms.page_code():
        for call in re.finditer(r"^show\w*\((?:[^()]|\([^()]*\))*\)", text.text, re.MULTILINE):
            named = list(re.finditer(r"(?<=[ (])(\w+)=([\w.\[\]]+)(?=[,)\n])", call[0]))
            for one, other in combinations(named, 2):
                if one[2] != other[2]:
                    yield exchanged(
                        text, call.start(), one.span(2), other.span(2), one[2], other[2]
                    )
            asked = list(re.finditer(r"\$(\w+)", call[0]))
            for one, other in combinations(asked, 2):
                if one[1] != other[1]:
                    yield exchanged(
                        text, call.start(), one.span(1), other.span(1), one[1], other[1]
                    )


def exchanged(text, at, one, other, first, second):
    edits = [
        Edit(text.path, at + one[0], at + one[1], second),
        Edit(text.path, at + other[0], at + other[1], first),
    ]
    return text.language, f"{first} <> {second}", edits


VALUE = re.compile(r"\{\{ *(\w+)")


def value(room):
    """One value of a page becomes another, or two change places."""
    for text in rooms.markdown():
        found = list(VALUE.finditer(text.text))
        names = sorted({one[1] for one in found})
        for one in found:
            for name in names:
                if name != one[1]:
                    edit = Edit(text.path, *one.span(1), name)
                    yield text.language, f"{one[1]} > {name}", [edit]
        for one, other in pairwise(found):
            if one[1] != other[1]:
                yield exchanged(text, 0, one.span(1), other.span(1), one[1], other[1])


def placeholder(room):
    for text in getattr(rooms, room)():
        for line in text.text.split("\n"):
            at = text.text.index(line) if line.strip(B) else 0
            found = list(re.finditer(r"\{(\w+)\}", line))
            for one, other in combinations(found, 2):
                if one[1] != other[1]:
                    yield exchanged(text, at, one.span(1), other.span(1), one[1], other[1])


AXES = {
    "row": "column",
    "column": "row",
    "rows": "columns",
    "columns": "rows",
    "Row": "Column",
    "Rows": "Columns",
    "Column": "Row",
    "Columns": "Rows",
    "行": "列",
    "列": "行",
    "height": "width",
    "width": "height",
    "高度": "宽度",
    "宽度": "高度",
}


def axis(room):
    if room == "scripts":
        yield from in_all(
            rooms.scripts(), r"\b(?:rows|columns|height|width)\b", lambda w: [AXES[w]]
        )
        yield from in_all(
            rooms.scripts(), r"(?<=\w)\[[01]\]", lambda w: ["[1]" if w == "[0]" else "[0]"]
        )
        return
    words = r"\b(?:[Rr]ows?|[Cc]olumns?|height|width)\b|[行列](?!表|号|为|分开)|高度|宽度"
    yield from in_all(getattr(rooms, room)(), words, lambda w: [AXES[w]])


def witness(room):
    call = re.compile(r"^agreed\(([\w.\[\]]+), ((?:[^(),\n]|\((?:[^()]|\([^()]*\))*\))+)\)$", re.M)
    for text in rooms.page_code():
        for found in call.finditer(text.text):
            for new in (found[1], f"{found[1]}.copy()", f"np.array({found[1]})", f"{found[1]} + 0"):
                edit = Edit(text.path, *found.span(2), new)
                yield "", f"witness > {new.replace(found[1], '_')}", [edit]
            if len(re.findall(rf"agreed\([^\n]*\b{re.escape(found[1])}\b", text.text)) == 1:
                yield "", "witness gone", [Edit(text.path, *found.span(), "pass")]


def constant_result(room):
    for text in rooms.page_code():
        for call in re.finditer(
            r"^(?:show|print)\((?:[^()]|\([^()]*\))*\)", text.text, re.MULTILINE
        ):
            for one in re.finditer(r"(?<=\w=)([a-z]\w*)(?=[,)\n])", call[0]):
                at = call.start() + one.start()
                yield "", "shown > 81", [Edit(text.path, at, at + len(one[0]), "81")]
            for one in re.finditer(r"(?<=[a-z] )\$\w+|\{\w+\}", call[0]):
                at = call.start() + one.start()
                yield "", "shown > 81", [Edit(text.path, at, at + len(one[0]), "81")]


FORMS = [
    "81",
    "80",
    "½",
    "⑨",
    "`81`",
    "$81$",
    "x80",
    "$81z^{7}$",
    '<abbr title="81 cases">all</abbr>',
]
FORMS_EN, FORMS_ZH = ["seven", "a dozen"], ["七", "十二"]


def typed_number(room):
    for text in rooms.markdown():
        for found in re.finditer(r"\{\{[^{}]*\}\}", text.text):
            for new in FORMS + (FORMS_ZH if text.language == "zh" else FORMS_EN):
                name = found[0].strip("{} ")
                yield text.language, f"{name} > {new}", [Edit(text.path, *found.span(), new)]


NUMBERS_EN = ["two", "three", "four", "five", "six", "seven"]
ORDINALS_EN = ["second", "third", "fourth"]
NUMBERS_ZH = ["两", "三", "四", "五", "六", "七"]
MEASURE = "[个条种次格行列步张页项步块维侧边端点头者类倍件]"


def number_word(room):
    texts = {"pages": rooms.inline_pages, "prose": rooms.prose, "readme": rooms.readme}[room]()
    for text in texts:
        if text.language == "en":
            for words in (NUMBERS_EN, ORDINALS_EN):
                yield from swap(
                    text,
                    rf"\b(?:{'|'.join(words)})\b",
                    lambda word, words=words: [one for one in words if one != word],
                )
            yield from swap(text, r"\b(?:half|third|twice)\b", lambda w: ["a quarter", "thrice"])
        else:
            yield from swap(
                text,
                rf"(?:{'|'.join(NUMBERS_ZH)})(?={MEASURE})",
                lambda word: [one for one in NUMBERS_ZH if one != word],
            )
            yield from swap(text, "(?<=第)[二三四]", lambda w: [o for o in "二三四" if o != w])
            yield from swap(text, "一半|一倍|两倍", lambda w: ["三倍", "四分之一"])


TERMS = {
    "stride": "步幅",
    "padding": "填充",
    "dilation": "空洞率",
    "kernel": "卷积核",
    "input": "输入",
    "output": "输出",
    "channels": "通道",
    "groups": "分组",
}


def term(room):
    texts = {
        "pages": rooms.prose,
        "interface": lambda: [*rooms.interface(), *rooms.captions()],
        "facts": lambda: [one for one in rooms.facts() if "glossary" in one.path],
        "navigation": rooms.navigation,
    }[room]()
    for text in texts:
        for language, names in (("en", list(TERMS)), ("zh", list(TERMS.values()))):
            if text.language not in ("", language):
                continue
            other = dict(zip(TERMS, TERMS.values())) if language == "en" else {v: v for v in names}
            edge = r"\b" if language == "en" else ""
            pattern = rf"(?<![{{`'-]){edge}(?:{'|'.join(names)}){edge}(?![}}`'-])"
            for found in re.finditer(pattern, text.text):
                for new in names:
                    if new != found[0]:
                        what = f"{other[found[0]]} > {other[new]}"
                        yield language, what, [Edit(text.path, *found.span(), new)]


ROLES = ["input", "kernel", "output", "padding"]


def role(room):
    def others(word):
        return [one for one in ROLES if one.lower() != word.lower()]

    if room == "pages":
        yield from in_all(rooms.markdown(), r"(?<=\{\.)(?:input|kernel|output)(?=\})", others)
        yield from in_all(
            [*rooms.math(), *rooms.page_code()],
            r"(?<=\\)(?:Input|Kernel|Output)(?=\{)",
            lambda word: [one.title() for one in others(word) if one != "padding"],
        )
    elif room == "facts":
        texts = [one for one in rooms.facts() if "roles" in one.path]
        yield from in_all(texts, r"(?<=letter: )[xwy]", lambda w: [o for o in "xwy" if o != w])
        yield from in_all(
            texts,
            r"(?<=macro: )(?:Input|Kernel|Output)\b",
            lambda word: [one.title() for one in others(word) if one != "padding"],
        )
    else:
        texts = rooms.whole("", "web/figure/*.js")
        yield from in_all(texts, r"(?<=role-)(?:input|kernel|output)\b", others)
        yield from in_all(texts, r'(?<=")(?:input|kernel|output)(?=")', others)


def attribute(room):
    if room == "navigation":
        for text in rooms.navigation():
            yield from claims_in(text)
            yield from swap(text, r"(?<![\w.'])\d+(?![\w.'])", neighbours)
            yield from swap(
                text, r"(?<= )[-+] (?=[a-z0-9])", lambda w: ["+ " if w == "- " else "- "]
            )
        return
    for path, language, text in rooms.pages():
        spans = [
            one.span(1)
            for one in re.finditer(r'(?:title|alt|aria-label)="([^"]*)"|!\[([^\]]*)\]', text)
            if one[1]
        ]
        masked = rooms.Text(path, language, rooms.only(spans, text))
        yield from claims_in(masked)
        for start, end in spans:
            new = "81 " + text[start:end]
            yield language, "81 in an attribute", [Edit(path, start, end, new)]


def code_in_prose(room):
    """Numbers are gone from there, so one comes in."""
    texts = rooms.inline_code() if room == "pages" else rooms.snippet_comments()
    yield from in_all(texts, r"(?<![\w.])\d+(?![\w.])", neighbours)
    for text in texts:
        for found in re.finditer(r"(?<=`)\w+(?=`)|(?<=[a-z])(?=$)", text.text, re.MULTILINE):
            more = "=81" if found[0] else " 81"
            yield (
                text.language,
                f"{found[0]}{more}",
                [Edit(text.path, *found.span(), found[0] + more)],
            )


def error_text(room):
    """A word of an error that a page quotes, or that a snippet raises and its example shows."""
    table = {
        "must": ["may"],
        "got": ["wants"],
        "expected": ["found"],
        "should": ["cannot"],
        "not": ["also"],
    }
    pattern = rf"\b(?:{'|'.join(table)})\b"
    if room == "pages":
        yield from in_all(rooms.inline_code(), pattern, table.get)
        return
    for path, text in rooms.snippets():
        spans = [one.span() for one in re.finditer(r'f?"[^"\n]*"', text)]
        inside = [(a, b) for a, b in spans if re.search(r"raise|Error", text[max(0, a - 60) : a])]
        yield from swap(rooms.Text(path, "", rooms.only(inside, text)), pattern, table.get)


def range_(room):
    bounds = {">= ": ["> ", "<= "], "<= ": ["< ", ">= "], " < ": [" <= "], " > ": [" >= "]}
    for text in rooms.docstrings():
        yield from swap(text, r"(?<=[<>]= )\d+", neighbours)
        yield from swap(text, r">= (?=\d)|<= (?=\w)| < (?=\w)", bounds.get)
        yield from swap(
            text, r"(?<=from )\d(?= to)|(?<=, )\d(?= or \d)|(?<= or )\d(?=[,.])", neighbours
        )


ANTONYMS = [
    ("before", "after", "前", "后"),
    ("larger", "smaller", "大", "小"),
    ("more", "fewer", "多", "少"),
    ("always", "never", "总是", "从不"),
    ("same", "other", "相同", "不同"),
    ("even", "odd", "偶数", "奇数"),
    ("first", "last", "第一", "最后"),
    ("right", "wrong", "正确", "错误"),
    ("with", "without", "有", "没有"),
    ("every", "no", "每", "无"),
    ("is", "is not", "是", "不是"),
    ("can", "cannot", "可以", "不能"),
    ("equal", "different", "相等", "不等"),
    ("start", "end", "开头", "末尾"),
    ("faster", "slower", "快", "慢"),
]


def claims_in(text):
    for one, other, eins, anderes in ANTONYMS:
        for old, new in ((one, other), (other, one)):
            if text.language == "en" and not (old == "is not" or old == "no"):
                pattern = rf"\b{old}\b(?! not\b)"
                for found in re.finditer(pattern, text.text):
                    yield "en", f"{old} > {new}", [Edit(text.path, *found.span(), new)]
        for old, new, english in ((eins, anderes, one), (anderes, eins, other)):
            if text.language == "zh" and len(old) > 1:
                for found in re.finditer(old, text.text):
                    opposite = other if english == one else one
                    yield "zh", f"{english} > {opposite}", [Edit(text.path, *found.span(), new)]


def claim(room):
    texts = {
        "prose": rooms.prose,
        "readme": rooms.readme,
        "facts": lambda: notes_of_glossary(),
    }[room]()
    for text in texts:
        yield from claims_in(text)


@cache
def notes_of_glossary():
    (text,) = (one for one in rooms.facts() if "glossary" in one.path)
    found = []
    for language, key in (("en", "note_en"), ("zh", "note_zh")):
        spans = [o.span(1) for o in re.finditer(rf'{key}: (".*?"|[^,}}]*)', text.text)]
        found.append(rooms.Text(text.path, language, rooms.only(spans, text.text)))
    return found


PLANTERS = {
    "sign": sign,
    "operator": operator,
    "constant": constant,
    "symbol": symbol,
    "formula": formula,
    "digit": digit,
    "matrix": matrix,
    "value": value,
    "placeholder": placeholder,
    "axis": axis,
    "witness": witness,
    "constant result": constant_result,
    "typed number": typed_number,
    "number word": number_word,
    "term": term,
    "role": role,
    "attribute": attribute,
    "code in prose": code_in_prose,
    "error text": error_text,
    "range": range_,
    "claim": claim,
}


# Drawing


def drawn(rng, count, kinds=KINDS):
    """Lies, drawn evenly over kind, then room, then language; "both" is a language too."""
    found = []
    while len(found) < count:
        kind = rng.choice(kinds)
        room = rng.choice(kind["rooms"])
        pool = all_of(kind["kind"], room)
        if not pool:
            continue
        languages = sorted({lie.language for lie in pool})
        if set(LANGUAGES) <= set(languages):
            languages.append("both")
        language = rng.choice(languages)
        if language == "both":
            lie = in_both(rng, pool)
        else:
            lie = rng.choice([one for one in pool if one.language == language])
        if lie and lie not in found:
            found.append(lie)
    return found


@cache
def all_of(kind, room):
    return lies(kind, room)


def in_both(rng, pool):
    """The same falsehood in English and in Chinese; None where Chinese has no such place."""
    english = rng.choice([one for one in pool if one.language == "en"])
    path = twin(english.paths[0])
    chinese = [
        one
        for one in pool
        if one.language == "zh" and one.what == english.what and one.paths == [path]
    ]
    if not chinese:
        return None
    (other,) = rng.sample(chinese, 1)
    return Lie(english.kind, english.room, "both", english.what, (*english.edits, *other.edits))


def twin(path):
    """The Chinese file of an English one."""
    for old, new in (("docs/en/", "docs/zh/"), (".en.js", ".zh.js"), ("README.md", "README.zh.md")):
        path = path.replace(old, new)
    return path.replace("mkdocs.yml", "mkdocs.zh.yml")


def census():
    """How many lies of each kind there are in each room."""
    return {
        (kind["kind"], room): len(all_of(kind["kind"], room))
        for kind in KINDS
        for room in kind["rooms"]
    }


if __name__ == "__main__":
    print(json.dumps({" in ".join(key): count for key, count in census().items()}, indent=1))
