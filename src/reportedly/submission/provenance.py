"""Tells of the versions of reports, in PROV-O.

    <report>                       the graph of the newest version, as long as it is not withdrawn
    <report>/versions              the graph that tells of all versions, and stays
    <report>/versions/1            a version: a prov:Entity, prov:specializationOf the report
    <report>/versions/1#check      the prov:Activity that accepted it; it used the text, if so
    …/reportedly/submitter/{name}  who submitted it: a prov:Agent, in the graph …/submitter/

A version has the digest of the bytes that were submitted, as DCAT has it, and conforms to a
version of the ontology and one of the shapes. See https://www.w3.org/TR/prov-o/ and
https://www.w3.org/TR/vocab-dcat-3/#Class:Checksum.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import OWL

from reportedly.submission.history import (
    DCAT,
    MEDIA_TYPES,
    SPDX,
    Version,
    Withdrawal,
    submitter_iri,
)
from reportedly.terms import BASE, ONTOLOGY_GRAPH, PREFIXES
from reportedly.validation import background

_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = f"{PREFIXES['rdf']}type"
_LABEL: Final = f"{PREFIXES['rdfs']}label"
_COMMENT: Final = f"{PREFIXES['rdfs']}comment"
_CONFORMS_TO: Final = f"{PREFIXES['dcterms']}conformsTo"
_PROV: Final = PREFIXES["prov"]
_SHAPES: Final = URIRef(f"{BASE}shapes")

_Statement = tuple[str, str, ox.NamedNode | ox.Literal]


@cache
def standards() -> tuple[str, ...]:
    """Return the IRIs of the versions of the ontology and the shapes that reports conform to."""
    ontology = background.vocabulary().value(ONTOLOGY_GRAPH, OWL.versionIRI)
    shapes = background.shapes().value(_SHAPES, OWL.versionIRI)
    return str(ontology), str(shapes)


def of_version(version: Version, before: Version | None) -> bytes:
    """Tell of a new version, which follows another one if there is one, in N-Triples."""
    me, check = version.iri, f"{version.iri}#check"
    statements: list[_Statement] = [
        (me, _TYPE, _iri(f"{_PROV}Entity")),
        (me, f"{_PROV}specializationOf", _iri(version.report)),
        (me, f"{_PROV}generatedAtTime", _typed(version.at, "dateTime")),
        (me, f"{_PROV}wasAttributedTo", _iri(submitter_iri(version.submitter))),
        (me, f"{_PROV}wasGeneratedBy", _iri(check)),
        (me, f"{DCAT}mediaType", _iri(MEDIA_TYPES + version.media_type)),
        (me, f"{DCAT}byteSize", _typed(str(version.size), "nonNegativeInteger")),
        *_checksum(me, version.digest),
        (check, _TYPE, _iri(f"{_PROV}Activity")),
        (check, f"{_PROV}endedAtTime", _typed(version.at, "dateTime")),
        *((me, _CONFORMS_TO, _iri(standard)) for standard in standards()),
    ]
    if before:
        statements.append((me, f"{_PROV}wasRevisionOf", _iri(before.iri)))
    if version.text:
        text = f"{me}#text"
        statements += [(check, f"{_PROV}used", _iri(text)), (text, _TYPE, _iri(f"{_PROV}Entity"))]
        statements += _checksum(text, version.text)
    return _written(statements)


def of_withdrawal(version: Version, withdrawal: Withdrawal) -> bytes:
    """Tell that a version was withdrawn, in N-Triples."""
    act = f"{version.iri}#withdrawal"
    return _written(
        [
            (version.iri, f"{_PROV}invalidatedAtTime", _typed(withdrawal.at, "dateTime")),
            (version.iri, f"{_PROV}wasInvalidatedBy", _iri(act)),
            (act, _TYPE, _iri(f"{_PROV}Activity")),
            (act, f"{_PROV}endedAtTime", _typed(withdrawal.at, "dateTime")),
            (act, f"{_PROV}wasAssociatedWith", _iri(submitter_iri(withdrawal.by))),
            (act, _COMMENT, ox.Literal(withdrawal.reason)),
        ]
    )


def of_submitter(name: str) -> bytes:
    """Tell who a submitter is, in N-Triples."""
    agent = submitter_iri(name)
    return _written(
        [(agent, _TYPE, _iri(f"{_PROV}Agent")), (agent, _LABEL, ox.Literal(name))],
    )


def _checksum(thing: str, digest: str) -> list[_Statement]:
    node = f"{thing}-checksum" if "#" in thing else f"{thing}#checksum"
    return [
        (thing, f"{SPDX}checksum", _iri(node)),
        (node, _TYPE, _iri(f"{SPDX}Checksum")),
        (node, f"{SPDX}algorithm", _iri(f"{SPDX}checksumAlgorithm_sha256")),
        (node, f"{SPDX}checksumValue", _typed(digest, "hexBinary")),
    ]


def _written(statements: Iterable[_Statement]) -> bytes:
    triples = (
        ox.Triple(_iri(subject), _iri(predicate), value) for subject, predicate, value in statements
    )
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _iri(text: str) -> ox.NamedNode:
    return ox.NamedNode(text)


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=_iri(_XSD + kind))
