"""Judging: data folders, our prints and anyone's Word files, each as a View under the same shelf of rules.

A data folder is judged on the print it would make now, so that its form and its agreement are judged by the same rules
as any other file; what is found is then pointed to in the data.
"""

from __future__ import annotations

from vbhc.checking.fixing import DaSua, fix
from vbhc.checking.judging import Cach, Da, agency_said, check
from vbhc.checking.profile import profile
from vbhc.checking.sources import sources
from vbhc.checking.together import check_all, from_severity, worst

__all__ = [
    "Cach",
    "Da",
    "DaSua",
    "agency_said",
    "check",
    "check_all",
    "fix",
    "from_severity",
    "profile",
    "sources",
    "worst",
]
