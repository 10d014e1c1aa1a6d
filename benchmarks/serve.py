"""From a save to the served page, with all pages: python -m benchmarks.serve [--saves N].

Starts `mkdocs serve` on a copy of the project, saves one file after the other, and asks for the
page in view until it says what was saved. What is not in view follows: `all` says after how many
seconds the index of search is served, which is made of all pages; the next file is saved after
that. Up to 0.2 seconds pass until the server looks for saved files, so that the best of several
rounds is printed; on a busy machine only the seconds of the CPU can be compared. With --saves, a
page is saved so many times more, and a snippet now and then, and the server's memory printed. Exits
with 1 if a save takes longer than its limit.
"""

import argparse
import itertools
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.engine import test_serve
from tests.project import copy, edit

PATIENCE = 120
SEARCH = "search/search_index.json"
test_serve.PATIENCE = 900  # a busy machine takes long to start
ENGLISH, CHINESE = "learn/channels-and-groups", "zh/learn/channels-and-groups"
# What is saved: the file, its end or a place in it, what is put there, the page in view, and how
# many seconds it may take. {} is a number that nobody saw before.
SAVES = {
    "a page": (f"docs/en/{ENGLISH}.md", "", "\n\nSaved {}.\n", f"{ENGLISH}/", 1.0),
    "a Chinese page": (f"docs/zh/{ENGLISH}.md", "", "\n\n改了 {}。\n", f"{CHINESE}/", 1.0),
    "a snippet": ("snippets/conv.py", '"""', '"""{} ', "reference/snippets/conv/", 2.0),
    "what a lab uses": (
        "snippets/conv.py",
        "# --8<-- [start:window]\n",
        "# --8<-- [start:window]\n# {}\n",
        "labs/the-article/",
        3.5,
    ),
    "a fact": ("facts/headings.yml", "id: axes, en: ", "id: axes, en: {} ", f"{ENGLISH}/", 2.0),
    "a style sheet": ("overrides/assets/site.css", "", "\n/* {} */\n", "assets/site.css", 1.0),
}


class Author:
    """Who saves files of a copy, looks at pages, and never writes the same number twice."""

    def __init__(self, root, server):
        """Begin where no page is."""
        self.root, self.server = root, server
        self.numbers = itertools.count(770_001)
        self.process = psutil.Process(server.process.pid)

    def save(self, file, place, text, address):
        """Save a file; the seconds until its page is served anew, those of the CPU, and for all."""
        word = str(next(self.numbers))
        before, begin = sum(self.process.cpu_times()[:2]), time.monotonic()
        more = text.format(word)
        edit(
            self.root / file,
            lambda old: old.replace(place, more, 1) if place else old.rstrip() + more,
        )
        while word not in self.seen(address):
            if time.monotonic() - begin > PATIENCE:
                sys.exit(f"{file} was saved, and {address} never said so.")
            time.sleep(0.02)
        waited, cpu = time.monotonic() - begin, sum(self.process.cpu_times()[:2]) - before
        self.seen(SEARCH)
        return waited, cpu, time.monotonic() - begin

    def seen(self, address):
        """What is served."""
        try:
            return self.server.page(address)
        except OSError:  # while the site is being written
            return ""

    def memory(self):
        """What the server holds, in megabytes."""
        return self.process.memory_info().rss / 2**20


def measure(author, rounds):
    """Save each kind of file by turns, and print the best times; whether the limits hold."""
    print(f"{'saved':16}{'seconds':>9}{'CPU':>7}{'at most':>9}{'all':>7}")
    right = True
    for name, (*save, most) in SAVES.items():
        author.save(*save)  # the first one makes what the next ones know
        times = [author.save(*save) for _ in range(rounds)]
        waited, cpu, everything = (min(one) for one in zip(*times, strict=True))
        right &= waited <= most
        print(f"{name:16}{waited:9.2f}{cpu:7.2f}{most:9.1f}{everything:7.2f}", flush=True)
    return right


def grow(author, saves):
    """Save a page many times and a snippet now and then, and print what the server holds."""
    step = max(1, saves // 8)
    for number in range(saves + 1):
        if number % step == 0:
            print(f"after {number:4} saves {author.memory():7.0f} MB", flush=True)
        name = "a snippet" if number % 10 == 9 else "a page"
        author.save(*SAVES[name][:-1])


def main():
    """Print the times, and the memory where it is asked for; 0 if the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--saves", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder) / "copy")
        server = test_serve.Server(root)
        try:
            server.wait_for("Serving on")
            author = Author(root, server)
            right = measure(author, options.rounds)
            if options.saves:
                grow(author, options.saves)
        finally:
            server.stop()
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
