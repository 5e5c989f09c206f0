# Everything begins here, with python3 and make alone. `make` by itself says what there is.
SET_UP = python3 src/frontdoor/project/set_up.py
BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run reset test test-again check docs bench drills spark

help:
	@echo "make run      start the demonstration; it prints the address and who to sign in as"
	@echo "make reset    throw the demonstration's data away"
	@echo "make test     all tests, those in a real browser too"
	@echo "make check    style, types, import contracts, generated pages, row security"
	@echo "make docs     print the reference pages from the code"
	@echo "make bench    benchmarks, with what they were compared with"
	@echo "make drills   fault drills at full size"
	@echo "make spark    link registers on Spark's executors and hold the answer against one machine's (needs Java 17)"

run:
	@$(SET_UP) run && exec $(BIN)/frontdoor run

reset:
	@$(SET_UP) run && exec $(BIN)/frontdoor reset --yes

test:
	@$(SET_UP) check && exec $(BIN)/python -m tests.harness.whole

test-again:
	@$(SET_UP) check && exec $(BIN)/python -m tests.harness.again

check:
	@$(SET_UP) check && exec $(BIN)/python -m tests.harness.check

docs:
	@$(SET_UP) run && exec $(BIN)/frontdoor docs

bench:
	@$(SET_UP) check && exec $(BIN)/python -m bench

drills:
	@$(SET_UP) check && exec $(BIN)/python -m drills

spark:
	@$(SET_UP) spark && exec $(BIN)/python -m bench.matching.spark
