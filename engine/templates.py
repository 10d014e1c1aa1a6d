"""Compile each template of the theme once, and not again for each language and each rebuild."""

from jinja2 import BytecodeCache
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
