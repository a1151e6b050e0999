"""What the rules on citations share: when two mean one document, how issuers and subjects are compared."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from vbhc.model.ban_doc import BanDoc, Dong, VienDan
from vbhc.model.edits import TextEdit
from vbhc.text import dates

_KY_HIEU = re.compile(r"0*(\d+)(.*)", re.DOTALL)
CO_NAM = re.compile(r"\d+/((?:19|20)\d\d)/")
"""Numbers that hold the year of issue."""
_DANG = ("thành ủy", "tỉnh ủy", "trung ương", "đảng", "bộ chính trị", "ban bí thư", "huyện ủy", "quận ủy")
_CAP = re.compile(r"\b(tỉnh|thành phố|đặc khu|huyện|quận|thị xã|phường|xã|thị trấn)\b")
_VIET_TAT = (("uỷ", "ủy"), ("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("tp.", "thành phố "))
_DUNG_DAU = re.compile(
    r"^(?:(?:tổng )?giám đốc|bộ trưởng|chủ nhiệm|(?:chi )?cục trưởng|viện trưởng|chánh văn phòng|chủ tịch"
    r"|ban (?:chủ nhiệm|chấp hành|thường trực)) (?=\w+ \w+)"
)
"""Who signs for a body: a document of its head is its own. Thủ tướng and Chính phủ are two."""
_TP = re.compile(r"\btp\b")
_DUOI = re.compile(r",\s+(?=(?:Sở|Ủy ban|UBND|Bộ|Phòng|Trung tâm|Chi cục|Văn phòng|Ban|Giám đốc|Cục|Chính phủ)\b)")
_TU = re.compile(r"\w+")
_TRICH_YEU = re.compile(r"\b(?:về|ban hành|sửa đổi|bổ sung|quy định|hướng dẫn|thay thế|bãi bỏ|phê duyệt|triển khai)\b")
_HET = re.compile(r"[;:]|\.\s|,\s*(?:và )?$|\bvà (?:các )?$")
_MO = ("về", "việc", "v", "ban", "hành")


def khoa(so_ky_hieu: str) -> str:
    """A number as a key: no blanks, no zero in front, one case."""
    compact = re.sub(r"\s", "", so_ky_hieu)
    found = _KY_HIEU.match(compact)
    return (found[1] + found[2] if found else compact).casefold()


def nhom(cited: Iterable[VienDan]) -> dict[str, list[VienDan]]:
    """Citations by number, in the order of the page; laws, which have none, are left out."""
    out: dict[str, list[VienDan]] = {}
    for v in cited:
        if v.so_ky_hieu:
            out.setdefault(khoa(v.so_ky_hieu), []).append(v)
    return {k: vs for k, vs in out.items() if len(vs) > 1}


def ngay(v: VienDan) -> str:
    """The date as 10/4/2026."""
    return dates.bang_so(v.ngay) if v.ngay else v.ngay_chu.removeprefix("ngày ")


def cho(v: VienDan) -> str:
    """The place of a citation, to begin a sentence with."""
    place = v.vi_tri or "Một chỗ"
    return place[:1].upper() + place[1:]


def goi(v: VienDan) -> str:
    """Kind and number."""
    return f"{v.loai[:1].upper()}{v.loai[1:]} số {v.so_ky_hieu}"


def tu(text: str) -> tuple[str, ...]:
    """The words of a subject that say what it is about: no marks, no "về việc", no clause of the sentence around it."""
    words = _TU.findall(_DUOI.split(text, maxsplit=1)[0].casefold())
    while words and words[0] in _MO:
        words.pop(0)
    return tuple(words)


def doan_trich_yeu(v: VienDan) -> tuple[int, int]:
    """Where a cited document's subject stands in the line: words that are not ours to change; (0, 0) without one."""
    if not v.trich_yeu:
        return 0, 0
    own = _DUOI.split(v.trich_yeu, maxsplit=1)[0]
    at = v.dong.chu.find(own, v.dau)
    return (at, at + len(own)) if at >= 0 else (0, 0)


def gan_nhu(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two subjects are the same but for a slip; their numbers must be equal."""
    if one == two:
        return True
    if [w for w in one if w.isdigit()] != [w for w in two if w.isdigit()] or abs(len(one) - len(two)) > 2:
        return False
    return difflib.SequenceMatcher(None, one[:60], two[:60], autojunk=False).ratio() >= 0.93


def co_quan(text: str) -> tuple[str, str]:
    """An issuer as level ("tỉnh", or "") and the rest of its name, abbreviations written out."""
    name = text.casefold()
    for short, full in _VIET_TAT:
        name = name.replace(short, full)
    name = _DUNG_DAU.sub("", " ".join(_TP.sub("thành phố", name).split()))
    level = _CAP.search(name)
    return (level[1] if level else ""), " ".join(_CAP.sub("", name).split())


def cung_co_quan(one: str, two: str) -> bool:
    """Whether two issuers may be one: equal, or one written shorter; what is no name of an agency says nothing."""
    if not one[:1].isupper() or not two[:1].isupper():
        return True
    (level, name), (level2, name2) = co_quan(one), co_quan(two)
    if any(p in name for p in _DANG) and any(p in name2 for p in _DANG):
        return True
    if level and level2 and level != level2:
        return False
    return name == name2 or f"{name2} ".startswith(f"{name} ") or f"{name} ".startswith(f"{name2} ")


def mot_van_ban(one: VienDan, two: VienDan) -> bool:
    """Whether two citations of one number mean one document, as far as can be told.

    Numbers begin anew each year and each agency has its own: with two years it is one document when the number holds
    the year, when day and month agree, or when the subjects do.
    """
    if not cung_co_quan(one.co_quan, two.co_quan):
        return False
    if one.ngay is None or two.ngay is None or one.ngay.nam == two.ngay.nam or CO_NAM.match(one.so_ky_hieu):
        return True
    if (one.ngay.ngay, one.ngay.thang) == (two.ngay.ngay, two.ngay.thang):
        return True
    subject, subject2 = tu(one.trich_yeu), tu(two.trich_yeu)
    return len(subject) > 3 and gan_nhu(subject, subject2)


def than(van_ban: BanDoc) -> set[int]:
    """The identities of the lines of the main text (căn cứ and items), annexes left out."""
    return {id(d) for d in van_ban.can_cu} | {id(m.dong) for m in van_ban.muc}


def trong_than(van_ban: BanDoc) -> list[VienDan]:
    """The citations of the main text that are citations of its own: not those inside another document's subject.

    "Kế hoạch số 03/KH-UBND … về triển khai Chỉ thị số 15-CT/TU …": the second belongs to a subject that is not ours to
    change.
    """
    lines = than(van_ban)
    out: list[VienDan] = []
    last: VienDan | None = None
    for v in van_ban.vien_dan:
        if v.trong_bang or id(v.dong) not in lines:
            continue
        between = v.dong.chu[last.cuoi : v.dau] if last is not None and last.dong is v.dong else ""
        last = v
        if not (_TRICH_YEU.search(between) and not _HET.search(between)):
            out.append(v)
    return out


def sua_chu(dong: Dong, dau: int, cuoi: int, chu: str) -> tuple[TextEdit, ...]:
    """The edit that replaces `dong.chu[dau:cuoi]`; none where the line as typed is not the line as matched."""
    lead = len(dong.tu_dong) + 1 if dong.tu_dong else 0
    if len(dong.goc) != len(dong.chu) or dau < lead:
        return ()
    base = dong.dau - lead
    return (TextEdit(dong.doan.spot, base + dau, base + cuoi, chu),)
