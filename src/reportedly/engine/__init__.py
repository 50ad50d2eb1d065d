"""Engines: what stores graphs and answers queries, behind one port."""
