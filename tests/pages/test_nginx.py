"""The site behind a real nginx, in the folder that deploy/Containerfile makes."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from engine.policy import FOREVER
from tests.project import ROOT, replace
from tests.reading import page_file

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
pytestmark = pytest.mark.skipif(
    not NGINX, reason="there is no nginx, so deploy/nginx.conf was not tried: install nginx"
)
CONFIGURATION = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text("utf-8")


@pytest.fixture(scope="module")
def address(site, tmp_path_factory):
    """The address of nginx, which serves the site with the configuration as it is, port apart."""
    folder = tmp_path_factory.mktemp("srv")
    (folder / "run").mkdir()
    (folder / "site").symlink_to(site.resolve())
    shutil.copy(ROOT / "deploy" / "nginx.conf", folder)
    port = free_port()
    replace(folder / "nginx.conf", "listen 8080;", f"listen 127.0.0.1:{port};")
    if os.name == "posix" and not os.geteuid():  # its workers would be nobody, who may read nothing
        replace(folder / "nginx.conf", "daemon off;", "daemon off;\nuser root;")
    with (folder / "said").open("w") as said:
        command = [NGINX, "-e", "stderr", "-p", f"{folder}/", "-c", "nginx.conf"]
        server = subprocess.Popen(command, stderr=said)
    try:
        wait_for(port, server, folder / "said")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
    assert (folder / "said").read_text() == "", "nginx complains"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, server, said):
    """Wait until nginx answers; one that ended says why."""
    for _ in range(200):
        if server.poll() is not None:
            pytest.fail(f"nginx does not start: {said.read_text()}", pytrace=False)
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx answers nobody", pytrace=False)


class Stay(urllib.request.HTTPRedirectHandler):
    """Follow no redirect, to see where it leads."""

    def redirect_request(self, *_):
        return None


def get(url, **headers):
    """Status, headers and body of an answer, whatever it is."""
    asked = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(asked, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_page_comes_with_its_policy(site, address):
    wanted = re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text("utf-8"))[1]
    for path in (
        "/",
        "/learn/convolution/",
        "/zh/tools/explorer/",
        "/nothing/",
        "/assets/site.css",
    ):
        _, headers, _ = get(address + path)
        assert headers.get_all("Content-Security-Policy") == [wanted], path
        assert wanted.endswith("frame-ancestors 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_is_asked_for_anew_and_sent_once(site, address):
    status, headers, body = get(f"{address}/learn/convolution/")
    assert (status, headers["Cache-Control"]) == (200, "no-cache")
    assert body == page_file(site, "en", "learn/convolution").read_bytes()
    again = get(f"{address}/learn/convolution/", **{"If-None-Match": headers["ETag"]})
    assert (again[0], again[2]) == (304, b"")


def test_only_what_is_named_by_its_content_is_kept(site, address):
    bundle = next(site.glob("assets/javascripts/bundle.*.min.js"))
    _, headers, _ = get(f"{address}/assets/javascripts/{bundle.name}")
    assert headers["Cache-Control"] == FOREVER
    for path in ("/assets/site.css", "/assets/explorer.js", "/snippets/conv.py", "/sitemap.xml"):
        assert get(address + path)[1]["Cache-Control"] == "no-cache", path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/zh/", "text/html"),
        ("/assets/site.css", "text/css"),
        ("/assets/explorer.js", "application/javascript"),
        ("/search/search_index.json", "application/json"),
        ("/assets/mark.svg", "image/svg+xml"),
        ("/snippets/conv.py", "text/plain"),
        ("/zh/labs/the-article.ipynb", "text/plain"),
        ("/sitemap.xml", "text/xml"),
    ],
)
def test_text_is_compressed_and_says_what_it_is(site, address, path, kind):
    status, headers, body = get(address + path, **{"Accept-Encoding": "gzip"})
    file = site / path.lstrip("/")
    whole = (file / "index.html" if file.is_dir() else file).read_bytes()
    assert status == 200
    assert headers.get_content_type() == kind
    if len(whole) > 1000:
        assert headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in headers["Vary"]
        assert gzip.decompress(body) == whole
        assert len(body) < len(whole) / 1.5
    if kind != "image/svg+xml":
        assert headers.get_content_charset() == "utf-8"


@pytest.mark.parametrize(("path", "file"), [("/no/", "404.html"), ("/zh/no/", "zh/404.html")])
def test_what_is_not_there_is_said_in_its_language(site, address, path, file):
    status, _, body = get(address + path)
    assert (status, body) == (404, (site / file).read_bytes())


def test_a_folder_without_its_slash_leads_to_the_page(address):
    status, headers, _ = get(f"{address}/learn/convolution")
    assert (status, headers["Location"]) == (301, "/learn/convolution/")


@pytest.mark.parametrize("name", ["_headers", "_headers.nginx"])
def test_what_hosts_read_is_not_for_visitors(address, name):
    assert get(f"{address}/{name}")[0] == 404


def test_the_container_has_what_was_tried_here():
    assert "COPY deploy/nginx.conf ." in CONTAINER
    assert "nginx" in CONTAINER
    assert 'CMD ["nginx", "-e", "stderr", "-p", "/srv/", "-c", "nginx.conf"]' in CONTAINER
    assert f"listen {re.search('EXPOSE (.*)', CONTAINER)[1]};" in CONFIGURATION
    assert "packages nginx" in (ROOT / ".ci" / "run").read_text("utf-8")
