"""Who may write: tokens that are good, those that are not, and how each is told."""

import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.access import ANONYMOUS, Access
from reportedly.access.loopback import addresses_of, require_loopback
from reportedly.access.register import Register
from reportedly.access.token import Role
from reportedly.errors import (
    Forbidden,
    SettingsError,
    StoreError,
    StoreNotWritable,
    Unauthorised,
)

SECRET = "0123456789abcdef" * 4
SOON = datetime.now(UTC) + timedelta(days=1)
CREATE = """
import sys
from pathlib import Path
from reportedly.access.register import Register
from reportedly.access.token import Role
for _ in range(20):
    print(Register(Path(sys.argv[1])).create(Role.WRITE)[1])
"""
HEADERS = st.one_of(
    st.none(),
    st.text(),
    st.text(st.characters(max_codepoint=255)).map("Bearer ".__add__),
    st.from_regex(r"[Bb]earer +rptd_[0-9a-f]{8}_[0-9a-f]{64}"),
)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """The tokens of a store, of which there are none yet."""
    return Register(tmp_path)


@pytest.fixture
def access(tmp_path: Path) -> Access:
    """What decides about the same store."""
    return Access(tmp_path)


def refused(access: Access, header: str | None, role: Role = Role.SUBMIT) -> Unauthorised:
    with pytest.raises(Unauthorised) as caught:
        access.check(header, role)
    return caught.value


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER   ", " Bearer "])
def test_a_token_is_let_in_however_its_scheme_is_written(
    register: Register, access: Access, scheme: str
) -> None:
    token, text = register.create(Role.WRITE, name="Ana", expires=SOON)
    assert access.check(scheme + text, Role.WRITE) == token
    assert (token.name, token.role, token.expires) == ("Ana", Role.WRITE, SOON)


def test_write_includes_submit_and_submit_does_not_include_write(
    register: Register, access: Access
) -> None:
    assert access.check(f"Bearer {register.create(Role.WRITE)[1]}", Role.SUBMIT)
    token, text = register.create(Role.SUBMIT)
    with pytest.raises(Forbidden, match=f"{token.id} has the role submit.* the role write") as no:
        access.check(f"Bearer {text}", Role.WRITE)
    assert no.value.challenge == (
        'Bearer realm="reportedly", scope="write", error="insufficient_scope"'
    )


@pytest.mark.parametrize("header", [None, "", "Basic YTpi", SECRET, "Bearers x", "Digest a=b"])
def test_without_a_token_it_is_told_how_to_send_one(access: Access, header: str | None) -> None:
    error = refused(access, header)
    assert "needs a token of the role submit" in error.detail
    assert "Authorization: Bearer TOKEN" in error.hint
    assert error.challenge == 'Bearer realm="reportedly", scope="submit"'


@pytest.mark.parametrize(
    "credentials", ["", "a b", "ä", "a,b", "\u212a", '"quoted"', "a=b", "\x00"]
)
def test_what_no_token_looks_like_is_told_so(access: Access, credentials: str) -> None:
    error = refused(access, f"Bearer {credentials}")
    assert "does not have the form" in error.detail
    assert error.challenge.endswith(', error="invalid_token"')


def test_a_token_that_is_nearly_right_is_refused(register: Register, access: Access) -> None:
    _, text = register.create(Role.WRITE)
    for wrong in (text[:-1], text + "0", text.upper(), text[5:], text.replace("rptd", "rpta")):
        assert "not known here" in refused(access, f"Bearer {wrong}").detail


def test_an_expired_token_is_told_so(register: Register, access: Access) -> None:
    token, text = register.create(Role.WRITE, expires=datetime.now(UTC))
    error = refused(access, f"Bearer {text}")
    assert error.detail == f"The token {token.id} has expired."
    assert error.challenge.endswith(', error="invalid_token"')


@given(HEADERS)
def test_no_header_brings_it_down_or_gets_in(header: str | None) -> None:
    refused(Access(None, secret=SECRET), header)


@given(st.lists(st.one_of(st.sampled_from(Role), st.integers(0, 9)), max_size=12))
@settings(max_examples=25, deadline=None)
def test_tokens_pass_until_they_are_revoked_and_never_again(steps: list[Role | int]) -> None:
    with TemporaryDirectory() as store:
        register, access = Register(Path(store)), Access(Path(store))
        made: list[tuple[str, str]] = []
        live: set[str] = set()
        for step in steps:
            if isinstance(step, Role):
                token, text = register.create(step)
                made.append((token.id, text))
                live.add(token.id)
            elif step < len(made):
                assert (register.revoke(made[step][0]) is not None) == (made[step][0] in live)
                live.discard(made[step][0])
            for identifier, text in made:
                if identifier in live:
                    assert access.check(f"Bearer {text}", Role.SUBMIT).id == identifier
                else:
                    refused(access, f"Bearer {text}")


def test_the_file_is_for_its_owner_and_has_no_secret(register: Register, tmp_path: Path) -> None:
    (tmp_path / "tokens.json.new").write_text("left by a crash")
    (tmp_path / "tokens.json.new").chmod(0o644)
    _, text = register.create(Role.WRITE)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert text.rpartition("_")[2] not in file.read_text()


def test_a_write_that_breaks_off_leaves_the_tokens_as_they_were(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.create(Role.WRITE)
    before = (tmp_path / "tokens.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", raise_full)
        with pytest.raises(StoreNotWritable, match="No space"):
            register.create(Role.WRITE)
    assert (tmp_path / "tokens.json").read_bytes() == before
    assert register.create(Role.WRITE)[0].id in register.read()


def raise_full(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_revoking_what_is_not_there_changes_nothing(register: Register, tmp_path: Path) -> None:
    assert register.revoke("0a1b2c3d") is None
    assert list(tmp_path.iterdir()) == []


def test_processes_and_threads_that_create_at_once_lose_nothing(
    register: Register, access: Access, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", CREATE, str(tmp_path)]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    with ThreadPoolExecutor(4) as threads:
        mine = [text for _, text in threads.map(register.create, [Role.WRITE] * 20)]
    theirs = [text for other in others for text in other.communicate()[0].split()]
    assert [other.returncode for other in others] == [0, 0]
    for text in mine + theirs:
        access.check(f"Bearer {text}", Role.WRITE)
    assert len(register.read()) == len(mine + theirs) == 60


@given(st.binary() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_a_sentence_and_is_left_as_it_is(content: bytes | str) -> None:
    data = content.encode() if isinstance(content, str) else content
    with TemporaryDirectory() as store:
        file = Path(store) / "tokens.json"
        file.write_bytes(data)
        damaged(Path(store))
        assert file.read_bytes() == data


ENTRY = {"name": "x", "role": "write", "sha256": "00", "created": "2031-01-02T03:04:05+00:00"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"expires": "2031-01-01T00:00:00"},
        {"expires": "tomorrow"},
        {"expires": None, "role": "admin"},
        {"expires": None, "role": None},
        {"expires": None, "sha256": "no digest"},
        {"expires": None, "sha256": None},
    ],
)
def test_a_damaged_entry_is_a_sentence(change: dict[str, str | None], tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text(json.dumps({"0a1b2c3d": ENTRY | change}))
    damaged(tmp_path)


def damaged(store: Path) -> None:
    register = Register(store)
    for attempt in (
        register.read,
        lambda: register.create(Role.WRITE),
        lambda: register.revoke("0a1b2c3d"),
        lambda: Access(store).check(f"Bearer {SECRET}", Role.WRITE),
    ):
        with pytest.raises(StoreError, match=r"tokens\.json is damaged\.$"):
            attempt()


def test_where_nothing_can_be_read_or_written_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreNotWritable, match="can’t be written: No such file"):
        Register(tmp_path / "none").create(Role.WRITE)
    (tmp_path / "tokens.json").mkdir()
    with pytest.raises(StoreError, match=r"tokens\.json can’t be read: "):
        Register(tmp_path).read()


def test_without_permission_nothing_is_written(register: Register, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("who runs the tests may write everywhere")
        with pytest.raises(StoreNotWritable, match="Permission denied"):
            register.create(Role.WRITE)
    finally:
        tmp_path.chmod(0o700)


def test_a_store_in_memory_takes_the_one_token_of_its_operator() -> None:
    token = Access(None, secret=SECRET).check(f"Bearer {SECRET}", Role.WRITE)
    assert (token.id, token.name) == ("environment", "operator")
    refused(Access(None), "Bearer " + SECRET)


@pytest.mark.parametrize("secret", ["changeme", "x" * 31, "ä" * 64, f"{SECRET} ", "=" * 64])
def test_a_token_of_the_operator_that_is_no_good_stops_the_server(secret: str) -> None:
    with pytest.raises(SettingsError, match="REPORTEDLY_TOKEN can be guessed") as caught:
        Access(None, secret=secret)
    assert secret not in caught.value.detail + caught.value.hint


def test_a_store_on_disk_takes_its_own_tokens_only(tmp_path: Path) -> None:
    refused(Access(tmp_path, secret=SECRET), f"Bearer {SECRET}")


def test_where_everybody_may_write_tokens_count_and_other_sites_may_not() -> None:
    access = Access(None, anonymous=True)
    assert access.check(None, Role.WRITE) is ANONYMOUS
    refused(access, f"Bearer {SECRET}")
    with pytest.raises(Unauthorised):
        access.check(None, Role.WRITE, origin="https://example.org")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LOCALHOST", "127.1"]
)
def test_this_machine_alone_is_loopback(host: str) -> None:
    require_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "::",
        "",
        "*",
        "192.0.2.1",
        "2001:db8::1",
        "..",
        "a" * 64,
        "example.org",
        "\x00",
        "fe80::1%1",
    ],
)
def test_everything_else_is_not_loopback(host: str) -> None:
    with pytest.raises(SettingsError, match="Anonymous writes are for this machine alone"):
        require_loopback(host)


def test_a_name_is_loopback_only_if_all_its_addresses_are() -> None:
    require_loopback("localhost", lambda _: {"127.0.0.1", "::1"})
    with pytest.raises(SettingsError, match="“localhost” can mean more"):
        require_loopback("localhost", lambda _: {"127.0.0.1", "192.0.2.1"})


@given(st.text())
def test_no_host_brings_the_rule_down(host: str) -> None:
    assert isinstance(addresses_of(host), set)
