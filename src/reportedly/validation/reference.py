"""pySHACL over the whole, which all else is measured by."""

from functools import cache
from typing import Any, Final, cast

import pyshacl
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.errors import ValidationFailure
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result


def validation_report(data: Graph, shapes: Graph) -> Graph:
    """Return the `sh:ValidationReport` of data against shapes; neither graph is changed.

    Warnings and information are results in it, but leave `sh:conforms` true. Raises
    ValidationFailure if pySHACL can't use the shapes, which no data can bring about.

    See https://www.w3.org/TR/shacl/#validation-report.
    """
    prepared = PreparingGraph(store=data.store, identifier=data.identifier)
    _, report, _ = pyshacl.validate(prepared, shacl_graph=shapes, allow_warnings=True)
    if isinstance(report, ValidationFailure):
        raise report
    report = cast(Graph, report)
    restore_messages(report, shapes)
    return report


def restore_messages(report: Graph, shapes: Graph) -> None:
    """Give results the messages of their shapes: pySHACL drops the languages of some.

    It does so for SPARQL constraints, where it fills in variables; ours have none in messages.
    """
    for result, shape in list(report.subject_objects(SH.sourceShape)):
        messages = list(shapes.objects(shape, SH.message))
        if messages:
            report.remove((result, SH.resultMessage, None))
        for message in messages:
            report.add((result, SH.resultMessage, message))


_fill_in: Final = ConstraintComponent._format_sparql_based_result_message


def _fill_in_as_it_is(component: ConstraintComponent, message: str, values: Any) -> Any:
    """Put values into a message; pySHACL by itself fails at a backslash in one of them."""
    return _fill_in(component, message, _escaped(values))  # type: ignore[no-untyped-call]


def _escaped(value: Any) -> Any:
    match value:
        case None:
            return None
        case dict():
            return {name: _escaped(each) for name, each in value.items()}
        case list() | tuple():
            return [_escaped(each) for each in value]
        case _:
            return str(value).replace("\\", r"\\")


ConstraintComponent._format_sparql_based_result_message = _fill_in_as_it_is  # type: ignore[method-assign]


class PreparingGraph(Graph):
    """A graph that parses each query once: pySHACL asks the same one for every focus node."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer a query; see `rdflib.Graph.query`."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *args, **kwargs)


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)
