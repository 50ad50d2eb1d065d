"""What is said when something in a shapes graph is not compiled."""


class Unsupported(Exception):
    """Part of a shape that is left to pySHACL; the text says which. Never leaves `compiled`."""
