"""Joins local places to a peer of a million triples, with the bindings that we send and without.

    pip install -e '.[test,bench]'
    python -m tests.benchmarks.federation --out federation.md

The peers are servers on this machine: ours, and Oxigraph if it is installed. `--help` tells what
can be chosen.
"""
