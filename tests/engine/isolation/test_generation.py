"""What is left of a revision whose processes can't all be started."""

from pathlib import Path
from typing import Any

import pytest

from reportedly.engine.isolation.channel import Channel
from reportedly.engine.isolation.forker import Child, Forker
from reportedly.engine.isolation.generation import Generation


class OnlyOnce(Forker):
    """A forker that ends after its first child."""

    def __init__(self) -> None:
        near, self.far = Channel.pair()
        super().__init__(near)
        self.children: list[Child] = []

    def fork(self, *_: Any) -> Child:
        if self.children:
            raise EOFError
        near, far = Channel.pair()
        far.close()
        self.children.append(Child(0, near))
        return self.children[0]


def test_the_first_process_is_let_go_when_the_second_cannot_be_started(tmp_path: Path) -> None:
    root = OnlyOnce()
    root.far.close()
    with pytest.raises(EOFError):
        Generation(root, 1, tmp_path, answer=1)
    root.close()
    assert [child.channel.fileno() for child in root.children] == [-1]
