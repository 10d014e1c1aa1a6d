"""Read two built sites back and show where they differ, kind by kind.

    python -m tests.compare BEFORE_SITE AFTER_SITE [--allow FILE]

Whoever moves lines builds the site before and after, and sees what moved with them: words, TeX,
matrices, values, code, figures, tables, links, search entries, downloads. The line that says when
and from which commit a page was made is left out. A difference that is meant is named in FILE, a
YAML list. `kind`, `place` (as in a shell) and `lines` (a regular expression that each line of the
difference must match) narrow a rule:

    - why: Downloaded snippets say which version they are
      kind: downloads
      place: "*snippets/*.py"
      lines: "[+]# Convolution, computed"

The command fails when a difference is left that no rule names.
"""

import argparse
import difflib
import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from itertools import takewhile
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

from tests.reading import matrices, tex_of

BREAK = "\x1f"  # between two paragraphs; line breaks inside of one mean nothing
BLOCKS = "p, li, div, dt, dd, summary, details, blockquote, section, button, label, option, br"
WIDTH, LINES, PLACES = 160, 8, 3  # how much of a difference is printed


# A page. Each function takes its kind out of the article, so that one change is one difference of
# one kind; what is left at the end is prose.


@cache
def parts(html):
    """All that is on a page, in this order: kind -> texts."""
    soup = BeautifulSoup(html, "html.parser")
    for one in soup.select("p.provenance, .headerlink"):
        one.decompose()
    article = (soup.select_one("article") or soup).extract()  # a redirect has no article
    return {
        "loaded": loaded(soup),
        "head": head(soup),
        "frame": frame(soup),
        "links": [f"{words(one)} -> {one['href']}" for one in article.select("[href]")],
        "ids": [f"{one.name}#{one['id']}" for one in article.select("[id]")],
        **formulas(article),
        **figures(article),
        "values": [f"{one['value']} = {one.get_text()}" for one in take(article, "data.value")],
        **code(article),
        "tables": [row(one) for one in take(article, "tr")],
        "headings": [f"{one.name} {words(one)}" for one in take(article, "h1, h2, h3, h4, h5, h6")],
        "elements": [element(one) for one in article.find_all(True)],
        "prose": prose(article),
    }


def words(part):
    """The text of an element on one line."""
    return " ".join(part.get_text().split())


def take(article, selector, stand_in=BREAK):
    """The outermost elements that match, each replaced by a stand-in."""
    found = article.select(selector)
    inside = {id(part) for one in found for part in one.find_all(True)}
    taken = [one for one in found if id(one) not in inside]
    for one in taken:
        one.replace_with(stand_in)
    return taken


def loaded(soup):
    """Scripts and style sheets: their addresses, or what stands in the page."""
    found = take(soup, "script, style, link[rel=stylesheet]", "")
    return [one.get("src") or one.get("href") or one.get_text().strip() for one in found]


def head(soup):
    """What browsers and search engines are told."""
    return [str(one) for one in soup.select("title, meta, link")]


def frame(soup):
    """Words and links around the article: header, navigation, table of contents, footer."""
    links = [f"{words(one)} -> {one['href']}" for one in soup.body.select("[href]")]
    lines = (" ".join(line.split()) for line in soup.body.get_text("\n").split("\n"))
    return links + [line for line in lines if line]


def formulas(article):
    """TeX, the numbers of its matrices, and what KaTeX drew."""
    drawn = take(article, ".katex-display", "$$") + take(article, ".katex", "$")
    tex = [one for formula in drawn for one in tex_of(formula)]
    numbers = [json.dumps(one.tolist()) for formula in tex for one in matrices(formula)]
    return {"formulas": tex, "matrices": numbers, "drawn formulas": [str(one) for one in drawn]}


def figures(article):
    """Captions, and drawings with an element on each line."""
    captions = [words(one) for one in take(article, "figcaption")]
    drawn = [re.sub(r">\s*<", ">\n<", str(one)) for one in take(article, "svg, img")]
    return {"captions": captions, "figures": drawn}


def code(article):
    """Shown code and text results, and how many parts of each class Pygments coloured."""
    found = take(article, "pre")
    colours = [Counter(" ".join(part.get("class", [])) for part in one("span")) for one in found]
    return {
        "code": [one.get_text().rstrip("\n") for one in found],
        "colours": [", ".join(f"{n} {name}" for name, n in sorted(one.items())) for one in colours],
    }


def row(part):
    """The cells of one row of a table."""
    return " | ".join(words(cell) for cell in part.select("th, td"))


def element(part):
    """An element with its attributes, less those that are compared already."""
    kept = {name: value for name, value in part.attrs.items() if name not in ("href", "id")}
    return part.name + "".join(f" {name}={value}" for name, value in kept.items())


def prose(article):
    """The paragraphs; stand-ins show where a formula was."""
    for one in article.select(BLOCKS):
        one.insert(0, BREAK)
        one.append(BREAK)
    paragraphs = (" ".join(text.split()) for text in article.get_text().split(BREAK))
    return [text for text in paragraphs if text]


# A site


def contents(site):
    """All that is on a site: (kind, place) -> texts."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    found = {("files", "site"): sorted(files)}
    for place, path in files.items():
        if path.suffix == ".html":
            page = parts(path.read_text("utf-8"))
            found |= {(kind, place): texts for kind, texts in page.items()}
        elif path.name == "search_index.json":
            found |= search(place, json.loads(path.read_text("utf-8")))
        elif path.suffix == ".ipynb":
            found["downloads", place] = cells(json.loads(path.read_text("utf-8")))
        elif path.suffix == ".py":
            found["downloads", place] = [path.read_text("utf-8")]
        elif path.suffix == ".xml":
            found["sitemap", place] = re.findall("<loc>(.*?)</loc>", path.read_text("utf-8"))
        elif path.suffix != ".gz":  # the sitemap again
            found["other files", place] = [hashlib.sha256(path.read_bytes()).hexdigest()]
    return found


def search(place, index):
    """The entries of a search index, a tag on each line."""
    found = {("search settings", place): [json.dumps(index["config"], ensure_ascii=False)]}
    for entry in index["docs"]:
        text = f"{entry['title']}\n" + re.sub(r"(</\w+>)\s*", r"\1\n", entry["text"])
        found.setdefault(("search", f"{place} {entry['location']}"), []).append(text)
    return found


def cells(notebook):
    """The cells of a notebook as text, and its metadata."""
    keys = [key for key in notebook if key != "cells"]
    rest = json.dumps({key: notebook[key] for key in keys}, indent=1, sort_keys=True)
    return [json.dumps(one, indent=1, ensure_ascii=False) for one in notebook["cells"]] + [rest]


# Differences


@dataclass(frozen=True)
class Difference:
    """One place where two sites are not the same, as lines of a unified diff."""

    kind: str
    place: str
    lines: tuple

    def is_named_by(self, rule):
        """Whether a rule of the list of meant differences speaks of it."""
        return (
            self.kind == rule.get("kind", self.kind)
            and fnmatch(self.place, rule.get("place", "*"))
            and all(re.match(rule.get("lines", ""), line) for line in self.lines)
        )


def differences(before, after):
    """Every difference between the contents of two sites; a file of one alone is one."""
    single = set(before["files", "site"]) ^ set(after["files", "site"])
    for kind, place in sorted(before.keys() | after.keys()):
        old, new = before.get((kind, place)), after.get((kind, place))
        if place in single:
            continue
        if old is None or new is None:
            yield Difference(kind, place, ("+ only after" if old is None else "- only before",))
        elif old != new:
            yield from (Difference(kind, place, lines) for lines in hunks(old, new))


def hunks(old, new):
    """The lines that went and came, place by place; as many as went are compared one by one."""
    old, new = ("\n".join(texts).split("\n") for texts in (old, new))
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = [f"-{line}" for line in old[a:b]], [f"+{line}" for line in new[c:d]]
        if tag == "replace" and len(gone) == len(come):
            yield from zip(gone, come)
        elif tag != "equal":
            yield (*gone, *come)


def shown(lines):
    """The lines of a difference, cut; one long line is cut to where it differs."""
    start = max(0, common(*lines) - WIDTH // 4) if len(lines) == 2 else 0
    for line in lines[:LINES]:
        text = line[1:][start : start + WIDTH]
        yield f"  {line[0]}{'…' if start else ''}{text}{'…' if line[1:][start:] != text else ''}"
    if len(lines) > LINES:
        yield f"  … and {len(lines) - LINES} lines more"


def common(old, new):
    """How many characters two lines of a difference begin with, their sign apart."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old[1:], new[1:]))))


def report(before, after, found, rules):
    """Print what was compared and what differs; return the differences that no rule names."""
    meant, left = Counter(), defaultdict(list)
    for one in found:
        rule = next((rule for rule in rules if one.is_named_by(rule)), None)
        if rule:
            meant[rule["why"]] += 1
        else:
            left[one.kind, one.lines].append(one.place)
    print_counts(before, found)
    for rule in rules:
        print(f"meant, {meant[rule['why']]} times: {rule['why']}")
    for (kind, lines), places in left.items():
        named = list(dict.fromkeys(places))
        more = f" and {len(named) - PLACES} places more" if len(named) > PLACES else ""
        print(f"\n{kind}: {', '.join(named[:PLACES])}{more}", *shown(lines), sep="\n")
    count = sum(map(len, left.values()))
    pages = {place for _, place in before if place.endswith(".html")}
    print(f"\n{len(pages)} pages compared; differences not meant: {count}")
    return left


def print_counts(before, found):
    """One line for each kind: how many were compared, and how many differ."""
    compared, differ = Counter(), Counter(one.kind for one in found)
    for (kind, _), texts in before.items():
        compared[kind] += len(texts)
    for kind in sorted(compared | differ):
        print(f"{kind:>16}: {compared[kind]:>7,} compared, {differ[kind]:>5,} differences")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.compare")
    parser.add_argument("before", type=Path, help="the site built before the change")
    parser.add_argument("after", type=Path, help="the site built after it")
    parser.add_argument("--allow", type=Path, help="a YAML list of the differences that are meant")
    asked = parser.parse_args(arguments)
    for site in (asked.before, asked.after):
        if not (site / "index.html").is_file():
            parser.error(f"{site} holds no built site")
    rules = yaml.safe_load(asked.allow.read_text("utf-8")) if asked.allow else []
    before, after = contents(asked.before), contents(asked.after)
    return 1 if report(before, after, list(differences(before, after)), rules) else 0


if __name__ == "__main__":
    raise SystemExit(main())
