"""One process that has built the copy it stands in, and builds it again for each lie.

It remembers pages as `mkdocs serve` does, so that only what a lie reaches is made again.
"""

import json
import logging
import sys
import traceback

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException


def main(site):
    """Build into a folder; then once for each order, which names another one."""
    config = load_config("mkdocs.yml", site_dir=site, strict=True)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    tell("")
    for line in sys.stdin:
        tell(wrong_with(json.loads(line)))


def wrong_with(site):
    """Why the copy does not build as it is now; nothing where it does."""
    said = Said()
    logging.getLogger("mkdocs").addHandler(said)
    try:
        build(load_config("mkdocs.yml", site_dir=site, strict=True))
    except (MkDocsException, Abort) as error:
        return f"{error} {said.text}".strip() or repr(error)
    except BaseException:
        return traceback.format_exc().strip().rpartition("\n")[2]
    finally:
        logging.getLogger("mkdocs").removeHandler(said)
    return ""


class Said(logging.Handler):
    """The warnings of a build."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.text = ""

    def emit(self, record):
        self.text += f"{record.getMessage()} "


def tell(answer):
    print(json.dumps(answer), file=ANSWERS, flush=True)


ANSWERS, sys.stdout = sys.stdout, sys.stderr
if __name__ == "__main__":
    main(*sys.argv[1:])
