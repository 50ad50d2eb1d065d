"""Compares the validator with others: the same reports, one process, one run.

    pip install -e '.[test,bench]'
    apt-get install libapache-jena-java default-jre-headless
    python -m tests.benchmarks.validation --out validation.md

Validators that are not installed are left out. `--help` tells what can be chosen.
"""
