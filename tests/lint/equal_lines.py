"""What a page and its twin still have in common, line by line, each line under its kind.

`python -m tests.lint.equal_lines` prints the counts over all pages.
"""

from collections import Counter

from tests.source import FRONT_MATTER, names, page

KINDS = {
    "front matter": (),
    "fence with its id": ("```",),
    "documentation of a snippet": (":::", "options:", "members:"),
    "command for a shell": ("python ",),
    "name of a file as the title": ("# ",),
    "HTML": ("<",),
    "list of all questions": ("[[questions]]",),
}
OTHER = "other"


def equal_lines(english, chinese):
    """Kind and text of every line of a Chinese page that stands in the English one too."""
    front = FRONT_MATTER.match(chinese)
    header = len(front[0].split("\n")) - 1 if front else 0
    theirs = {line.strip() for line in english.split("\n")}
    for number, line in enumerate(chinese.split("\n")):
        text = line.strip()
        if text.strip("#") and text in theirs:
            yield ("front matter" if number < header else kind_of(text)), text


def kind_of(text):
    """The kind of a line below the front matter."""
    return next((kind for kind, starts in KINDS.items() if text.startswith(starts)), OTHER)


def main():
    counts, total = Counter(), 0
    for name in names("zh"):
        chinese = page("zh", name).text
        total += sum(bool(line.strip()) for line in chinese.split("\n"))
        counts.update(kind for kind, _ in equal_lines(page("en", name).text, chinese))
    for kind, count in counts.most_common():
        print(f"{count:>5}  {kind}")
    print(f"{counts.total():>5}  of {total} lines of the Chinese pages that are not blank")


if __name__ == "__main__":
    main()
