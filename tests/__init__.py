"""Tests of Front Door; `tests/harness` is what they stand on."""
