"""Says in one sentence what is wrong with a value, from the SHACL components that found it."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from rdflib import Literal
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from reportedly.validation import background
from reportedly.validation.outcome import Finding
from reportedly.validation.rendering.phrases import Phrases

_BARE: Final = re.compile(r"true|false|[+-]?[0-9]+(?:\.[0-9]+)?")
"""What is written without quotation marks, since it is no text."""
_CAPITALS: Final = re.compile(r"(?=.*[A-F])[0-9A-Fa-f]{64}")
_OF_RESOURCES: Final = {SH.ClassConstraintComponent, SH.NodeKindConstraintComponent}
_OF_VALUES: Final = {SH.DatatypeConstraintComponent, SH.NodeConstraintComponent}


def sentence(findings: Iterable[Finding], words: Phrases) -> str:
    """Return what is wrong at one place, or nothing where the rule itself says enough.

    The findings differ in their component only. See https://www.w3.org/TR/shacl/#core-components.
    """
    same = list(findings)
    components = {each.component for each in same}
    if SH.MaxCountConstraintComponent in components:
        return words.several
    if not isinstance(same[0].value, Literal):
        return ""
    return _of_literal(same[0].value, same[0].shape, components, words)


def _of_literal(value: Literal, shape: Node, components: Collection[Node], words: Phrases) -> str:
    if _OF_RESOURCES & set(components):
        return words.text
    if SH.PatternConstraintComponent in components and _CAPITALS.fullmatch(value):
        return words.capitals
    if not _OF_VALUES & set(components) or value.language:
        return ""
    if background.shapes().value(shape, SH.datatype) == RDF.langString:
        return words.untagged
    plain = value.datatype in (None, XSD.string)
    return words.quoted.format(text=value) if plain and _BARE.fullmatch(value) else ""
