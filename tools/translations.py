"""Which Chinese pages were read against their English page as it is now: `make translations`."""

from tests import source
from tests.lint.translation import fingerprint, read_against


def main() -> None:
    """Print it as Markdown."""
    states = {name: state(name) for name in source.names("en")}
    fresh = sum(one == "fresh" for one in states.values())
    print(f"### Translations: {fresh} of {len(states)} fresh")
    for name, one in states.items():
        if one != "fresh":
            print(f"- `{name}`: {one}")


def state(name: str) -> str:
    """What a reader can expect of the Chinese page."""
    english, chinese = source.page("en", name), source.page("zh", name)
    if not chinese:
        return "missing"
    mark = read_against(chinese)
    if mark is None:
        return "never compared"
    return "fresh" if mark == fingerprint(english.whole.text) else "stale: English changed since"


if __name__ == "__main__":
    main()
