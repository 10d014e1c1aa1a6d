"""What a block shows in words, said in every language of the site, since it runs once for all.

A printed text may hold a passage for each language. Whoever shows the text picks one of them.
"""

import json
import re
from collections.abc import Callable

LANGUAGES = ("en", "zh")
# Control characters that no program prints by accident.
_START, _END = "\x02", "\x03"
_PASSAGE = re.compile(f"{_START}(.*?){_END}", re.DOTALL)


def in_each(make: Callable[[str], str]) -> str:
    """A passage that reads `make(language)` in that language."""
    texts = {language: make(language) for language in LANGUAGES}
    return f"{_START}{json.dumps(texts)}{_END}"


def in_one(printed: str, language: str) -> str:
    """A printed text in one language."""
    return _PASSAGE.sub(lambda found: json.loads(found[1])[language], printed)
