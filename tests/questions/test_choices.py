"""The values that a question can be asked with: found in the data, and each good to ask with."""

import pytest

from reportedly import lookup
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.errors import ParameterError
from reportedly.questions import Parameter, Question, choices, load

from .across import within

ASKED = [(question, each) for question in load() for each in question.parameters]
CHOSEN = [(question, each) for question, each in ASKED if each.choices]


def named(each: Question | Parameter) -> str:
    return each.slug if isinstance(each, Question) else each.name


pairs = pytest.mark.parametrize(("question", "parameter"), ASKED, ids=named)
chosen = pytest.mark.parametrize(("question", "parameter"), CHOSEN, ids=named)


@pytest.fixture(scope="module")
def engine() -> Embedded:
    return open_engine(None)


@chosen
def test_the_default_is_a_choice_with_a_name(
    engine: Embedded, question: Question, parameter: Parameter
) -> None:
    found = {each.value: each.label for each in choices.find(engine, parameter)}
    assert parameter.value in found
    assert parameter.type != "iri" or ":" not in found[parameter.value], question.slug


@chosen
def test_every_choice_can_be_asked_with(
    engine: Embedded, question: Question, parameter: Parameter
) -> None:
    for choice in choices.find(engine, parameter):
        choices.require_known(engine, parameter, choice.value)
        lookup.solutions(engine, within(question.with_values({parameter.name: choice.value})))


@pairs
def test_the_default_asks_the_same(question: Question, parameter: Parameter) -> None:
    engine = Embedded.in_memory()
    asked = question.with_values({parameter.name: parameter.value})
    assert lookup.solutions(engine, within(asked)) == lookup.solutions(
        engine, within(question.text)
    )


def test_nobody_can_choose_without_being_told_from_what() -> None:
    free = {parameter.type for _, parameter in ASKED if not parameter.choices}
    assert free == {"number", "endpoint"}


def test_choices_are_in_the_order_of_their_names(engine: Embedded) -> None:
    area = next(each for question, each in ASKED if question.slug == "status-by-place")
    labels = [choice.label for choice in choices.find(engine, area)]
    assert labels == sorted(labels, key=str.casefold)
    assert "Aleppo Governorate" in labels


def test_a_parameter_without_a_pattern_has_no_choices(engine: Embedded) -> None:
    assert choices.find(engine, Parameter("name", "string", "a name", "'x'")) == ()


def test_of_very_many_choices_some_are_offered() -> None:
    engine = Embedded.in_memory()
    turtle = "\n".join(f"<http://e.org/s> <http://e.org/p> {n} ." for n in range(choices.MOST + 9))
    engine.replace("http://e.org/g", turtle.encode(), "text/turtle")
    number = Parameter("n", "string", "a number", "1", "[] <http://e.org/p> ?n")
    assert len(choices.find(engine, number)) == choices.MOST


@pytest.mark.parametrize("value", ["kind:kiled", "https://w3id.org/reportedly/kind/kiled"])
def test_an_iri_that_nothing_is_said_of_is_refused(engine: Embedded, value: str) -> None:
    measure = next(each for _, each in ASKED if each.name == "measure")
    with pytest.raises(ParameterError, match="kiled") as caught:
        choices.require_known(engine, measure, value)
    assert "kind:killed" in caught.value.hint
