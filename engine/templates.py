"""The templates of the theme: compiled once for both languages; icons are not listed."""

import os
from collections.abc import Iterator

from jinja2 import BytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Compiled templates by key; Jinja itself checks that their source is still the same."""

    def __init__(self) -> None:
        """Start with none."""
        self.bytecode: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled before."""
        if bucket.key in self.bytecode:
            bucket.bytecode_from_string(self.bytecode[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self.bytecode[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Loader(FileSystemLoader):
    """Lists the files of the theme, less hidden folders, of which MkDocs takes nothing.

    In one of them are 14,000 icons; a template still includes them by name.
    """

    def list_templates(self) -> list[str]:
        """The files, as paths in the theme."""
        return sorted({name for folder in self.searchpath for name in _files(folder)})


def _files(folder: str) -> Iterator[str]:
    for place, inside, names in os.walk(folder):
        inside[:] = [one for one in inside if not one.startswith(".")]
        for name in names:
            yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")
