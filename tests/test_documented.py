"""What can be used is documented: settings, commands, routes."""

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import click
import pytest

from reportedly.cli import COMMANDS
from reportedly.cli.serve import serve
from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
OPTIONS = {
    option.name: option
    for option in serve.params
    if isinstance(option, click.Option) and option.name
}


def command(name: str) -> click.Command:
    found: click.Command = getattr(import_module(COMMANDS[name]), name)
    return found


def test_every_setting_has_a_flag_and_every_flag_is_a_setting() -> None:
    assert {field.name for field in fields(Settings)} == set(OPTIONS)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_setting_has_help_a_default_and_an_environment_variable(name: str) -> None:
    option = OPTIONS[name]
    assert option.help
    assert option.help.endswith(".")
    assert option.show_default
    assert option.envvar == f"REPORTEDLY_{name.upper()}"
    assert option.show_envvar
    assert option.default == getattr(Settings(), name)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"--{name.replace('_', '-')}" in README
    assert f"REPORTEDLY_{name.upper()}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_each_of_its_options_has_help(name: str) -> None:
    assert f"reportedly {name}" in README
    for option in command(name).params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} --{option.name}"


def test_every_route_is_in_the_readme() -> None:
    app = create_app(Embedded.in_memory(), Settings(store=None))
    routes = {rule.rule for rule in app.url_map.iter_rules()} - {"/static/<path:filename>"}
    assert routes
    for route in routes:
        assert re.search(rf"`{re.escape(route)}`", README), route
