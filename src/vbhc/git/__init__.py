"""The one place that runs git: versions, histories and files of a repository, read without running what it brings.

`repo` finds a repository; who needs what asks the module for it: `history` (versions and what they changed), `tree`
(files of a version), `index` (what is staged), `config` (settings, hooks). Paths are those git keeps: from the
root, with forward slashes.
"""

from vbhc.git.history import Commit
from vbhc.git.running import Repo, printable, repo
from vbhc.git.tree import POINTER, is_pointer

__all__ = ["POINTER", "Commit", "Repo", "is_pointer", "printable", "repo"]
