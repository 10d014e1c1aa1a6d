"""One Chinese term for one concept, and Chinese that is set as Chinese."""

import pytest
import yaml

from tests.lint.typography import PIECE, mistakes
from tests.project import ROOT
from tests.source import FRONT_MATTER, pages, prose

GLOSSARY = yaml.safe_load((ROOT / "docs" / "glossary.yml").read_text("utf-8"))
NEVER = {word: term["zh"] for term in GLOSSARY for word in term.get("never", [])}
CHINESE = pages("zh")
each_page = pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.where)


def words(page):
    """What a page says, its description included; code and formulas left out."""
    front = FRONT_MATTER.match(page.text)
    facts = yaml.safe_load(front[1]) if front else {}
    about = "\n\n".join(str(facts[key]) for key in ("title", "description") if key in facts)
    return f"{about}\n\n{prose(page.markdown, PIECE, PIECE, '0')}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_terms_are_unique(language):
    terms = [term[language] for term in GLOSSARY]
    twice = sorted({term for term in terms if terms.count(term) > 1})
    assert not twice, f"docs/glossary.yml has {', '.join(twice)} twice"


def test_terms_are_complete():
    keys = {"en", "zh", "note_en", "note_zh"}
    partial = [term["en"] for term in GLOSSARY if not keys <= set(term) <= keys | {"never"}]
    assert not partial, f"docs/glossary.yml: {', '.join(partial)} needs {', '.join(sorted(keys))}"


def test_no_term_is_a_word_that_is_never_used():
    both = sorted(set(NEVER) & {term["zh"] for term in GLOSSARY})
    assert not both, f"docs/glossary.yml both asks for {', '.join(both)} and forbids it"


def test_the_search_dictionary_knows_the_long_terms():
    """A term that jieba would cut apart is not found by its name; docs/zh.dict keeps it whole."""
    import jieba

    known, file = jieba.Tokenizer(), ROOT / "docs" / "zh.dict"
    with file.open("rb") as entries:
        known.load_userdict(entries)
    terms = [line.split()[0] for line in file.read_text("utf-8").splitlines()]
    cut = [term for term in terms if len(known.lcut(term)) > 1]
    assert not cut, f"jieba still cuts {', '.join(cut)}: raise the count in docs/zh.dict"


@each_page
def test_forbidden_words_do_not_occur(page):
    found = [f"{word} (write {term})" for word, term in NEVER.items() if word in words(page)]
    assert not found, f"{page.where} uses {', '.join(found)}"


@each_page
def test_chinese_is_set_as_chinese(page):
    found = list(mistakes(words(page)))
    assert not found, f"{page.where}:\n" + "\n".join(found)


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
