"""What a page may load and run, and who may frame it: the site's Content-Security-Policy.

Nothing but the site's own files, and of inline scripts only those that stand in the page, each
named by its hash. A page says so itself, in a meta tag; and for hosts that send headers there is
one policy for all pages, with all their hashes, which also says who may frame them.
"""

import base64
import hashlib
import re
from collections.abc import Iterable

from engine.errors import PageError

# Pages that other sites may show in a frame: addresses from the root, such as "/embed/".
FRAMED: tuple[str, ...] = ()

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    # An attribute may style its element, as those of formulas do; an element `style` is refused. A
    # browser that knows no style-src-elem, which is older than 2023, refuses neither.
    "style-src 'self' 'unsafe-inline'",
    "style-src-elem 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",  # those of formulas stand in their style sheet
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
NOT_INLINE = re.compile(r"\bsrc=|\btype=[\"']?application/(?:ld\+)?json\b")  # data is not run
FIRST = '<meta charset="utf-8">'  # of every page; a policy holds for what comes after it
HASHED = r"\.[0-9a-f]{8}\.(?:min\.)?[a-z0-9]+$"  # a file that has another name when it changes
FOREVER = "public, max-age=31536000, immutable"
LINE = 2000  # characters of a line that Cloudflare reads
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


def inline_scripts(html: str) -> list[str]:
    """The hashes of the scripts that stand in a page, in their order, each once."""
    found = [code for tag, code in SCRIPT.findall(html) if not NOT_INLINE.search(tag)]
    return list(dict.fromkeys(_hash(code) for code in found))


def policy(scripts: Iterable[str]) -> str:
    """The policy that allows some inline scripts, by their hashes."""
    hashes = "".join(f" '{one}'" for one in scripts)
    return "; ".join(DIRECTIVES).format(hashes=hashes)


def with_meta(html: str, where: str) -> str:
    """A page that says its own policy, before anything that it loads."""
    before, first, after = html.partition(FIRST)
    if not first or SCRIPT.search(before):
        raise PageError(f"{where}: a page begins with {FIRST}, below which its policy is put.")
    content = policy(inline_scripts(html))
    return f'{before}{first}<meta http-equiv="Content-Security-Policy" content="{content}">{after}'


def header_files(scripts: set[str], files: Iterable[str]) -> dict[str, str]:
    """What hosts read, by the name of the file: which headers to send with which of the files."""
    allowed = policy(sorted(scripts))
    if len(allowed) > LINE - 100:
        raise PageError(
            f"The policy of all pages has {len(allowed)} characters, and Cloudflare reads lines of "
            f"{LINE}: {len(scripts)} different inline scripts are too many."
        )
    hashed = sorted(name for name in files if re.search(HASHED, name))
    return {
        "_headers": _for_hosts(allowed, hashed),
        "_headers.nginx": _for_nginx(allowed),
    }


def _for_hosts(allowed: str, hashed: list[str]) -> str:
    """As Cloudflare Pages and Netlify read it; `!` takes away what was said for all pages."""
    said = {"Content-Security-Policy": f"{allowed}; frame-ancestors 'none'", **ALWAYS}
    lines = ["/*", *(f"  {name}: {value}" for name, value in said.items())]
    for path in FRAMED:
        framed = f"  Content-Security-Policy: {allowed}; frame-ancestors *"
        lines += [path, "  ! Content-Security-Policy", framed]
    for name in hashed:
        lines += [f"/{name}", f"  Cache-Control: {FOREVER}"]
    return "\n".join(lines) + "\n"


def _for_nginx(allowed: str) -> str:
    """For `http` of a configuration of nginx, which sends the variables: deploy/nginx.conf."""
    framed = [
        f'  "~^{re.escape(path)}(index\\.html)?$" "{allowed}; frame-ancestors *";'
        for path in FRAMED
    ]
    lines = [
        "map $uri $policy {",
        f"""  default "{allowed}; frame-ancestors 'none'";""",
        *framed,
        "}",
        "map $uri $kept {",
        '  default "no-cache";',
        f'  "~{HASHED}" "{FOREVER}";',
        "}",
        *(f"add_header {name} {value} always;" for name, value in ALWAYS.items()),
        "add_header Content-Security-Policy $policy always;",
        "add_header Cache-Control $kept;",
    ]
    return "\n".join(lines) + "\n"


def _hash(code: str) -> str:
    """The hash by which a policy names a script."""
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
