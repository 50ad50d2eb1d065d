"""Who said what: views of statements and of those who make them, read from an engine for pages."""
