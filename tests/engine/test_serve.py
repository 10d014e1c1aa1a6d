"""`mkdocs serve`: a save is on the served page after one rebuild, in both languages."""

import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.project import LANGUAGES, ROOT, copy, edit, environment, small_copy, write

BLOCK = """

```python exec="quote" id="saved"
from saved import answer

a_value = answer()
print(f"computed {a_value}")
```
"""
CHINESE = """

```python id="saved"
```

typed one
"""
# It takes as long as a test wants.
WAITS = """

```python exec="quote" id="waits"
import time
from pathlib import Path

from saved import answer

while Path("hold").exists():
    time.sleep(0.05)
print(f"later {answer()}")
```
"""
CHINESE_WAITS = """

```python id="waits"
```
"""
LAB = """# %% [markdown]
# # Lab {{ #lab }}

# %%
import time
from pathlib import Path

# --8<-- "saved.py"
while Path({hold!r}).exists():
    time.sleep(0.05)
answer() + 10_000
"""
SNIPPET = "def answer():\n    return 2000 + 1\n"
TITLE = "# Words { #words }\n"
PAGE = "learn/convolution"
# A page of which the navigation says what it calls itself, and one of its neighbours.
UNTITLED = "howto/double-or-halve", "howto/odd-size-back"
UNTITLED_OF_FEW = "reference/glossary", "reference/cases"
LAB_RAN = "execute=True"  # as mkdocs-jupyter logs it
PATIENCE = 180  # seconds; many times what a start takes where little else runs
SLOW = 15  # seconds; about one on a quiet machine


class Server:
    """`mkdocs serve` of one folder, what it logs, and what it serves."""

    def __init__(self, root):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = ["-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=root,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines = queue.Queue()
        self.log = []
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def wait_for(self, words):
        """Read the log up to a line with these words."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=0.2)
            except queue.Empty:
                if self.process.poll() is None:
                    continue
                break
            self.log.append(line)
            if words in line:
                return line
        pytest.fail(f"`mkdocs serve` never said {words!r}:\n" + "\n".join(self.log), pytrace=False)
        return None

    def page(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=30) as answer:
            return answer.read().decode("utf-8")

    def stop(self):
        # As Ctrl-C does, so that MkDocs takes its temporary site away.
        self.process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.listener.join(20)  # it reads to the end, and only then may its file be closed
        self.process.stdout.close()


def few_pages(root):
    """A copy with the pages that the tests below save or read."""
    small_copy(root, TITLE, lab=LAB.format(hold=str(root / "hold")))
    for language in LANGUAGES:
        docs = root / "docs" / language
        write(docs / f"{PAGE}.md", TITLE)
        write(docs / "reference" / "cases.md", TITLE)
        shutil.copy(ROOT / "docs" / language / "reference" / "glossary.md", docs / "reference")
    return root


@pytest.fixture(scope="module", params=[few_pages, pytest.param(copy, marks=pytest.mark.audit)])
def project(request, tmp_path_factory):
    root = request.param(tmp_path_factory.mktemp("serve") / "copy")
    write(root / "snippets" / "saved.py", SNIPPET)
    for language, more in (("en", BLOCK), ("zh", CHINESE)):
        edit(root / "docs" / language / f"{PAGE}.md", lambda text: text + more)  # noqa: B023
    for language, more in (("en", WAITS), ("zh", CHINESE_WAITS)):
        cases = root / "docs" / language / "reference" / "cases.md"
        edit(cases, lambda text: text + more)  # noqa: B023
    return root


@pytest.fixture(scope="module")
def server(project):
    one = Server(project)
    try:
        one.wait_for("Serving on")
        yield one
    finally:
        one.stop()


def saved(server, path, change, words):
    """Save a file that a page in view depends on, and return how long it takes to be served."""
    server.page(f"zh/{PAGE}/")
    start = time.monotonic()
    edit(path, change)
    seen(server, f"zh/{PAGE}/", words)
    served = time.monotonic() - start
    # Not "Documentation built in": MkDocs says the same sentence only once, and times repeat.
    server.wait_for("Reloading browsers")
    return served


CHANGES = [
    ("docs/zh/learn/convolution.md", "typed one", "typed two", "typed two"),
    ("docs/en/learn/convolution.md", "computed {a_value}", "it is {a_value}", "it is 2001"),
    ("snippets/saved.py", "2000 + 1", "2000 + 2", "it is 2002"),
]


def test_both_languages_are_served(server):
    for path in ("learn/convolution/", "zh/learn/convolution/"):
        assert "computed 2001" in server.page(path)
    assert "typed one" in server.page("zh/learn/convolution/")


def test_a_served_page_may_run_what_reloads_it(server):
    """MkDocs puts that script in when it answers, so that no policy of ours could name it."""
    page = server.page("learn/convolution/")
    assert "livereload" in page
    assert "Content-Security-Policy" not in page


@pytest.mark.parametrize(("file", "old", "new", "words"), CHANGES, ids=["words", "code", "snippet"])
def test_a_save_is_served(server, project, file, old, new, words):
    waited = saved(server, project / file, lambda text: text.replace(old, new), words)
    assert words in server.page("zh/search/search_index.json"), "search does not know the new words"
    print(f"{file}: served {waited:.1f} s after the save")
    assert waited < SLOW, f"a save of {file} is served after {waited:.1f} s"


def becomes(server, path, words):
    """Ask for a page until it holds some words, and let the rebuild end."""
    seen(server, path, words)
    server.wait_for("Reloading browsers")


def seen(server, path, words):
    """Ask for a page until it holds some words."""
    end = time.monotonic() + PATIENCE
    while words not in server.page(path):
        assert time.monotonic() < end, f"{words!r} is not on {path}"
        time.sleep(0.1)


def test_what_is_looked_at_comes_first_and_nothing_old_meanwhile(server, project):
    """Who asks for what takes longer, or for what is made of all pages, waits for the new one."""
    pages = [f"{PAGE}/", f"zh/{PAGE}/"]
    for page in pages:
        server.page(page)
    hold = project / "hold"
    hold.touch()
    edit(project / "snippets" / "saved.py", lambda text: text.replace("2000 + 2", "2000 + 5"))
    for page in pages:
        seen(server, page, "2005")
    later = {
        "reference/cases/": "later 2005",
        "zh/reference/cases/": "later 2005",
        "reference/cases/index.html.md": "later 2005",
        "code/learn/convolution.py": "2000 + 5",
        "search/search_index.json": "later 2005",
    }
    if (project / "docs" / "en" / "labs" / "lab.py").exists():
        later |= {"labs/lab/": "12005", "labs/lab.ipynb": "12005"}
    with ThreadPoolExecutor() as browsers:
        asked = {path: browsers.submit(server.page, path) for path in later}
        time.sleep(1)
        early = {path for path, one in asked.items() if one.done()}
        hold.unlink()
        for path, one in asked.items():
            assert later[path] in one.result(PATIENCE), f"{path} shows something else"
    assert not early, "it was served while it was not there yet"
    server.wait_for("Reloading browsers")


def test_a_page_is_made_again_when_only_its_neighbours_say_something_else(server, project):
    """Its navigation has their titles; its values and its own words are what they were."""
    renamed, page = UNTITLED
    if not (project / "docs" / "en" / f"{renamed}.md").exists():
        renamed, page = UNTITLED_OF_FEW
    server.page(f"{page}/")
    source = project / "docs" / "en" / f"{renamed}.md"
    edit(source, lambda text: re.sub(r"^# .*", "# Renamed", text, count=1, flags=re.MULTILINE))
    becomes(server, f"{page}/", "Renamed")


def test_what_a_page_says_of_itself_is_served(server, project):
    """Its description, its label in the table of contents, and an anchor that moved to it."""
    page = project / "docs" / "en" / f"{PAGE}.md"
    edit(page, lambda text: f"---\ndescription: Said anew.\n---\n{text}")
    becomes(server, f"{PAGE}/", 'content="Said anew."')
    edit(page, lambda text: text + '\n## Long words { #long data-toc-label="Short" }\n')
    becomes(server, f"{PAGE}/", "Short")
    edit(page, lambda text: text.replace('"Short"', '"Shorter"'))
    becomes(server, f"{PAGE}/", "Shorter")
    chinese = project / "docs" / "zh" / f"{PAGE}.md"
    edit(chinese, lambda text: text + "\n## 长词 { #long }\n")
    becomes(server, f"zh/{PAGE}/", "长词")
    moved = project / "facts" / "moved.yml"
    edit(moved, lambda text: f"{text}/learn/convolution/#once: /learn/convolution/#long\n")
    becomes(server, f"{PAGE}/", 'id="once"')


def test_a_save_runs_only_the_labs_that_depend_on_it(server, project):
    lab = project / "docs" / "en" / "labs" / "lab.py"
    if not lab.exists():
        lab = project / "docs" / "en" / "labs" / "the-article.py"
    text = "\n\nSaved.\n"
    for path in (f"docs/en/{PAGE}.md", f"docs/zh/{PAGE}.md", "docs/en/reference/glossary.md"):
        ran = runs_of_labs(server)
        edit(project / path, lambda old: old + text)
        server.wait_for("Reloading browsers")
        assert runs_of_labs(server) == ran, f"a save of {path} ran a lab"
    edit(lab, lambda old: old.replace("# %%\n", "# %%\n# Saved.\n", 1))
    server.wait_for("Reloading browsers")
    assert runs_of_labs(server) == ran + 1


def runs_of_labs(server):
    """How often a lab ran since the server began."""
    return sum(LAB_RAN in line for line in server.log)


def test_a_new_template_is_on_pages_that_did_not_change(server, project):
    old, new = '<p class="provenance">', '<p class="provenance" id="saved">'
    edit(project / "overrides" / "main.html", lambda text: text.replace(old, new))
    server.wait_for("Detected file changes")
    server.wait_for("Reloading browsers")
    for path in ("", "zh/reference/glossary/"):
        assert new in server.page(path)


def test_saved_facts_are_served(server, project):
    """A role's colour, and a term of the glossary in its page and in the search dictionary."""
    facts = project / "facts"
    edit(facts / "roles.yml", lambda text: text.replace("#0b57a4", "#0b57a5"))
    edit(facts / "glossary.yml", lambda text: text.replace("zh: 感受野", "zh: 感受范围"))
    server.wait_for("Detected file changes")
    server.wait_for("Reloading browsers")
    assert "--role-input: #0b57a5;" in server.page("assets/roles.css")
    assert "感受范围" in server.page("zh/reference/glossary/")
    found = json.loads(server.page("zh/search/search_index.json"))["docs"]
    assert any("\u200b感受范围\u200b" in one["text"] for one in found)


def test_a_mistake_does_not_end_the_server(server, project):
    """The page that fails says so in the log; the next save mends it, in both languages."""
    page = project / "docs" / "en" / "learn" / "convolution.md"
    edit(page, lambda text: text.replace("a_value = answer()", "a_value = 0 / 0"))
    server.wait_for("ZeroDivisionError")
    server.wait_for("An error happened during the rebuild")
    edit(page, lambda text: text.replace("a_value = 0 / 0", "a_value = answer() + 1"))
    server.wait_for("Reloading browsers")
    for path in ("learn/convolution/", "zh/learn/convolution/"):
        assert "it is 2006" in server.page(path)


def test_a_warning_comes_back_until_it_is_mended(server, project):
    """A page with a broken link is not remembered as good when another page is saved."""
    page, other = (
        project / "docs" / "zh" / "reference" / name for name in ("glossary.md", "cases.md")
    )
    edit(page, lambda text: text + "\n[x](nowhere.md)\n")
    server.wait_for("nowhere.md")
    server.wait_for("An error happened during the rebuild")
    edit(other, lambda text: text + "\n")
    server.wait_for("nowhere.md")
    server.wait_for("An error happened during the rebuild")
    edit(page, lambda text: text.replace("\n[x](nowhere.md)\n", ""))
    server.wait_for("Reloading browsers")
