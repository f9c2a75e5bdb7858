# A thin face over the CMake presets. `make demo` and `make test` are all that a fresh Debian 12 needs.
PRESET ?= release
BUILD  := build/$(PRESET)
OUT    ?= out/demo

PACKAGES := g++ cmake ninja-build libeigen3-dev libboost-dev libboost-random-dev libboost-math-dev libyaml-cpp-dev \
            doctest-dev libcli11-dev libfmt-dev nlohmann-json3-dev libsqlite3-dev libbenchmark-dev \
            gnuplot-nox fonts-liberation

.PHONY: demo build test dependencies report-assets bench theory clean

# One run told as a story, then the flagship scenario, its files kept, the report page and figures.
demo: build
	$(BUILD)/backchannel trace scenarios/flagship/oman-2026.yaml --run 7
	@echo
	$(BUILD)/backchannel run scenarios/flagship/oman-2026.yaml --runs 20000 --out $(OUT) --overwrite
	@$(BUILD)/backchannel plot $(OUT) --what all
	@$(BUILD)/backchannel report $(OUT) -o $(OUT)/report.html || true

build: dependencies report-assets
	cmake --preset $(PRESET)
	cmake --build --preset $(PRESET)

test: build
	cmake --build --preset $(PRESET) --target tests
	ctest --preset $(PRESET)

theory: build
	$(BUILD)/backchannel theory

# A few minutes; PRESET=native measures what this machine can do.
bench: build
	cmake --build $(BUILD) --target benchmarks
	tests/bench/table $(BUILD)

# Installs only what is missing.
dependencies:
	@missing=""; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q "install ok installed" || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; fi

# The chart libraries of the report page, from npm; a build without them lacks nothing else.
report-assets:
	@if command -v npm >/dev/null; then cli/report/install_assets || \
	  echo "the chart libraries could not be installed: \`backchannel report\` will say so"; \
	else echo "no npm: built without the report page (apt install nodejs npm)"; fi

clean:
	rm -rf build
