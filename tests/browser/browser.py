"""Chromium and a server of the built site, for tests and screenshots."""

import functools
import http.server
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

# No sandbox, since CI runs as root; no talk with hosts outside.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# For `add_init_script`. Material's search reads its index as soon as a page opens, which costs as
# much as the page: tests that search nothing leave it out.
NO_SEARCH = "window.Worker = class extends EventTarget { postMessage() {} terminate() {} };"


def find_chromium():
    """The path of an installed Chromium or Chrome, or None.

    The headless shell is the same engine without a window, and opens a page in a third of the time.
    """
    names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files without a line on the terminal for each."""

    def log_message(self, *_):
        pass


# In seconds: a page is painted without its fonts, and then without its scripts.
LATE = {".css": 0.1, ".woff2": 0.3, ".js": 0.7}


class SlowHandler(QuietHandler):
    """Serve styles, fonts and scripts one after the other, and nothing twice from a cache."""

    def do_GET(self):
        time.sleep(LATE.get(Path(urlsplit(self.path).path).suffix, 0))
        super().do_GET()

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class Server(http.server.ThreadingHTTPServer):
    """Several tabs knock at once, and whoever finds the queue full waits for seconds."""

    request_queue_size = 128


@contextmanager
def served(folder, handler=QuietHandler):
    """Serve a folder on a free port of this machine and yield its address."""
    handler = functools.partial(handler, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium():
    """A running headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def until(page, expression, seconds=10):
    """Wait until an expression of a page holds.

    Playwright's own `wait_for_function` evaluates text in the page, which the policy refuses.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"in {seconds} s it never became true that {expression}"
        page.wait_for_timeout(50)
