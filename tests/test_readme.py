"""What README says is what happens: its commands run as printed, in a clone of their own."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from reportedly import documents, resources

from .conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def blocks(heading: str, language: str) -> list[str]:
    """The blocks of a language below a heading."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert section, heading
    found = re.findall(rf"^```{language}\n(.*?)^```$", section[1], re.MULTILINE | re.DOTALL)
    assert found, f"{heading}: {language}"
    return found


def block(heading: str, language: str) -> str:
    """The first block of a language below a heading."""
    return blocks(heading, language)[0]


def test_the_example_is_turtle_with_the_values_of_the_data() -> None:
    example = documents.parse_turtle(block("The model", "turtle").encode(), name="README")
    report = documents.read_turtle(resources.data() / "reports" / "syria-2024-12-02.ttl")
    assert set(example) <= set(report)


def test_the_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (REPOSITORY / picture).is_file(), picture


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)#]+)\)", README):
        assert (REPOSITORY / target).exists(), target


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A clone in which README's first command runs, and the address of its server."""
    clone = tmp_path_factory.mktemp("readme") / "clone"
    subprocess.run(["git", "clone", "-q", REPOSITORY, clone], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = (
        block("Run it", "sh")
        .strip()
        .replace("&& .venv/bin/reportedly", "&& exec $PWD/.venv/bin/reportedly")
    )
    process = subprocess.Popen(
        ["bash", "-c", command],
        cwd=clone,
        env=os.environ | homes(clone) | {"REPORTEDLY_PORT": port},
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", process)
        yield clone, port
    finally:
        process.terminate()
        process.wait(20)


def homes(clone: Path) -> dict[str, str]:
    """Where what runs in a clone finds the folders of its user, as variables."""
    return {"XDG_DATA_HOME": str(clone.parent / "data"), "HOME": str(clone.parent)}


def run(script: str, clone: Path) -> "subprocess.CompletedProcess[str]":
    """Run commands in a clone, as a user of its own."""
    ran = subprocess.run(
        ["bash", "-euc", script],
        cwd=clone,
        env=os.environ | homes(clone),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return ran


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "README's first command has ended"
        try:
            urlopen(url, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    pytest.fail("README's first command does not answer")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("curl"), reason="README asks with curl")
@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="clones the repository")
def test_the_first_command_and_the_question(server: tuple[Path, str]) -> None:
    clone, port = server
    question = block("Ask it", "sh").replace(":8000", f":{port}")
    answered = subprocess.run(
        ["bash", "-c", question], cwd=clone, check=True, capture_output=True, text=True
    )
    assert answered.stdout.splitlines() == block("Ask it", "csv").splitlines()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("curl"), reason="README asks with curl")
@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="clones the repository")
def test_the_commands_for_writing_a_report(server: tuple[Path, str]) -> None:
    """All run in one shell, in which the writer changes the report before replacing it."""
    clone, port = server
    change = "sed -i 's/in Samplebridge,/& again,/' my-report.ttl\n"
    told = ["", "Conforms.", "Published:", "There already", "Replaced:", "version 3", "<feed"]
    told += ["3 published", "Conforms."]
    steps = [*blocks("Write a report", "sh"), block("The server", "sh")]
    script = "".join(
        f"{change if 'Replaced' in word or 'version' in word else ''}{step}echo '####'\n"
        for word, step in zip(told, steps, strict=True)
    )
    script += "curl -s http://127.0.0.1:8000/report/my-report\n"
    ran = run(script.replace(":8000", f":{port}"), clone)
    for word, output in zip([*told, "an exercise"], ran.stdout.split("####\n"), strict=True):
        assert word in output, ran.stdout


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("curl"), reason="README asks with curl")
@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="clones the repository")
def test_the_commands_for_citing_and_exporting(server: tuple[Path, str]) -> None:
    clone, port = server
    script = block("Cite it, and take it along", "sh").replace(":8000", f":{port}")
    ran = run(script, clone)
    assert ran.stdout.startswith("@misc{reportedly-syria-2024-12-02,")
    assert (clone / "accounts.csv").read_text("utf-8").startswith("statement,notation,sources,")
    assert "AnnotationCollection" in (clone / "annotations.jsonld").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("curl"), reason="README asks with curl")
@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="clones the repository")
def test_the_commands_for_linking_a_table(server: tuple[Path, str]) -> None:
    clone, port = server
    script = block("Link your own tables", "sh").replace(":8000", f":{port}")
    ran = subprocess.run(["bash", "-euc", script], cwd=clone, capture_output=True, check=True)
    answers, (end, text) = [], (0, ran.stdout.decode().strip())
    while text := text[end:].lstrip():
        answer, end = json.JSONDecoder().raw_decode(text)
        answers.append(answer)
    found, fetched, linked = answers
    first = [each["result"][0] for each in found.values()]
    assert [(each["id"], each["match"]) for each in first] == [
        ("aleppo", True),
        ("state-of-syria", True),
        ("aleppo", False),
    ]
    assert fetched["rows"]["aleppo"]["wikidata"] == [{"str": "Q41183"}]
    assert linked["resources"][0]["label"] == "Aleppo"


@pytest.mark.slow
@pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="clones the repository")
def test_the_command_that_calls_another_dataset(server: tuple[Path, str]) -> None:
    clone, port = server
    script = block("Call other datasets", "sh").replace(":8000", f":{port}")
    ran = run(script, clone)
    assert ran.stdout == block("Call other datasets", "csv")


def test_the_second_command_is_the_one_that_ci_runs() -> None:
    assert block("Test it", "sh").endswith(".venv/bin/pytest -q\n")
    ci = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert ".ci/readme.py test" in ci
