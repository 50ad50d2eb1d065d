"""Compares our server with others: one corpus, the same questions over HTTP, in one run.

    pip install -e '.[bench]'
    apt-get install virtuoso-opensource-7-bin
    python -m tests.benchmarks --reports 90 --out benchmark.md

Servers that are not installed are left out. `--help` tells what else can be chosen.
"""
