"""The search of the built site, as readers have it: Material's own worker, run by V8."""

import json
from importlib.resources import files

from py_mini_racer import MiniRacer

from engine import scripts

SCRIPTS = files("material") / "templates" / "assets" / "javascripts"
# What a worker finds around itself in a browser.
WORKER = """
var self = globalThis, console = { warn() {}, log() {}, error() {} }, answers = [], listener;
function addEventListener(_, listen) { listener = listen; }
function postMessage(answer) { answers.push(answer); }
function importScripts(...urls) {
  for (const url of urls) (0, eval)(languages[url.split("/").pop()]);
}
function tell(type, data) { answers.length = 0; listener({ data: { type, data } }); }
"""
SETUP, QUERY = 0, 2


class Search:
    """One language of a site, asked as often as you like."""

    def __init__(self, site, language):
        folder = site / ("" if language == "en" else language) / "search"
        index = json.loads((folder / "search_index.json").read_text("utf-8"))
        self.entries = index["docs"]
        self.v8 = MiniRacer()
        parts = [*(SCRIPTS / "lunr").iterdir(), *(SCRIPTS / "lunr" / "min").iterdir()]
        known = {path.name: path.read_text("utf-8") for path in parts if path.is_file()}
        (worker,) = (one for one in (SCRIPTS / "workers").iterdir() if one.name.endswith(".js"))
        for script in (
            f"var languages = {json.dumps(known)};{WORKER}",
            worker.read_text("utf-8"),
            scripts.bundle("search").read_text("utf-8"),
        ):
            self.v8.eval(script)
        self.tell(SETUP, {**index, "options": {"suggest": False}})

    def tell(self, kind, data):
        self.v8.eval(f"tell({kind}, {json.dumps(data)})")
        return json.loads(self.v8.eval("JSON.stringify(answers[0] ?? null)"))

    def ask(self, typed):
        """What our script makes of what was typed."""
        return self.v8.eval(f"Search.ask({json.dumps(typed)})")

    def found(self, typed):
        """The groups of what was found, a page each, the best first."""
        return self.tell(QUERY, self.ask(typed))["data"]["items"]

    def links(self, typed):
        """The places that a reader sees, from the top; what is folded is not among them.

        A page comes before its sections, and a section is shown where none of its page is better.
        """
        shown = []
        for group in self.found(typed):
            page = next(one for one in group if "#" not in one["location"])
            best = [one for one in group if one is not page and one["score"] >= group[0]["score"]]
            shown += [place(one["location"]) for one in (page, *best)]
        return shown

    def close(self):
        self.v8.close()


def place(location):
    """An address of the index as facts/asked.yml and queries.yml write it."""
    page, _, anchor = location.partition("#")
    page = page.rstrip("/") or "index"
    return f"{page}#{anchor}" if anchor else page
