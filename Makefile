# `make serve` and `make test` do all the set-up; see README.md for the plain commands behind them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
NAMED = $(shell sed -n 's/==.*//p' requirements.txt)
# One worker more than there are cores: browsers and servers let theirs wait.
WORKERS = $(shell $(PYTHON) -c 'import os; print(min(8, os.cpu_count() + 1))')
REWRITE = $(BIN)/python -m pytest -q tests/pages/test_snapshots.py --rewrite-snapshots
# SITE=site tests that folder in the place of a build of its own; COMPLETE=1 lets nothing be left out.
TESTS = $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile \
	$(if $(SITE),--site=$(SITE)) $(if $(COMPLETE),--complete)
export NO_MKDOCS_2_WARNING := 1
# What is installed and not named, without what is said of PyTorch's build.
FREEZE = { head -1 constraints.txt; $(BIN)/python -m pip freeze $(NAMED:%=--exclude %) | sed -E 's/\+[a-z0-9.]+$$//'; } \
	> constraints.new && mv constraints.new constraints.txt
.DEFAULT_GOAL := help

.PHONY: help
help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: install
install: $(READY) ## set up .venv and node_modules

# HASHES=1 checks every file; PyTorch's depends on the machine, and comes last.
$(READY): requirements.txt constraints.txt package.json package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || \
		{ echo "Python 3.11.5 or newer is needed; say which: make install PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ echo "Python cannot make a virtual environment; on Debian: apt install python3-venv"; exit 1; }
	$(if $(HASHES),$(PIP) --require-hashes --no-deps -r hashes.txt)
	$(PIP) -r requirements.txt
	$(BIN)/python -m engine.scripts
	@touch $(READY)

.PHONY: serve
serve: $(READY) ## both languages at http://127.0.0.1:8000/, rebuilt on every save
	$(BIN)/mkdocs serve --livereload

.PHONY: build
build: $(READY) ## the site, in site/
	$(BIN)/mkdocs build --strict
	@test -f site/index.html && test -f site/zh/index.html || \
		{ echo "The build ended before its pages were written: look for an exit in a block."; exit 1; }

.PHONY: quick
quick: $(READY) ## lints and what your change can reach, in at most 90 seconds
	$(TESTS) --quick

.PHONY: test
test: $(READY) ## everything that CI checks
	$(TESTS)

.PHONY: audit
audit: $(READY) ## also what takes too long for every push: all settings, many more cases
	$(TESTS) --audit

.PHONY: page
page: $(READY) ## begin a page in both languages: make page NAME=learn/two-words
	@$(BIN)/python -m tools.page $(NAME)

.PHONY: snapshots
snapshots: $(READY) ## rewrite tests/snapshots/ from a new build; read the diff before you commit it
	$(REWRITE)
	$(BIN)/python -m tools.changed || $(REWRITE) # what it found stands on a page too

.PHONY: published
published: build ## add the new pages and anchors to facts/published.txt, which keeps them for ever
	$(BIN)/python -m tests.pages.published site

.PHONY: accept
accept: $(READY) ## the Chinese page was read against the English: make accept PAGE=learn/convolution
	$(BIN)/python -m tests.lint.translation $(PAGE)

.PHONY: helpers
helpers: $(READY) ## copy helpers, and what a snippet has from another one, into the snippets that use it
	$(BIN)/python -m tests.snippets.copies

.PHONY: format
format: $(READY) ## format Python, JavaScript and CSS
	$(BIN)/ruff check --fix && $(BIN)/ruff format && PATH="$$PATH:$(CURDIR)/$(BIN)" npm run format

.PHONY: constraints
constraints: $(READY) ## pin again what requirements.txt brings and does not name itself
	$(FREEZE)

.PHONY: diff
diff: $(READY) ## which numbers two built sites show differently: make diff BASE=folder [SITE=folder]
	@$(BIN)/python -m tools.diff "$(BASE)" "$(or $(SITE),site)"

.PHONY: translations
translations: $(READY) ## which Chinese pages were read against their English page as it is now
	@$(BIN)/python -m tools.translations

.PHONY: newest
newest: $(READY) ## raise NumPy, PyTorch and what builds the site to their newest releases, in a copy to throw away
	@$(BIN)/python -m tools.newest
	@$(FREEZE)
	@$(BIN)/python -m tests.snippets.copies
	@touch $(READY)

.PHONY: zensical
zensical: $(READY) ## what the theme's successor still lacks for this site
	@$(BIN)/python -m tools.zensical

.PHONY: hashes
hashes: $(READY) ## write anew what pip may download in CI, on Linux
	$(BIN)/python -m tools.hashes

.PHONY: screenshots
screenshots: build ## photograph every page into screenshots/: languages, light and dark, phone and desktop
	$(BIN)/python -m tests.browser.screenshots

.PHONY: cards
cards: $(READY) ## into site/, as `make build` left it: a picture for each page, beside links to it
	$(BIN)/python -m tools.release cards

.PHONY: release
release: export CARDS = 1
release: build ## the cards too; and into release/, the site as a zip to read offline, and as PDFs
	$(BIN)/python -m tools.release

.PHONY: mutation
mutation: $(READY) ## change the snippets on purpose, a sample at a time, and count what the tests notice
	$(PIP) cosmic-ray==8.7.0
	$(BIN)/python tests/snippets/mutation.py --sample 36

.PHONY: lies
lies: $(READY) ## plant small falsehoods at random, accept each, and name those that nothing noticed
	$(BIN)/python -m tests.lies

.PHONY: benchmarks
benchmarks: $(READY) ## the speed of snippets, build, server and explorer, as ratios within one run, and what pages weigh
	@beyond=; for one in snippets fast_algorithms build serve explorer calculator weight; do \
		$(BIN)/python -m benchmarks.$$one || beyond="$$beyond $$one"; \
	done; test -z "$$beyond" || { echo "Beyond its limits:$$beyond"; exit 1; }

.PHONY: lighthouse
lighthouse: $(READY) ## Lighthouse, installed here first: each kind of page beside a bare page of the theme
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --prefix benchmarks/lighthouse
	$(BIN)/python -m benchmarks.lighthouse
