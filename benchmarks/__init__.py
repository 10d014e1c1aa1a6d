"""Speed of the build, the pages and the snippets. Run by hand, never part of the tests."""
