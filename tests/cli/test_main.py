from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from reportedly import __version__
from reportedly.cli import COMMANDS, main
from reportedly.errors import StoreLocked


def test_version() -> None:
    result = CliRunner().invoke(main, ["--version"], prog_name="reportedly")
    assert (result.exit_code, result.output) == (0, f"reportedly {__version__}\n")


def test_help_lists_every_command_with_what_it_does() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name, module in COMMANDS.items():
        command: click.Command = getattr(import_module(module), name)
        assert command.get_short_help_str(limit=120) in result.output


def test_an_unknown_command_is_a_sentence_and_exits_2() -> None:
    result = CliRunner().invoke(main, ["serv"])
    assert result.exit_code == 2
    assert "No such command 'serv'" in result.stderr


def test_our_errors_are_sentences_on_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def verify() -> None:
        raise StoreLocked("It is locked.", hint="Wait.")

    monkeypatch.setattr("reportedly.cli.verify.verify", verify)
    result = CliRunner().invoke(main, ["verify"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "It is locked.\nWait.\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_laid_out_and_names_the_exit_codes(name: str) -> None:
    text = CliRunner().invoke(main, [name, "--help"]).output
    assert "\\b" not in text
    assert "Exit codes: 0 " in text
    assert "\n  Example" in text
