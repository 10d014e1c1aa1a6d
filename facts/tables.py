"""The tables of this folder, read anew at every call: a saved file is seen by the next reader."""

import functools
import hashlib
import itertools
import re
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

FOLDER = Path(__file__).resolve().parent
# The parser in C takes a tenth of the time; both are safe, and packages for some systems lack it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KEPT = 32  # tables as they stand or stood, parsed once for all readers
ADDRESS = re.compile(r"/(?:[\w-]+/)*(?:#[\w.-]+)?")
LINES = ("solid", "double", "wavy", "dotted", "dashed")
SLOT = "{}"  # where a value stands in a phrase
CELLS = ("", "hatched", "struck")
KINDS: dict[object, str] = {
    str: "a text",
    int: "an integer",
    float: "a number with decimals",
    tuple[str, ...]: "a list of texts",
}


class FactError(ValueError):
    """A table that cannot be used; the message says which line, and what would be right."""


@dataclass(frozen=True)
class Role:
    """What a number is for: input, kernel and so on. facts/roles.yml explains the fields."""

    name: str
    macro: str
    light: str
    dark: str
    line: str
    cell: str = ""
    letter: str = ""

    def __post_init__(self) -> None:
        """Refuse what TeX or a style sheet could not use."""
        forms = {"name": "[a-z]+", "macro": "[A-Z][a-z]+", "letter": "[a-z]?"}
        forms |= dict.fromkeys(("light", "dark"), "#[0-9a-f]{6}")
        forms |= {"line": "|".join(LINES), "cell": "|".join(CELLS)}
        for field, form in forms.items():
            value = getattr(self, field)
            if not re.fullmatch(form, value):
                raise FactError(f"{field} must be {form}, got {value!r}")


@dataclass(frozen=True)
class Term:
    """One concept, its name in each language, and what else a reader may call it."""

    en: str
    zh: str
    note_en: str
    note_zh: str
    also_en: tuple[str, ...] = ()
    also_zh: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """On how many cases a test compared some functions with something else."""

    functions: tuple[str, ...]
    how: str
    cases: int


@dataclass(frozen=True)
class Told:
    """How many lies of a kind were told on purpose, and how many of them a check noticed.

    `later` are those that passed when they were told, and that a check made since notices;
    `harmless` those that change nothing, as a person judged.
    """

    en: str
    zh: str
    planted: int
    noticed: int
    later: int
    harmless: int
    date: str
    python: str
    torch: str


@dataclass(frozen=True)
class Changed:
    """A number of a page that is another one than in the last released version."""

    page: str
    place: str
    before: str
    after: str


def sealed(row: dict[str, Any]) -> str:
    """What a script writes beside the numbers that it measured, so that no hand changes one."""
    rest = sorted((name, value) for name, value in row.items() if name != "seal")
    return hashlib.sha256(repr(rest).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Speed:
    """How long a way to compute a convolution took, as a part of what PyTorch's own one took."""

    way: str
    channels: int
    size: int
    kernel: int
    ratio: float
    date: str
    python: str
    numpy: str
    torch: str
    machine: str
    cores: int
    threads: int
    seal: str

    def __post_init__(self) -> None:
        """Refuse what was not measured, and what nobody could look up."""
        numbers = ("channels", "size", "kernel", "ratio", "cores", "threads")
        for name in numbers:
            if getattr(self, name) <= 0:
                raise FactError(f"{name} must be positive, got {getattr(self, name)!r}")
        _check_measured(self)


@dataclass(frozen=True)
class Elsewhere:
    """What check_here.py said with another release of PyTorch."""

    torch: str
    numpy: str
    python: str
    date: str
    cases: int
    hold: tuple[str, ...]
    differ: tuple[str, ...]
    not_tried: tuple[str, ...]
    same_texts: tuple[str, ...]
    other_texts: tuple[str, ...]
    seal: str

    def __post_init__(self) -> None:
        """Refuse what was not measured, and what nobody could look up."""
        _check_measured(self)


def _check_measured(row: Speed | Elsewhere) -> None:
    """Refuse a record without its date and versions, or one that a hand changed."""
    forms = {"date": r"\d{4}-\d\d-\d\d"}
    forms |= dict.fromkeys(("python", "numpy", "torch"), r"\d+(\.\d+)+\w*")
    for name, form in forms.items():
        if not re.fullmatch(form, getattr(row, name)):
            raise FactError(f"{name} must be {form}, got {getattr(row, name)!r}")
    if row.seal != sealed(asdict(row)):
        raise FactError("seal does not fit the other fields, which a script measured")


@dataclass(frozen=True)
class Formula:
    """A function that computes a formula; facts/formulas.yml explains the fields."""

    id: str
    function: str
    symbol: str = ""
    left: str = ""
    given: tuple[str, ...] = ()
    quoted: str = ""
    group: str = ""
    en: str = ""
    zh: str = ""
    where: tuple[str, ...] = ()
    derived: str = ""

    def __post_init__(self) -> None:
        """Refuse what names no function and no values, and what is said in one language alone."""
        words = "[a-z]+(-[a-z]+)*"
        forms = {"id": words, "group": f"({words})?", "derived": r"([\w/-]+(#[\w.-]+)?)?"}
        forms |= {"function": r"([\w-]+/)*[\w-]+\.\w+(:\w+)?"}
        for name, form in forms.items():
            if not re.fullmatch(form, getattr(self, name)):
                raise FactError(f"{name} must be {form}, got {getattr(self, name)!r}")
        for one in self.given:
            if not re.fullmatch(r"\w+ = \d+", one):
                raise FactError(f"given must say such as 'd = 1', got {one!r}")
        if self.symbol and self.left:
            raise FactError(f"the left side is symbol or left, and {self.id} has both")
        sheet = ("group", "en", "zh", "derived")
        if len({bool(getattr(self, name)) for name in sheet}) > 1:
            raise FactError(f"{', '.join(sheet)} must stand all, or none, and {self.id} has some")

    @property
    def values(self) -> dict[str, int]:
        """What is given, by name."""
        pairs = (one.split(" = ") for one in self.given)
        return {name: int(value) for name, value in pairs}


@dataclass(frozen=True)
class Counted:
    """What the words around a value must say of it; facts/counted.yml explains the fields."""

    name: str
    en: tuple[str, ...]
    zh: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse what would say nothing, or not the same in both languages."""
        if not re.fullmatch("[a-z]+(_[a-z]+)*", self.name):
            raise FactError(f"name must be [a-z]+(_[a-z]+)*, got {self.name!r}")
        for phrases in (self.en, self.zh):
            wrong = [one for one in phrases if not one.replace(SLOT, "").strip()]
            if wrong or not phrases or any(one.count(SLOT) > 1 for one in phrases):
                raise FactError(f"a phrase has words, and one {SLOT} at most, got {phrases!r}")
        if any(SLOT in one for one in self.en) != any(SLOT in one for one in self.zh):
            raise FactError(f"a phrase with {SLOT} must stand in both languages")

    def around(self, language: str) -> list[tuple[str, str]]:
        """What may stand before and after a value of this name."""
        halves = (one.partition(SLOT) for one in self.phrases(language) if SLOT in one)
        return [(before, after) for before, _, after in halves]

    def words(self, language: str) -> list[str]:
        """What says elsewhere in a sentence which value it is."""
        return [one for one in self.phrases(language) if SLOT not in one]

    def phrases(self, language: str) -> tuple[str, ...]:
        """All phrases in one language."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class Heading:
    """What stands over a column or a picture, or in a cell of a table, in both languages."""

    id: str
    en: str
    zh: str

    def __post_init__(self) -> None:
        """Refuse what code could not name."""
        if not re.fullmatch("[a-z]+(_[a-z]+)*", self.id):
            raise FactError(f"id must be [a-z]+(_[a-z]+)*, got {self.id!r}")


@dataclass(frozen=True)
class Symbol:
    """What a letter of the formulas means; facts/symbols.yml explains the fields."""

    symbol: str
    en: str
    zh: str
    note_en: str
    note_zh: str
    unit_en: str = ""
    unit_zh: str = ""
    range: str = ""
    beside_en: tuple[str, ...] = ()
    beside_zh: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no formula can hold, and what one language alone would say."""
        if not re.fullmatch("op|[A-Za-z]'?(_[a-z]+)?", self.symbol):
            raise FactError(f"symbol must be a letter, as k, p' or C_in, got {self.symbol!r}")
        for name in ("unit", "beside"):
            if bool(getattr(self, f"{name}_en")) != bool(getattr(self, f"{name}_zh")):
                raise FactError(f"{name}_en and {name}_zh must stand both, or neither")
        wrong = [one for one in self.beside_en + self.beside_zh if one.count(SLOT) != 1]
        if wrong:
            raise FactError(f"what stands beside has one {SLOT}, got {wrong[0]!r}")


Row = TypeVar(
    "Row", Role, Term, Count, Told, Changed, Speed, Elsewhere, Formula, Counted, Heading, Symbol
)


def roles() -> tuple[Role, ...]:
    """The roles of facts/roles.yml, in order."""
    found = _table("roles.yml", Role)
    for field in ("name", "macro", "letter"):
        taken = [getattr(role, field) for role in found if getattr(role, field)]
        for value in taken:
            if taken.count(value) > 1:
                raise FactError(f"facts/roles.yml: two roles have the {field} {value!r}.")
    return found


def glossary() -> tuple[Term, ...]:
    """The terms of facts/glossary.yml, in order."""
    return _table("glossary.yml", Term)


def counts() -> tuple[Count, ...]:
    """The records of facts/counts.json, which the tests write."""
    return _table("counts.json", Count)


def lies() -> tuple[Told, ...]:
    """The records of facts/lies.json, which `make lies` writes."""
    return _table("lies.json", Told)


def changed() -> tuple[Changed, ...]:
    """The records of facts/changed.json, which `make snapshots` writes."""
    return _table("changed.json", Changed)


def speeds() -> tuple[Speed, ...]:
    """The records of facts/speed.json, which benchmarks/fast_algorithms.py writes."""
    return _table("speed.json", Speed)


def elsewhere() -> tuple[Elsewhere, ...]:
    """The records of facts/checked_here.json, which tools/checked_here.py writes."""
    return _table("checked_here.json", Elsewhere)


def formulas() -> tuple[Formula, ...]:
    """The formulas of facts/formulas.yml, in order."""
    return _table("formulas.yml", Formula)


def counted() -> tuple[Counted, ...]:
    """What is said around the values of facts/counted.yml, in order."""
    found = _table("counted.yml", Counted)
    _check_once(tuple(one.name for one in found), "facts/counted.yml has the name")
    return found


def headings() -> dict[str, Heading]:
    """The headings of facts/headings.yml, by id."""
    found = _table("headings.yml", Heading)
    _check_once(tuple(one.id for one in found), "facts/headings.yml has the id")
    return {one.id: one for one in found}


def symbols() -> tuple[Symbol, ...]:
    """The letters of facts/symbols.yml, in order; one may mean two things on different pages."""
    found = _table("symbols.yml", Symbol)
    for one, other in itertools.combinations(found, 2):
        apart = one.pages and other.pages and not set(one.pages) & set(other.pages)
        if one.symbol == other.symbol and not apart:
            raise FactError(f"facts/symbols.yml has {one.symbol!r} twice, on the same pages.")
    return found


def moved() -> dict[str, str]:
    """The addresses of facts/moved.yml that moved, each with the one where it went."""
    table = _parsed((FOLDER / "moved.yml").read_text(encoding="utf-8"), "facts/moved.yml") or {}
    if not isinstance(table, dict):
        raise FactError("facts/moved.yml must say `old: new`, one address a line.")
    for address in (*table, *table.values()):
        if not isinstance(address, str) or not ADDRESS.fullmatch(address):
            raise FactError(
                f"facts/moved.yml: {address!r} must be an address such as /learn/old/ or "
                "/learn/old/#part, without a language."
            )
    return table


def asked() -> dict[str, dict[str, str]]:
    """The words in which people ask for what stands at a place, in each language."""
    table = _parsed((FOLDER / "asked.yml").read_text(encoding="utf-8"), "facts/asked.yml") or {}
    for place, words in table.items() if isinstance(table, dict) else [("", table)]:
        languages = sorted(words) if isinstance(words, dict) else words
        if languages != ["en", "zh"] or not all(isinstance(one, str) for one in words.values()):
            raise FactError(
                f"facts/asked.yml, {place!r}: must be a place such as faq/padding#which-side, and "
                f"below it the words of `en` and `zh`, got {words!r}."
            )
    return table


def without_roles(tex: str) -> str:
    r"""TeX in which \Input{x} is {x}, for readers who do not know our macros."""
    macros = "|".join(role.macro for role in roles())
    return re.sub(rf"\\(?:{macros})(?![A-Za-z])", "", tex)


@functools.lru_cache
def _check_once(names: tuple[str, ...], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise FactError(f"{where} {name!r} twice.")


def _table(name: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of a table, once each has all fields that it needs and no other."""
    # The file is read at each call, which is how the engine knows what a page depends on.
    kind: Any = row  # a class can be hashed, which the types of its instances do not say
    text = (FOLDER / name).read_text(encoding="utf-8")
    found: tuple[Row, ...] = _rows(text, f"facts/{name}", kind)
    return found


@functools.lru_cache(maxsize=KEPT)
def _rows(text: str, where: str, row: Any) -> Any:
    entries = _parsed(text, where)
    if not isinstance(entries, list):
        raise FactError(f"{where} must be a list, one entry for each line of the table.")
    return tuple(_row(one, f"{where}, entry {n}", row) for n, one in enumerate(entries, 1))


@functools.lru_cache(maxsize=KEPT)
def _parsed(text: str, where: str) -> Any:
    """What a table holds, which nobody may change; JSON is YAML too."""
    try:
        return yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise FactError(f"{where} is no YAML: {' '.join(str(error).split())}.") from None


def _row(entry: Any, where: str, row: type[Row]) -> Row:
    """One row of a table."""
    if not isinstance(entry, dict):
        raise FactError(f"{where} must name its fields, got {entry!r}.")
    known = {field.name: field for field in fields(row)}
    needed = {name for name, field in known.items() if field.default is MISSING}
    missing, unknown = sorted(needed - entry.keys()), sorted(map(str, entry.keys() - known.keys()))
    if missing or unknown:
        wrong = f"lacks {', '.join(missing)}" if missing else f"has unknown {', '.join(unknown)}"
        raise FactError(f"{where} {wrong}; its fields are {', '.join(known)}.")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    for name, value in values.items():
        kind = known[name].type
        if not _fits(value, kind):
            raise FactError(f"{where}: {name} must be {KINDS[kind]}, got {entry[name]!r}.")
    try:
        return row(**values)
    except FactError as error:
        raise FactError(f"{where}: {error}.") from None


def _fits(value: object, kind: Any) -> bool:
    """Whether a value has the type of its field."""
    if isinstance(value, tuple):
        return kind == tuple[str, ...] and all(isinstance(one, str) for one in value)
    return type(value) is kind
