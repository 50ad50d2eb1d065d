"""Shapes of charts, strips, maps and diagrams: from views to numbers, classes and texts."""
