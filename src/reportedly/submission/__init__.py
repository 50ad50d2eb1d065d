"""Submissions: a stranger’s document is read, guarded and checked before anything is kept.

`check` is the one function, bytes → outcome; the web and the command line call the same.
"""

from reportedly.submission.checking import Checked, Summary, check

__all__ = ["Checked", "Summary", "check"]
