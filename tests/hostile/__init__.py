"""Attacks on the real server and on its engine: what strangers and crashes can do to them.

All of it stays on this machine, is bounded in number and time, and ends what it started.
"""
