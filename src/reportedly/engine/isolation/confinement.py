"""Takes from a process, and from all that it forks, what no engine needs."""

import ctypes
import resource
import sys
from typing import Final

_NEW_NETWORK: Final = 0x40000000
_NEW_USERS: Final = 0x10000000
"""Flags of https://man7.org/linux/man-pages/man2/unshare.2.html, which Python has from 3.12 on."""


def confine() -> None:
    """Give up the network, where the system allows that, and the writing of core dumps.

    Only for a process with a single thread: open connections stay, and no new ones can be made.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        unshare = ctypes.CDLL(None).unshare
        if unshare(_NEW_NETWORK) != 0:
            unshare(_NEW_NETWORK | _NEW_USERS)  # for all but root
