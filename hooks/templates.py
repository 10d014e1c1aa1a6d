"""Compile each template of the theme once, and not again for each language and each rebuild."""

from jinja2 import BytecodeCache


class Compiled(BytecodeCache):
    """Compiled templates by key; Jinja itself checks that their source is still the same."""

    def __init__(self):
        """Start with none."""
        self.bytecode = {}

    def load_bytecode(self, bucket):
        """Give a template what was compiled before."""
        if bucket.key in self.bytecode:
            bucket.bytecode_from_string(self.bytecode[bucket.key])

    def dump_bytecode(self, bucket):
        """Keep what was compiled now."""
        self.bytecode[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def on_env(env, **_):
    """Let this build's environment use them."""
    env.bytecode_cache = COMPILED
    return env


def on_pre_build(config):
    """Let the environment that renders docstrings use them too."""
    if "mkdocstrings" in config.plugins:
        config.plugins["mkdocstrings"].get_handler("python").env.bytecode_cache = COMPILED
