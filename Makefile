# earmark. `make help` lists what can be made.

PREFIX ?= /usr/local
PROGRAM = .build/release/earmark
BENCH = .build/release/earmark-bench

# Swift itself needs the first line to build a package on a bare Debian, earmark the second.
PACKAGES = ca-certificates git g++ libcurl4-openssl-dev libxml2-dev \
  libncurses-dev libpng-dev libsndfile1-dev libsonic-dev libsoxr-dev libsqlite3-dev libzip-dev \
  portaudio19-dev

# One release build serves run, test and bench: only what is needed of the libraries, and no build by
# `swift test`, which would take flags of its own.
BUILD = swift build -c release
TEST = swift test -c release --skip-build --disable-xctest

.DEFAULT_GOAL = help
.PHONY: help run test test-long test-interop build bench bench-peers accuracy models comparison format keys goldens install packages swift

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: build ## Build, then open the explorer on the sample data
	@$(PROGRAM) sample-data

test: build ## Build and run every test
	$(BUILD) --product earmarkPackageTests
	$(TEST)

test-long: ## Run the tests that take minutes too
	$(BUILD) --product earmarkPackageTests
	EARMARK_LONG=1 $(TEST)

build: packages ## Build the program (release)
	$(BUILD) --product earmark

bench: build ## Measure speed and memory, or PARTS="listening live" of it
	$(BUILD) --product earmark-bench
	$(BENCH) $(PARTS)

MODELS = Sources/Recognition/Models

accuracy: build ## Measure the recipes on EARMARK_DATA, PARTS="speakers few" of it, with SEEDS=1,2,3
	$(BUILD) --product earmark-bench
	$(BENCH) accuracy $(MODELS) $(or $(SEEDS),1) $(PARTS)

models: build ## Train the shipped models anew on EARMARK_DATA, or PARTS=calibration of them
	$(BUILD) --product earmark-bench
	$(MODELS)/train-models $(BENCH) $(PARTS)

comparison: build ## Compare all kinds of models on EARMARK_DATA for the docs, in MINUTES (20)
	$(MODELS)/compare-kinds $(PROGRAM) $(or $(MINUTES),20)

# Never in CI: the Python environment takes several GB and is made once.
PEERS = .build/peers

bench-peers: build ## Measure other libraries beside earmark
	$(BUILD) --product earmark-bench
	@python3 -c 'import ensurepip' 2>/dev/null || .ci/install-packages python3 python3-venv
	@python3 Tests/Peers/environment.py $(PEERS)
	$(PEERS)/bin/python Tests/Peers/bench.py

test-interop: build ## Have other programs read what this one writes, and the other way around
	@python3 -c 'import ensurepip' 2>/dev/null || .ci/install-packages python3 python3-venv
	@python3 Tests/Interop/interop.py $(PROGRAM) .build/interop
	@python3 Tests/Interop/networks.py $(PROGRAM) .build/interop-networks

format: swift ## Format the sources in place
	swift format --in-place --parallel --recursive Sources Tests Package.swift

keys: build ## Rewrite the key table of the README
	.ci/check-keys --write

goldens: build ## Record the expected screens anew, then look at the diff
	$(BUILD) --product earmarkPackageTests
	-EARMARK_RECORD=1 $(TEST)
	git status --short Tests

install: $(PROGRAM) ## Install under PREFIX (/usr/local)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/earmark
	install -d $(DESTDIR)$(PREFIX)/share/earmark/themes
	cp -R themes/. $(DESTDIR)$(PREFIX)/share/earmark/themes
	install -d $(DESTDIR)$(PREFIX)/share/earmark/keymaps
	install -m 644 themes/keymaps/*.toml $(DESTDIR)$(PREFIX)/share/earmark/keymaps
	install -d $(DESTDIR)$(PREFIX)/share/earmark/models
	install -m 644 $(MODELS)/*.earmark $(MODELS)/README.md $(DESTDIR)$(PREFIX)/share/earmark/models

$(PROGRAM):
	$(MAKE) build

# Installs the Debian packages that are missing; does nothing when all are there.
packages: swift
	@.ci/install-packages $(PACKAGES)
	@.ci/require-swift 6.2

# Swift is the one thing that is not installed here.
swift:
	@.ci/require-swift
