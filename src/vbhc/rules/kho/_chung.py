"""What the rules on several documents share: whose a document is, and what reports call it."""

from __future__ import annotations

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.rules import BoiCanh
from vbhc.rules.vien_dan import _chung as chung


def chu_quan(van_ban: BanDoc) -> str:
    """The agency above, as a comparable name; "" when the document names none."""
    return "|".join(chung.co_quan(" ".join(d.chu for d in van_ban.tim("chu_quan"))))


def co_quan(van_ban: BanDoc) -> tuple[str, str]:
    """Whose a document is: the agency above and the agency itself; two equal offices of two provinces are two."""
    return chu_quan(van_ban), " ".join(d.chu for d in van_ban.tim("co_quan")).casefold()


def ten(van_ban: BanDoc, boi_canh: BoiCanh) -> str:
    """What reports call a document."""
    return boi_canh.ten or van_ban.view.name


def so(van_ban: BanDoc) -> str:
    """Its number as a key, "" for a draft."""
    number = van_ban.so
    return chung.khoa(f"{number.so}/{number.ky_hieu}") if number is not None and number.so.isdigit() else ""


def trich_yeu(van_ban: BanDoc) -> tuple[str, ...]:
    """The words of its subject."""
    return chung.tu(" ".join(d.chu for d in van_ban.tim("trich_yeu") or van_ban.tim("trich_yeu_cv")))


def loai(van_ban: BanDoc) -> str:
    """The name of its kind, "" when not known."""
    return norms.ten_loai().get(van_ban.loai, "")
