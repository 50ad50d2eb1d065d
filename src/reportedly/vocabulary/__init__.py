"""Views of the ontology and of the concepts, as pages show them."""
