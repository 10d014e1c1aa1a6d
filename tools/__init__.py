"""Commands that an author calls by hand; no build and no page uses them."""
