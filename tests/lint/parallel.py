"""What the pieces of a text state, so that two languages can be held against each other.

Both languages are cut into the same pieces: headings, titles of boxes, entries of lists, rows of
tables, paragraphs. In each piece the concepts of `concepts.yml` are counted, by the words that say
them in its language. Where the languages say a thing in other words, `otherwise.yml` has the pair
of phrases; such a pair is a concept of its text, and takes the place of all that it says.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby, zip_longest
from pathlib import Path

import yaml

import facts
from tests import source
from tests.lint.typed import hidden
from tests.project import LANGUAGES, ROOT
from tests.source import FENCE, FRONT_MATTER, prose, without_fences

HERE = Path(__file__).parent
BLOCK = "\N{PILCROW SIGN}"  # stands for a block of code, so that pieces line up around it
START = re.compile(
    r"""^[ \t]*(?:
    (?P<heading>\#{1,6})[ ]
  | (?P<box>(?:!!!|\?\?\?\+?)[ ]+[\w-]+)
  | (?P<entry>[-*+]|\d\.)[ ]
  | (?P<row>\|)
  | (?P<block>:::|\N{PILCROW SIGN})
  | (?P<paragraph>)
    )""",
    re.VERBOSE,
)
ALONE = ("heading", "box", "row", "block")  # the next line is another piece
ROLE = re.compile(r"\*([^*\n]+)\*\{\.(\w+)\}")
# Emphasis, names of files, placeholders, arguments.
NO_WORDS = re.compile(r"[*`]|\b\w+\.py\b|\{\w+\}|\b[a-z_]+=[\w'.]*")
ENTRY = re.compile(r"^- \[`\w+`\]\(#([\w.]+)\): (.*)$", re.MULTILINE)  # of a list of functions
MESSAGE = re.compile(r'^  (\w+):\s*"((?:\\.|[^"\\])*)"', re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A part of a text that stands in both languages; the kind says what or where it is."""

    kind: str
    words: str


@dataclass(frozen=True, repr=False)
class Text:
    """The pieces of a text in both languages."""

    where: str
    english: tuple[Piece, ...]
    chinese: tuple[Piece, ...]

    def __repr__(self):
        return self.where

    def pairs(self):
        return zip(self.english, self.chinese)


# Texts


@cache
def texts():
    """All that is written in both languages."""
    found = [of_page(name) for name in source.names("en") if source.page("zh", name)]
    found += [of_files("README", markdown, "README.md", "README.zh.md")]
    found += [of_files("mkdocs", titles, "mkdocs.yml", "mkdocs.zh.yml")]
    for tool in ("figure", "explorer", "layers", "exercises"):
        files = [f"web/words/{tool}.{language}.js" for language in LANGUAGES]
        found.append(of_files(f"web/words/{tool}", messages, *files))
    return [*found, glossary(), symbols(), headings(), formulas()]


def of_page(name):
    both = (source.page(language, name).whole for language in LANGUAGES)
    return Text(name, *(tuple(in_page(page)) for page in both))


def of_files(where, cut_up, *files):
    read = ((ROOT / name).read_text("utf-8") for name in files)
    return Text(where, *(tuple(cut_up(text)) for text in read))


def glossary():
    """The notes of the glossary; its terms are the words that are compared."""
    return of_rows("facts/glossary", [(t.en, t.note_en, t.note_zh) for t in facts.glossary()])


def symbols():
    """What the letters of the formulas stand for, and what they are counted in."""
    rows = []
    for one in facts.symbols():
        rows.append((one.symbol, one.en, one.zh))
        rows.append((f"{one.symbol}, note", one.note_en, one.note_zh))
        rows.append((f"{one.symbol}, unit", one.unit_en, one.unit_zh))
    return of_rows("facts/symbols", rows)


def headings():
    """The headings of tables and pictures."""
    rows = [(one.id, one.en, one.zh) for one in facts.headings().values()]
    return of_rows("facts/headings", rows)


def formulas():
    """What the formulas of the sheet give."""
    rows = [(one.id, one.en, one.zh) for one in facts.formulas() if one.group]
    return of_rows("facts/formulas", rows)


def of_rows(where, rows):
    """A table of places, each with what stands there in both languages."""
    english = tuple(Piece(place, tidy(words)) for place, words, _ in rows)
    return Text(where, english, tuple(Piece(place, tidy(words)) for place, _, words in rows))


def in_page(page):
    """The title and the description of a page, and its Markdown."""
    front = FRONT_MATTER.match(page.text)
    known = yaml.safe_load(front[1]) if front else {}
    about = [Piece(key, tidy(known[key])) for key in ("title", "description") if key in known]
    return about + markdown(page.markdown)


def markdown(text):
    """The pieces of Markdown, less its markup; roles and blocks keep a sign."""
    bare = FENCE.sub(lambda fence: f"\n\n{fence['indent']}{BLOCK}\n\n", text)
    bare = prose(ROLE.sub(r"\1@\2", bare), "`", "$", "0")
    found = [piece for part in re.split(r"\n[ \t]*\n", bare) for piece in cut(part.split("\n"))]
    return found + [Piece("attribute", tidy(one)) for one in hidden(without_fences(text)) if one]


def cut(lines):
    """The pieces of lines without an empty one among them."""
    found = []
    for line in filter(str.strip, lines):
        start = START.match(line)
        kind = start.lastgroup
        words = "" if kind == "block" else line[start.end() :]
        if kind == "paragraph" and found and found[-1].kind not in ALONE:
            found[-1] = Piece(found[-1].kind, tidy(f"{found[-1].words} {words}"))
        else:
            found.append(Piece(kind, tidy(words)))
    return found


def titles(text):
    """The titles and names that a configuration shows."""
    known = configuration(text)
    names = {key: known[key] for key in ("site_name", "site_description")}
    names |= known["extra"]["words"] | known["extra"]["look_up"]
    names |= said_elsewhere(known["theme"]["language"])
    names |= {one["media"]: one["toggle"]["name"] for one in known["theme"]["palette"]}
    return [Piece(key, tidy(name)) for key, name in names.items()] + list(navigation(known["nav"]))


def said_elsewhere(language):
    """What the page for lost addresses and the hint say, which mkdocs.yml has in all languages."""
    extra = configuration((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]
    lost, hint = extra["not_found"][language], extra["other_language"][language]
    plain = {f"lost {key}": words for key, words in lost.items() if key != "places"}
    places = {f"lost at {address}": name for address, name in lost["places"].items()}
    return plain | places | {f"hint {key}": words for key, words in hint.items()}


def configuration(text):
    """A configuration as data, what is read from the environment aside."""
    return yaml.safe_load(re.sub(r"!\w+", "", text))


def navigation(entries, place="nav"):
    """The titles of a navigation, each with its place."""
    for number, entry in enumerate(entries):
        if isinstance(entry, dict):
            ((title, inside),) = entry.items()
            yield Piece(f"{place}/{number}", title)
            if isinstance(inside, list):
                yield from navigation(inside, f"{place}/{number}")


def messages(script):
    """The sentences of a table of words, less what is put in later."""
    found = MESSAGE.findall(script)
    return [Piece(key, tidy(re.sub(r"<[^<>]*>|`[^`]*`", "", text))) for key, text in found]


def tidy(words):
    """Words with single blanks."""
    return re.sub(r"\s+", " ", NO_WORDS.sub("", words)).strip()


def apart(text):
    """Where the pieces of a text do not line up, as one sentence; nothing where they do."""
    for one, other in zip_longest(text.english, text.chinese, fillvalue=Piece("nothing", "")):
        if one.kind != other.kind:
            return (
                f"{text}: the pieces do not line up: {one.kind} {one.words!r} stands beside "
                f"{other.kind} {other.words!r}"
            )
    return ""


# Counting


@cache
def table(name):
    return yaml.safe_load((HERE / f"{name}.yml").read_text("utf-8"))


@cache
def concepts():
    """Every concept with the words that say it."""
    groups = (table("concepts")[group] for group in ("quantities", "terms", "claims", "others"))
    return {name: one for group in groups for name, one in group.items()}


@cache
def words(language, where=""):
    """Which concept each word says, and in a text which pair each phrase belongs to."""
    known = {word: name for name, one in concepts().items() for word in one[language]}
    side = LANGUAGES.index(language)
    known |= {pair[side]: " / ".join(pair) for pair in table("otherwise").get(where, [])}
    # A sentence may begin with any of them.
    return {word[0].upper() + word[1:]: name for word, name in known.items()} | known


@cache
def pattern(language, where=""):
    """All words of a language, the longest first, and the signs of roles."""
    known = sorted(words(language, where), key=lambda word: (word[0], -len(word)))
    # By first letters, or there would be hundreds of words to try at each place.
    letters = (
        f"{re.escape(letter)}(?:{'|'.join(re.escape(word[1:]) for word in group)})"
        for letter, group in groupby(known, key=lambda word: word[0])
    )
    return re.compile(rf"@[a-z]+|{whole('|'.join(letters), language)}")


def whole(found, language):
    """A pattern, in English where it is no part of a longer word."""
    return rf"(?:(?<!\w)|(?!\w))(?:{found})(?!\w)" if language == "en" else found


def spoken(text, language, where=""):
    """Every word of a text that says a concept, and which; what says nothing is left out."""
    known = words(language, where)
    for found in pattern(language, where).finditer(text):
        name = known.get(found[0], found[0])  # the sign of a role is its own concept
        if name != "nothing":
            yield found, name


def stated(text, language, where=""):
    """What a text states: each concept as often as it does, the members of a family in order."""
    found = {}
    for _, name in spoken(text, language, where):
        for family in families().get(name, ((name,),)):
            found.setdefault(family, []).append(name)
    return found


@cache
def families():
    """The families of a concept: itself, the quantities, and what is against it, in pairs."""
    quantities = tuple(table("concepts")["quantities"])
    found = {name: [(name,)] for name in concepts()}
    for name in quantities:
        found[name].append(quantities)
    for name, one in table("concepts")["claims"].items():
        for against in one.get("against", ()):
            found[name].append((name, against))
            found[against].append((name, against))
    return found


def differences(text):
    """One sentence for every piece whose languages do not state the same."""
    for english, chinese in text.pairs():
        one = stated(english.words, "en", text.where)
        other = stated(chinese.words, "zh", text.where)
        if one != other:
            said = [f"{text}: {english.words!r} / {chinese.words!r}"]
            for family in sorted({*one, *other}):
                left, right = (side.get(family, []) for side in (one, other))
                if left != right and (len(family) == 1 or sorted(left) == sorted(right)):
                    said.append(f"English says {left}, Chinese {right}")
            yield "; ".join(said)


# Lies


def lies(words, language):
    """Every lie that small changes tell in a piece: the old words, the new, and what is told."""
    found = list(spoken(words, language))
    for place, name in found:
        for rival in rivals().get(name, ()):
            new = concepts()[rival][language][0]
            yield place[0], new, put(words, (place, new))
    for old, new in table("concepts")["denials"][language].items():
        for place in re.finditer(whole(re.escape(old), language), words):
            yield old, new, put(words, (place, new))
    for (one, name), (other, rival) in combinations(found, 2):
        if {*families().get(name, ())} & {*families().get(rival, ())} and name != rival:
            yield f"{one[0]} …", other[0], put(words, (one, other[0]), (other, one[0]))


def put(words, *changes):
    """Words with something else in some places, which are in order."""
    for place, new in reversed(changes):
        words = words[: place.start()] + new + words[place.end() :]
    return words


@cache
def rivals():
    """Which concepts would tell a lie in the place of each."""
    known = table("concepts")
    terms = {**known["quantities"], **known["terms"]}
    found = {name: {*terms} - {name} for name in terms}
    for name, one in known["claims"].items():
        for against in one.get("against", ()):
            found.setdefault(name, set()).add(against)
            found.setdefault(against, set()).add(name)
    return found


# Definitions


def definitions():
    """What English says a term, a heading, a page or a function is: group, name and words.

    A page says so in its first sentence, its description and its title in the navigation.
    """
    for term in facts.glossary():
        yield "terms", term.en, tidy(term.note_en)
    for one in facts.headings().values():
        yield "headings", one.id, tidy(one.en)
    for one in facts.formulas():
        if one.group:
            yield "formulas", one.id, tidy(one.en)
    for text in texts():
        lead = next((one.words for one in text.english if one.kind == "paragraph"), "")
        if source.page("en", text.where):
            yield "pages", text.where, re.split(r"(?<=[.:])\s", lead)[0]
            for one in text.english:
                if one.kind in ("title", "description"):
                    yield f"{one.kind}s", text.where, one.words
    for page in source.pages("en"):
        for name, words in ENTRY.findall(page.markdown):
            yield "functions", name, tidy(prose(words, "`", "$", "0"))
    known = configuration((ROOT / "mkdocs.yml").read_text("utf-8"))
    yield "descriptions", "site", tidy(known["site_description"])
    for title, name in leaves(known["nav"]):
        yield "navigation", name, tidy(title)


def leaves(entries):
    """The pages of a navigation that have a title in it, with that title."""
    for entry in entries:
        for title, inside in entry.items() if isinstance(entry, dict) else ():
            if isinstance(inside, list):
                yield from leaves(inside)
            else:
                yield title, inside.rpartition(".")[0]
