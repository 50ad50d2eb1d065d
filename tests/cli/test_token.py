import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.access import Access
from reportedly.access.register import Register
from reportedly.access.token import Role
from reportedly.cli import main
from reportedly.engine.embedded import Embedded


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A directory in which there is no store yet."""
    return tmp_path / "store"


def run(store: Path | str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["token", *arguments, "--store", str(store)])


def create(store: Path, *arguments: str) -> str:
    """Make a token; return its text."""
    result = run(store, "create", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def test_the_token_alone_is_on_standard_output_and_is_good_at_once(store: Path) -> None:
    result = run(store, "create", "--role", "write", "--name", " Ana ")
    assert re.fullmatch(r"rptd_[0-9a-f]{8}_[0-9a-f]{64}\n", result.stdout)
    token = Access(store).check(f"Bearer {result.stdout.strip()}", Role.WRITE)
    assert token.name == "Ana"
    assert result.stderr == (
        f"Token {token.id}, role write, good until revoked. It is not shown again.\n"
    )


def test_a_token_can_be_made_before_the_first_start_and_while_the_server_runs(store: Path) -> None:
    first = create(store, "--role", "submit")
    engine = Embedded.on_disk(store)
    second = create(store, "--role", "submit")
    for text in (first, second):
        assert Access(store).check(f"Bearer {text}", Role.SUBMIT)
    engine.close()


def test_the_list_has_all_but_the_secret(store: Path) -> None:
    texts = [
        create(store, "--role", "write", "--name", "Ana, desk", "--expires", "2999-12-31"),
        create(store, "--role", "submit"),
    ]
    Register(store).create(Role.SUBMIT, name="Bo", expires=datetime(2020, 1, 2, tzinfo=UTC))
    ids = list(Register(store).read())
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    result = run(store, "list")
    assert result.stdout.splitlines() == [
        f"{ids[0]}  write   made {today}, expires 3000-01-01 00:00 UTC  Ana, desk",
        f"{ids[1]}  submit  made {today}, good until revoked  {ids[1]}",
        f"{ids[2]}  submit  made {today}, expired 2020-01-02 00:00 UTC  Bo",
    ]
    assert not any(text.rpartition("_")[2] in result.output for text in texts)


def test_an_empty_list_is_said_on_standard_error(store: Path) -> None:
    run(store, "revoke", create(store, "--role", "write").split("_")[1])
    result = run(store, "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "There are no tokens.\n"


def test_revoking_names_whose_it_was_and_is_done_once(store: Path) -> None:
    identifier = create(store, "--role", "write", "--name", "Ana").split("_")[1]
    result = run(store, "revoke", identifier)
    assert (result.exit_code, result.stdout) == (0, f"Token {identifier} of Ana is revoked.\n")
    again = run(store, "revoke", identifier)
    assert again.exit_code == 2
    assert f"there is no token {identifier}" in again.stderr


def test_days_count_from_now(store: Path) -> None:
    create(store, "--role", "write", "--expires", "90d")
    (token,) = Register(store).read().values()
    assert token.expires is not None
    assert timedelta(0) <= token.created + timedelta(days=90) - token.expires < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--expires", "soon"], "as 90d, or the last day, as 2031-12-31"),
        (["--expires", "0d"], "as 90d"),
        (["--expires", "9999-12-31"], "as 90d"),
        (["--expires", "2020-01-01"], "2020-01-01 is over already"),
        (["--name", " "], "1 to 100 characters"),
        (["--name", "a\nb"], "1 to 100 characters"),
        (["--name", "x" * 101], "1 to 100 characters"),
        (["--role", "admin"], "'admin' is not one of 'submit', 'write'"),
    ],
)
def test_options_that_do_not_fit_are_explained(
    store: Path, arguments: list[str], message: str
) -> None:
    result = run(store, "create", "--role", "write", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not store.exists()


@pytest.mark.parametrize("command", [["create", "--role", "write"], ["list"], ["revoke", "x"]])
def test_a_store_in_memory_keeps_none(command: list[str]) -> None:
    result = run("memory", *command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "A store in memory keeps no tokens.\n" in result.stderr
    assert "REPORTEDLY_TOKEN" in result.stderr


@pytest.mark.parametrize("command", [["list"], ["revoke", "x"]])
def test_only_creating_makes_a_store(store: Path, command: list[str]) -> None:
    result = run(store, *command)
    assert result.exit_code == 2
    assert "There is no store" in result.stderr
    assert not store.exists()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()
    assert "is not a store" in run(tmp_path, "create", "--role", "write").stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize("command", ["create", "list", "revoke"])
def test_help_of_each_says_what_it_does(command: str) -> None:
    result = CliRunner().invoke(main, ["token", command, "--help"])
    assert result.exit_code == 0
    assert "REPORTEDLY_STORE" in result.stdout
    assert "\\b" not in result.stdout
