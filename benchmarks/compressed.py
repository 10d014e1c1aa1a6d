"""A server that sends as a host does, text compressed, and that counts what it sent."""

import functools
import gzip
import threading
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.browser.browser import QuietHandler

LEVEL = 6  # of gzip, as most hosts have it
TEXT = ("text/", "application/json", "application/javascript", "application/xml", "image/svg")


@functools.cache
def packed(path):
    """The bytes of a file, compressed."""
    return gzip.compress(path.read_bytes(), LEVEL, mtime=0)


class Handler(QuietHandler):
    """Send a file, and note how many bytes its answer had."""

    protocol_version = "HTTP/1.1"  # a browser keeps its connections

    def do_GET(self):  # noqa: N802, http.server calls it so
        """Answer with the file of an address, compressed where it is text, to be kept a while."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(str(file))
        is_text = kind.startswith(TEXT)
        body = packed(file) if is_text else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        head = sum(map(len, self._headers_buffer)) + 2
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append((self.path.partition("?")[0], head + len(body)))


@contextmanager
def sending(folder):
    """Serve a folder; yield its address, and the list of what was sent: path and bytes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    server.sent = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", server.sent
    finally:
        server.shutdown()
        server.server_close()
