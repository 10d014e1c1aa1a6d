"""A page as Markdown: what it shows, with everything computed, for whoever reads no HTML.

It is read off the page's own HTML, once values, results and formulas are in their places and
before the formulas are typeset, so that nothing can stand in the copy that is not on the page.
"""

MARKDOWN = ".md"  # behind the file of a page: index.html.md, where llmstxt.org looks for it
