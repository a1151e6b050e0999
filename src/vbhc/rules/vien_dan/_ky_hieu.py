"""A number taken apart: the kind's abbreviation, the agency's; and when an abbreviation is a slip of another."""

from __future__ import annotations

import re

from vbhc.model.ban_doc import BanDoc
from vbhc.rules import BoiCanh, go_nham
from vbhc.text.letters import without_marks

_SO = re.compile(r"\d+(?:/\d{4})?(?P<noi>[/-])(?P<sau>.*)", re.DOTALL)


def tach(so_ky_hieu: str) -> tuple[str, str]:
    """`14/QĐ-SKHCN` → ("QĐ", "SKHCN"); `15-CT/TU` → ("CT", "TU"); `123/SNV` → ("", "SNV")."""
    found = _SO.match(so_ky_hieu.replace(" ", ""))
    if found is None:
        return "", ""
    sign = "-" if found["noi"] == "/" else "/"
    first, cut, rest = found["sau"].partition(sign)
    return (first, rest) if cut else ("", first)


def cua_minh(van_ban: BanDoc, boi_canh: BoiCanh) -> tuple[str, ...]:
    """The document's own agency as its notation writes it: from what is known of the agency, else from its number."""
    if boi_canh.co_quan is not None:
        return (boi_canh.co_quan.viet_tat,)
    tail = van_ban.so.ky_hieu.rpartition("-")[2] if van_ban.so is not None else ""
    return (tail,) if tail else ()


def gan(wrong: str, right: str) -> bool:
    """Whether an abbreviation is a slip of another: hyphens or marks differ, or a letter is added, left out, swapped.

    A replaced letter is another agency (STNMT, SNNMT), so is another first letter.
    """
    if wrong == right or len(right) < 4 or wrong[:1] != right[:1] or abs(len(wrong) - len(right)) > 2:
        return False
    a, b = _gon(wrong), _gon(right)
    if a == b:
        return True
    if len(a) == len(b):
        apart = [i for i in range(len(a)) if a[i] != b[i]]
        return (
            len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
        )
    return min(len(a), len(b)) >= 4 and go_nham.mot_chu(a, b)


def _gon(text: str) -> str:
    return without_marks(text.replace("-", "").replace("&", "")).upper()
