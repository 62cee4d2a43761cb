# `make help` lists the targets. `make demo` and `make test` each do everything, from the packages on.

# One set of flags for the demo and the tests: changing any of them would compile nearly everything twice.
FLAGS := -c release -Xswiftc -enable-testing
BIN := .build/release
SWIFT_FILES := Package.swift Sources Tests
# Suites that judge wall clocks or fill the machine with processes run alone, one test at a time.
ALONE := SandboxTests|EndToEndTests

DRUMMER := examples/drummer
export LC_ALL := C.UTF-8

.PHONY: setup build pack demo test check test-kills test-all bench fmt image-test clean help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

setup: ## install the Debian packages that are missing
	@.ci/setup

build: setup ## compile the three programs
	@swift build $(FLAGS)

pack: $(DRUMMER)/model.tar.zst ## pack the drummer's model into its archive

$(DRUMMER)/model.tar.zst: $(wildcard $(DRUMMER)/model/*.*) examples/pack | setup
	examples/pack $(DRUMMER)/model $@

demo: build pack ## run the drummer through everything and print the report
	$(BIN)/genlock run $(DRUMMER)/submission.yaml

test: setup pack ## run every test
	@swift build $(FLAGS) --build-tests
	swift test $(FLAGS) --skip-build --disable-xctest --quiet --skip '^($(ALONE))\.'
	swift test $(FLAGS) --skip-build --disable-xctest --quiet --no-parallel --filter '^($(ALONE))\.'

check: setup ## format, imports, documents, sizes
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)
	.ci/check-imports
	.ci/check-docs
	.ci/check-sizes

test-kills: setup pack ## kill a run 200 times at random points and take it up each time
	@swift build $(FLAGS) --build-tests
	GENLOCK_TEST_KILLS=200 swift test $(FLAGS) --skip-build --disable-xctest --filter '^EndToEndTests\.KillAndResume'

test-all: test check test-kills image-test ## everything, the slow soak tests and the container image too

bench: build pack ## measure the harness itself and its kernels: start, overhead a prompt, memory, distances
	.ci/bench $(BIN)/genlock
	.ci/bench-distances $(BIN)/distance-bench
	.ci/bench-alignment $(BIN)

fmt: ## format the Swift sources
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

image-test: setup ## build the runtime image from a local base and use it
	.ci/image-test

clean: ## remove everything that was built or run
	rm -rf .build .build-image runs $(DRUMMER)/model.tar.zst
