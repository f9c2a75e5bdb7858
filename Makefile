# A thin face over the CMake presets. `make demo` and `make test` are all that a fresh Debian 12 needs.
PRESET ?= release
BUILD  := build/$(PRESET)
OUT    ?= out/demo

PACKAGES := g++ cmake ninja-build libeigen3-dev libboost-dev libboost-random-dev libboost-math-dev libyaml-cpp-dev \
            doctest-dev libcli11-dev libfmt-dev nlohmann-json3-dev libsqlite3-dev libbenchmark-dev \
            gnuplot-nox fonts-liberation

.PHONY: demo build test unit tidy times bench theory mutants release dependencies test-dependencies report-assets clean

# One run told as a story, then the flagship scenario, its files kept, the report page and figures.
demo:
	@echo "make demo: installs what is missing, builds the program (minutes, the first time),"
	@echo "tells one run as a story, plays 20,000 runs and draws them (half a minute). All it leaves is in build and $(OUT)."
	@echo
	@$(MAKE) --no-print-directory build
	$(BUILD)/backchannel trace scenarios/flagship/oman-2026.yaml --run 7
	@echo
	$(BUILD)/backchannel run scenarios/flagship/oman-2026.yaml --runs 20000 --out $(OUT) --overwrite
	@$(BUILD)/backchannel plot $(OUT) --what all
	@$(BUILD)/backchannel report $(OUT) -o $(OUT)/report.html || true
	@echo
	@if [ -e $(OUT)/report.html ]; then echo "Open first: $(OUT)/report.html (in a browser), or $(OUT)/summary.md"; \
	else echo "Open first: $(OUT)/summary.md, then the figures $(OUT)/*.svg"; fi
	@echo "Try next:"
	@echo "  $(BUILD)/backchannel trace scenarios/flagship/oman-2026.yaml --run 11       another course of the crisis"
	@echo "  $(BUILD)/backchannel compare scenarios/flagship/oman-2026.yaml --with mediator.skill=0.9"
	@echo "                                                                              what a better mediator changes"
	@echo "  $(BUILD)/backchannel run scenarios/minimal.yaml                             a scenario of ten lines: change it"

# The program only.
build: dependencies report-assets
	cmake --preset $(PRESET)
	cmake --build --preset $(PRESET)

# Every test but the slow ones, which are named.
test: test-dependencies build
	cmake --build $(BUILD) --target tests
	ctest --preset $(PRESET)
	@echo "left out (ctest --test-dir $(BUILD) -L slow):" $$(ctest --test-dir $(BUILD) -N -L slow | sed -n 's/.*Test *#[0-9]*: //p')

# What other compilers and sanitizers are for: make unit PRESET=clang, native or sanitize.
unit: dependencies
	cmake --preset $(PRESET)
	cmake --build $(BUILD) --target unit_tests
	ctest --test-dir $(BUILD) --output-on-failure -L unit

# Every finding of .clang-tidy in the sources, tests aside, is an error. About 12 minutes of processor time.
tidy: dependencies
	@missing=""; for p in clang++:clang clang-tidy:clang-tidy run-clang-tidy:clang-tidy; do \
	  command -v $${p%:*} >/dev/null || missing="$$missing $${p#*:}"; done; \
	[ -z "$$missing" ] || { echo "make tidy: not there: $${missing# } (apt install $${missing# })"; exit 1; }
	cmake --preset tidy
	run-clang-tidy -quiet -p build/tidy '^(?!.*/tests/)'

theory: build
	$(BUILD)/backchannel theory

# Which changes of a sign, a constant or a bound of the model no test sees: all thousand, or SAMPLE of them; a minute each.
mutants: dependencies
	tests/mutate $(if $(SAMPLE),--sample $(SAMPLE))

# A few minutes; PRESET=native measures what this machine can do. ANCHORS, BASE: see tests/bench/table.
bench: build
	cmake --build $(BUILD) --target benchmarks play
	BASE=$(BASE) tests/bench/table $(BUILD) $(ANCHORS)

# What builds cost, beside what they cost before (tests/build_times.md); a quarter of an hour. KEEP=yes keeps the new figures.
times: dependencies
	tests/build_times $(if $(KEEP),--keep)

# Debian packages and an archive in build/packages, made of a clean tree of the version that CHANGELOG.md is ready for.
release: build
	cmake -E rm -rf build/packages
	cd $(BUILD) && cpack -B $(CURDIR)/build/packages
	cmake -E rm -rf build/packages/_CPack_Packages
	@ls -l build/packages

# Installs only what is missing.
dependencies:
	@missing=""; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q "install ok installed" || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] || .ci/install $$missing

# What only tests need. Without them the tests that need them are skipped by name.
test-dependencies:
	@missing=""; for p in python3:python3 node:nodejs npm:npm chromium:chromium strace:strace groff:groff-base; do \
	  command -v $${p%:*} >/dev/null || missing="$$missing $${p#*:}"; done; \
	python3 -c "import jsonschema, yaml" 2>/dev/null || missing="$$missing python3-jsonschema python3-yaml"; \
	[ -z "$$missing" ] || .ci/install $$missing || echo "not installed:$$missing"

# The chart libraries of the report page, from npm; a build without them lacks nothing else.
report-assets:
	@if command -v npm >/dev/null; then cli/report/install_assets || \
	  echo "the chart libraries could not be installed: \`backchannel report\` will say so"; \
	else echo "no npm: built without the report page (apt install nodejs npm)"; fi

clean:
	rm -rf build
