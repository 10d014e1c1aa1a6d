"""Which concepts a text names, in English and in Chinese: those of the glossary, and these."""

import functools
import re

import facts
from tests.project import LANGUAGES

# What the glossary does not explain, but a statement turns on, as expressions in both languages.
MORE = {
    "row": ("rows?|lines?", "(?<!执)行"),
    "column": ("columns?", "列"),
    "cell": ("cells?", "(?<!表)格子?"),
    "padding": ("padding|padded|pads", "填充"),
    "matrix": ("matrix", "矩阵"),
    "transpose (of a matrix)": ("transposed?", "转置"),
    "zero": ("zeros?", "零"),
    "zero insertion": ("zeros put in|inserted zero", "插零|插入的零"),
    "rotate by 180°": ("rotated(?: 180°)?", "旋转(?: 180°)?"),
    "bias": ("bias", "偏置"),
    "only the bias": ("only the bias", "只有偏置"),
    "real": ("real", "真实"),
    "negative": ("negative", "负"),
    "floor": ("rounded down", "向下取整"),
    "crop": ("crop(?:s|ped)", "裁"),
    "drop": ("dropped", "丢弃"),
    "reach": ("reach(?:es)?(?! further)", "够得到|落到"),
    "window": ("windows?", "窗口"),
    "stamp": ("stamps?", "盖"),
    "slide": ("slides?", "滑动|滑过"),
    "overlap": ("overlaps?", "重叠"),
    "add": ("adds?", "相加"),
    "times": ("times|multiply", "乘(?!加)"),
    "axis": ("ax[ie]s", "轴"),
    "layer": ("layers?", "层"),
    "length": ("length", "长度"),
    "height": ("height", "高度"),
    "width": ("(?<!full-)width", "宽度"),
    "depth": ("depth", "深度"),
    "whole number": ("whole numbers?", "整数"),
    "multiply-adds": ("multiply-adds", "乘加"),
    "alike": ("equal|(?-i:same)|alike", "相同"),
    "at least": ("at least", "至少"),
    "at most": ("at most", "最多"),
    "more": ("more than|larger|longer than|beyond|further than", "超过|多于|超出|还大"),
    "less": ("less than|smaller", "小于|不足"),
    "down": ("way down", "下采样"),
    "first": ("start", "开头|首端"),
    "last": ("last|ends?", "结尾|末尾|末端|最后"),
    "not": (
        "no|not|nothing|never|nowhere|cannot|without|outside|too (?:large|deeply)",
        "不(?!变)|没|无|未|过深",
    ),
}


@functools.cache
def expressions(language):
    """For every concept what finds it in a text."""
    other = LANGUAGES.index(language)
    terms = {
        term.en: (f"(?:{either(term.en, term.also_en)})s?", either(term.zh, term.also_zh))
        for term in facts.glossary()
    }
    edge = r"\b" if language == "en" else ""
    return {
        name: re.compile(f"{edge}(?:{both[other]}){edge}", re.IGNORECASE)
        for name, both in (terms | MORE).items()
    }


def either(word, others):
    """One expression for a word and what else it is called."""
    return "|".join(re.escape(one) for one in (word, *others))


def places_of(text, language):
    """Where a text names what; values and code are no words, nor are words within longer ones."""
    prose = re.sub(r'\{\w+\}|`[^`]*`|\w+="\w+"', lambda code: "#" * len(code[0]), text)
    found = [
        (one.start(), one.end(), name)
        for name, expression in expressions(language).items()
        for one in expression.finditer(prose)
    ]
    return [
        (start, end, name)
        for start, end, name in found
        if not any(a <= start and end <= b and b - a > end - start for a, b, _ in found)
    ]


def concepts(text, language):
    """What a text names."""
    return {name for _, _, name in places_of(text, language)}
