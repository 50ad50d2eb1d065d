"""Reports in the forms of other vocabularies and tools."""
