# De opdrachten van de README: make scorecard, make test en make bench.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VOORBEELDEN := D1 D2 D3
# Een vast tijdstip: zo is de uitkomst op elke computer gelijk aan die in reports/.
MOMENT := 2026-11-21T12:00:00

.PHONY: scorecard test bench lint clean

scorecard: $(VENV)/.installed
	@for set in $(VOORBEELDEN); do \
	  rm -rf reports/voorbeeld-$$set; \
	  $(BIN)/vtaudit audit sample_dossiers/$$set --made-at $(MOMENT) --out reports/voorbeeld-$$set; code=$$?; \
	  if [ $$code -gt 1 ]; then exit $$code; fi; \
	done
	@echo; echo "De scorekaarten staan hier:"; for set in $(VOORBEELDEN); do ls -d reports/voorbeeld-$$set/*/scorekaart.html; done

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST_ARGS)

# Verhoudingen binnen een meting; een volle meting neemt andere aantallen: make bench BENCH_ARGS="--number 1000 --write".
bench: $(VENV)/.tested
	$(BIN)/python benchmarks/scale.py $(BENCH_ARGS)
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/speed.py

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy vtaudit

$(VENV)/.created:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV)
