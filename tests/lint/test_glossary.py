"""One Chinese term for one concept, and Chinese that is set as Chinese."""

import re

import jieba
import pytest
import yaml

import facts
from facts import dictionary
from tests.lint.interface import in_script, interface, shown
from tests.lint.typography import PIECE, mistakes
from tests.project import ROOT
from tests.source import FRONT_MATTER, pages, prose

GLOSSARY = facts.glossary()
NEVER = {word: term.zh for term in GLOSSARY for word in term.never}
NUMBER_WORD = re.compile(r"\{\{\s*\w+:word\s*\}\}")  # a value that is shown as 三
each_page = pytest.mark.parametrize("page", pages("zh"), ids=lambda page: page.where)
each_file = pytest.mark.parametrize(("where", "text"), interface().items(), ids=list(interface()))


def words(page):
    """What a page says, its description included; code and formulas left out."""
    front = FRONT_MATTER.match(page.text)
    facts = yaml.safe_load(front[1]) if front else {}
    about = "\n\n".join(str(facts[key]) for key in ("title", "description") if key in facts)
    markdown = NUMBER_WORD.sub("三", page.markdown)
    return f"{about}\n\n{prose(markdown, PIECE, PIECE, '0')}"


def forbidden(text):
    """The words in a text that the glossary has another word for."""
    return [f"{word} (write {term})" for word, term in NEVER.items() if word in text]


@pytest.mark.parametrize("names", ["en", "zh"])
def test_one_name_is_one_concept(names):
    """Also what is only also called so, or a reader would be led to two concepts."""
    known = [
        name
        for term in GLOSSARY
        for name in (getattr(term, names), *getattr(term, f"also_{names}"))
    ]
    twice = sorted({name for name in known if known.count(name) > 1})
    assert not twice, f"facts/glossary.yml has {', '.join(twice)} twice"


def test_no_term_is_a_word_that_is_never_used():
    both = sorted(set(NEVER) & {term.zh for term in GLOSSARY})
    assert not both, f"facts/glossary.yml both asks for {', '.join(both)} and forbids it"


def test_no_note_uses_a_word_that_is_never_used():
    found = [word for term in GLOSSARY for word in forbidden(term.note_zh)]
    assert not found, f"facts/glossary.yml: a note uses {', '.join(found)}"


# Search


@pytest.fixture(scope="module")
def cut():
    """How jieba cuts a word, once it knows the dictionary."""
    known = jieba.Tokenizer()
    known.load_userdict(dictionary.dictionary().splitlines())
    return known.lcut


@pytest.mark.parametrize("term", GLOSSARY, ids=lambda term: term.en)
def test_search_keeps_every_term_whole(term, cut):
    """A term that is cut apart is not found by its name."""
    for name in (term.zh, *term.also_zh):
        for word in dictionary.CHINESE.findall(name):
            assert cut(word) == [word], f"jieba cuts {word} apart: make it commoner"


def test_search_reads_the_dictionary():
    text = (ROOT / "mkdocs.zh.yml").read_text(encoding="utf-8")
    assert f"jieba_dict_user: {dictionary.FILE.relative_to(ROOT).as_posix()}" in text


# Pages, and the words of the interface


@each_page
def test_forbidden_words_do_not_occur(page):
    found = forbidden(words(page))
    assert not found, f"{page.where} uses {', '.join(found)}"


@each_page
def test_chinese_is_set_as_chinese(page):
    found = list(mistakes(words(page)))
    assert not found, f"{page.where}:\n" + "\n".join(found)


@each_file
def test_forbidden_words_do_not_occur_in_the_interface(where, text):
    found = forbidden(text)
    assert not found, f"{where} uses {', '.join(found)}"


@each_file
def test_the_chinese_of_the_interface_is_set_as_chinese(where, text):
    found = list(mistakes(text))
    assert not found, f"{where}:\n" + "\n".join(found)


def test_the_interface_is_read():
    """Scripts, templates and configuration, wherever they live."""
    assert any(where.endswith("js") for where in interface()), "no script has a Chinese word"
    assert "mkdocs.zh.yml" in interface()


# The lint itself

FINE = [
    "卷积（convolution）用 `weight`，与 PyTorch 一致。",
    "输出是 {{ rows }}×{{ columns }}，旋转 180°。",
    "*输入*{.input} $x$，*卷积核*{.kernel}（kernel）$w$。",
    "**为什么？** 因为 $p'$ 是负的：裁掉。",
    "代码里卷积核叫\n`weight`，与原文一致。",
    "见[卷积](convolution.md)与 [PyTorch](https://example.org/a,b) 的文档。",
    '!!! warning "流行的说法：除不尽，就不合法"\n\n    先缩放后卷积。',
    "## 输出有多大 { #size }\n\n只看一条轴。",
    "- 一条\n- 两条",
    "1. 一条\n2. 两条",
    "| 术语 | 英文 |\n|---|---|\n| 卷积 | convolution, kernel |",
    "一段。\n\n另一段。",
    "《验证torch中卷积》一文。",
    "**[学](a.md)**\n从一个窗口讲起。",
    "下载 [conv.py](conv.py) · [原文](a.md)逐条核对。",
]
WRONG = [
    "卷积,填充。",
    "卷积(convolution)。",
    "卷积;填充",
    "卷积: 填充",
    "真的吗?",
    "结束.",
    "与PyTorch 一致",
    "与 PyTorch一致",
    "与 {{ rows }}格",
    "旋转 180°之后",
    "有3格",
    "`weight`, 与原文一致",
    "卷积， 填充",
    "卷积 ，填充",
    "一行\n接着一行",
    "还有...",
    '他说"好"',
    "[PyTorch](a.md)文档",
]


@pytest.mark.parametrize("text", FINE)
def test_the_lint_lets_good_chinese_pass(text):
    assert list(mistakes(prose(text, PIECE, PIECE, "0"))) == []


@pytest.mark.parametrize("text", WRONG)
def test_the_lint_finds_bad_chinese(text):
    assert list(mistakes(prose(text, PIECE, PIECE, "0")))


SCRIPT = r"""
const zh = { s: "步长 {n}", say: 'it\'s', more: `共 ${count(n)} 格` }; // "not closed
  后来的一行
"""


def test_the_lint_reads_every_chinese_text_of_a_script():
    assert in_script(SCRIPT) == ["步长 {n}", "共 ${count(n)} 格", "  后来的一行"]
    assert forbidden(in_script(SCRIPT)[0]) == ["步长 (write 步幅)"]


def test_markup_and_what_is_put_in_later_is_no_mistake():
    assert list(mistakes(shown("<b>第 {n} 行</b>，`{name}` 和`pad`"))) == []
    assert list(mistakes(shown("<b>第 {n} 行</b>,共{m}格")))
