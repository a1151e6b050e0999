"""An annex's indication line read: which kind, number and date it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbhc import norms
from vbhc.model.ban_doc import Dong, PhuLuc

_DAU = re.compile(r"\(?\s?(?P<ban_hanh>ban hành )?kèm theo\b\s?(?P<con>.*)", re.IGNORECASE)
_SO = re.compile(r"\bsố ?:? ?(?P<so>[^/()]{0,40}?) ?/ ?(?P<ky_hieu>[^\s,;()]*)", re.IGNORECASE)
_NGAY = re.compile(
    r"\bngày ?(?P<d>[\d….]*) ?tháng ?(?P<m>[\d….]*) ?năm ?(?P<y>[\d….]*)"
    r"|\bngày ?(?P<d2>[\d….]{0,9}) ?(?P<gach>[/-]) ?(?P<m2>[\d….]{0,9}) ?[/-] ?(?P<y2>\d{4}|[….]{1,9})",
    re.IGNORECASE,
)
_CUA = re.compile(r"(?:^|[\s….\d])của (?P<ai>[^\s)][^();,]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KemTheo:
    """`loai`: the kind's name as in the norms, "văn bản" the general word, "" neither. Blank parts are "" or 0."""

    dong: tuple[Dong, ...]
    chu: str
    ban_hanh: bool
    loai: str
    co_so: bool
    so: str
    ky_hieu: str
    ngay: tuple[int, int, int]
    """Day, month, year."""
    ngay_chu: str
    """"chữ" written with the words ngày, tháng, năm; "số" as 9/3/2026; "" not at all."""
    cua: str
    """Whose document it says it is; "" not said."""


def dong(phu_luc: PhuLuc) -> tuple[Dong, ...]:
    """The indication's lines; where none was recognised, an early line that begins like one."""
    if phu_luc.kem_theo:
        return phu_luc.kem_theo
    early = (d for d in phu_luc.dong[:12] if d.chu and not d.doan.spot.table)
    return tuple(d for d in early if _DAU.match(d.chu))[:1]


def doc(phu_luc: PhuLuc) -> KemTheo | None:
    """Read it; None where the annex has none."""
    lines = dong(phu_luc)
    if not lines:
        return None
    text = " ".join(d.chu for d in lines)
    found = _DAU.match(text)
    rest = found["con"] if found else text
    number, date = _SO.search(rest), _NGAY.search(rest)
    code = number["ky_hieu"] if number else ""
    day = month = year = 0
    how = ""
    if date:
        how = "số" if date["gach"] else "chữ"
        day, month, year = (_int(date[k] or date[f"{k}2"] or "") for k in ("d", "m", "y"))
    return KemTheo(
        lines, text, bool(found and found["ban_hanh"]), _loai(rest), bool(re.match(r"[^()]{0,60}?\bsố\b", rest)),
        re.sub(r"\D", "", number["so"]) if number else "", code if any(c.isalpha() for c in code) else "",
        (day, month, year), how, whose["ai"].strip(" .…") or "…" if (whose := _CUA.search(rest)) else "",
    )  # fmt: skip


def _int(text: str) -> int:
    digits = re.sub(r"\D", "", text)[:4]
    return int(digits) if digits else 0


def _loai(rest: str) -> str:
    text = rest.casefold()
    kinds = (*norms.moi_ten_loai(), "Nghị định", "Thông tư", "Văn bản")
    found = [k for k in kinds if text.startswith(k.casefold()) and not text[len(k) : len(k) + 1].isalnum()]
    return max(found, key=len, default="")
