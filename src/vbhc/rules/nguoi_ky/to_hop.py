"""Quyền hạn người ký ghi sai chữ viết tắt hoặc sai tổ hợp.

Chữ viết tắt quyền hạn là TM., KT., TL., TUQ., Q. (có dấu chấm); K/T, T/M, T/L là cách của văn bản Đảng. Dưới dòng KT.,
TL., TUQ. phải có dòng chức vụ của người ký. Thừa ủy quyền không được ủy quyền lại nên dưới TUQ. không có KT. Ghi TM.
trước tên tập thể, KT., TL., TUQ. trước chức vụ người đứng đầu, Q. trước chức vụ của người được giao quyền; ký KT. là
cấp phó của người đó, ký TL., TUQ. là người đứng đầu đơn vị cấp dưới. Cấp phó thay mặt Ủy ban nhân dân thì ký thay Chủ
tịch.

Sai: KT GIÁM ĐỐC
Sai: QUYỀN GIÁM ĐỐC
Sai: TM. GIÁM ĐỐC
Sai: GIÁM ĐỐC / PHÓ GIÁM ĐỐC
Sai: KT. GIÁM ĐỐC / TRƯỞNG PHÒNG
Sai: KT. CHỦ TỊCH / PHÓ GIÁM ĐỐC
Sai: TL. CHỦ TỊCH / PHÓ CHÁNH VĂN PHÒNG
Sai: TL. ỦY BAN NHÂN DÂN / CHÁNH VĂN PHÒNG
Sai: TM. ỦY BAN NHÂN DÂN / PHÓ CHỦ TỊCH
Sai: TUQ. CHỦ TỊCH / KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC
Đúng: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.recognising.signs import chuc_vu
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.nguoi_ky._khoi import Khoi, khoi

QUY_TAC = QuyTac("N30-07-1", "Quyền hạn của người ký", ("I.II.7b", "Đ13.3"), Severity.LOI, Sua.KHONG)
_DANG = re.compile(r"(?P<a>[TK]/?[MTL]|T/?U/?Q)\s*[./]?\s*(?=\S)")
_PHO = re.compile(r"PHÓ\s")
_CAP_DUOI = re.compile(r"(?:TRƯỞNG (?:PHÒNG|BAN)|CHÁNH (?:VĂN PHÒNG|THANH TRA)|CHI CỤC TRƯỞNG)\b")
"""Heads of what is under an agency, who sign by order (TL.) and not in its head's place."""
_UBND = re.compile(r"(?:(?:[ỦU]Y|UỶ) BAN NHÂN DÂN|UBND)\b")
_DUNG_DAU = re.compile(
    r"(?:CHỦ TỊCH|(?:TỔNG )?GIÁM ĐỐC|(?:TỔNG |CHI )?CỤC TRƯỞNG|(?:VỤ|VIỆN|HIỆU) TRƯỞNG|TRƯỞNG PHÒNG"
    r"|CHÁNH (?:VĂN PHÒNG|THANH TRA))\b"
)
"""Heads whose deputies are called by the same title; a board's members sign with what they are elsewhere."""
_CO_CHUC_VU_KHAC = re.compile(r"\b(?:HỘI ĐỒNG(?! NHÂN DÂN)|(?<!ỦY )(?<!UỶ )BAN|TỔ|ĐOÀN)\b")
"""Bodies whose members sign with their title there and the one they have elsewhere."""
_TAP_THE = re.compile(r"[ỦU]Y BAN\b|UỶ BAN\b")
"""A body that `chuc_vu` takes for a title, since lines of signing begin with it."""


@cache
def _prefix() -> re.Pattern[str]:
    names = sorted((p.rstrip(".") for p in norms.ky()["viet_tat"]), key=len, reverse=True)
    return re.compile(rf"(?P<ten>{'|'.join(names)})(?P<cham>\s?\.|(?=\s))\s*")


@cache
def _allowed() -> frozenset[tuple[str, ...]]:
    """Combinations by their abbreviations alone: how many lines a long title takes is nobody's rule."""
    return frozenset(tuple(p for p in row if p) for row in norms.ky()["to_hop"])


@cache
def _alone() -> frozenset[tuple[str, ...]]:
    """Combinations under which no further line must follow."""
    return frozenset(tuple(p for p in row if p) for row in norms.ky()["to_hop"] if row[-1])


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every block's abbreviations, alone and together."""
    blocks = [b for b in khoi(van_ban) if b.quyen_han]
    for block in blocks:
        found: list[tuple[Dong, str]] = []
        for dong in block.quyen_han:
            prefix, fault = _read(dong)
            found.append((dong, prefix))
            if fault is not None:
                yield fault
            yield from _before(dong, prefix)
        if van_ban.loai != "BB":  # under minutes the two sides sign as they were called in the text
            yield from _together(block, found)
    if len(blocks) == 1 and van_ban.loai != "BB" and not any(_read(d)[0] for d in blocks[0].quyen_han):
        yield from _khong_ghi(van_ban, blocks[0].quyen_han)


def _khong_ghi(van_ban: BanDoc, titles: tuple[Dong, ...]) -> Iterator[Loi]:
    """A deputy who signs alone with no abbreviation at all, below the head's title or without it."""
    first = titles[0]
    head = first.in_ra.upper()
    if _PHO.match(first.in_ra):
        yield Loi(
            first, f"Cấp phó “{first.in_ra[:40]}” ký nhưng không ghi quyền hạn",
            "Ghi dòng “KT. <chức vụ người đứng đầu>” phía trên", muc=Severity.CANH_BAO,
        )  # fmt: skip
    elif (
        len(titles) > 1
        and _DUNG_DAU.match(head)
        and titles[1].in_ra.upper() == f"PHÓ {head}"
        and not any(_CO_CHUC_VU_KHAC.search(d.in_ra.upper()) for d in van_ban.tim("co_quan"))
    ):
        yield Loi(first, f"Cấp phó “{titles[1].in_ra[:40]}” ký mà dòng trên không ghi KT.", f"Viết: KT. {head}",
                  trich=first.chu[:40])  # fmt: skip


def _read(dong: Dong) -> tuple[str, Loi | None]:
    """The abbreviation a line begins with, as it should be written, and what is wrong with how it is."""
    text = dong.in_ra.upper()
    found = _prefix().match(text)
    if found is not None:
        right = f"{found['ten']}."
        if found["cham"].strip() == ".":
            return right, None
        rest = text[found.end() :]
        return right, Loi(dong, f"“{found['ten']}” thiếu dấu chấm", f"Viết: {right} {rest}", trich=dong.chu[:40])
    party = _DANG.match(text)
    if party is not None and "/" in party["a"]:
        right = party["a"].replace("/", "") + "."
        return right, Loi(
            dong, f"“{party['a']}” là cách viết của văn bản Đảng", f"Viết: {right} {text[party.end() :]}",
            trich=dong.chu[:40],
        )  # fmt: skip
    return "", None


def _before(dong: Dong, prefix: str) -> Iterator[Loi]:
    """What an abbreviation stands before: TM. a body of people, Q. a title, which is not written out."""
    text = dong.in_ra.upper()
    rest = text.removeprefix(prefix).strip()
    if prefix == "TM." and chuc_vu(rest) and not _TAP_THE.match(rest) and not _prefix().match(rest):
        yield Loi(
            dong, f"TM. ghi trước chức vụ “{rest[:40]}”",
            "TM. chỉ ghi trước tên tập thể lãnh đạo hoặc cơ quan làm việc tập thể; người đứng đầu ký thì bỏ TM.",
            trich=dong.chu[:40],
        )  # fmt: skip
    if prefix in {"KT.", "TL.", "TUQ."} and _UBND.match(rest):
        yield Loi(
            dong, f"{prefix} ghi trước tên tập thể “{rest[:40]}”",
            f"{prefix} ghi trước chức vụ của người đứng đầu: {prefix} CHỦ TỊCH",
            trich=dong.chu[:40], muc=Severity.CANH_BAO if prefix == "TUQ." else None,
        )  # fmt: skip
    title = text.removeprefix("QUYỀN ")
    if title != text and not prefix and chuc_vu(title):
        yield Loi(dong, "Quyền hạn ghi “QUYỀN”", f"Viết: Q. {title}", trich=dong.chu[:40])


def _together(block: Khoi, found: list[tuple[Dong, str]]) -> Iterator[Loi]:
    prefixes = tuple(p for _, p in found if p)
    if not prefixes:
        return
    if prefixes not in _allowed():
        said = " / ".join(d.in_ra[:40] for d, _ in found)
        if "TUQ." in prefixes and "KT." in prefixes:
            why = "Thừa ủy quyền không được ủy quyền lại: người được ủy quyền trực tiếp ký"
        else:
            why = "Ghi một trong: " + "; ".join(sorted({" / ".join(row) for row in _allowed() if row}))
        yield Loi(found[0][0], f"Quyền hạn {' + '.join(prefixes)} không hợp lệ", why, trich=said)
        return
    last = max(i for i, (_, p) in enumerate(found) if p)
    dong, prefix = found[last]
    under = [d.in_ra.upper() for d, _ in found[last + 1 :]]
    if prefixes not in _alone() and not under and block.ho_ten:
        yield Loi(dong, f"Dưới dòng “{dong.in_ra[:40]}” thiếu chức vụ của người ký", "Ghi chức vụ ở dòng dưới")
    head = dong.in_ra.upper().removeprefix(prefix).strip()
    if under and prefix == "KT." and _CAP_DUOI.match(under[0]) and not _CAP_DUOI.match(head):
        how = "Người đứng đầu đơn vị cấp dưới ký thừa lệnh (TL.) hoặc thừa ủy quyền (TUQ.)"
        yield Loi(dong, f"“{under[0][:40]}” ký thay (KT.) “{head[:40]}”", how, trich=under[0])
    elif prefix == "TM." and _UBND.match(head) and any(u.startswith("PHÓ CHỦ TỊCH") for u in under):
        yield Loi(dong, "Cấp phó thay mặt Ủy ban nhân dân mà không ghi KT.", "Ghi thêm dòng dưới TM.: KT. CHỦ TỊCH",
                  trich=dong.in_ra[:40])  # fmt: skip
    elif prefix in {"TL.", "TUQ."} and under and _cap_pho(under[0]) and under[0] != f"PHÓ {head}":
        how = "Người được giao là người đứng đầu đơn vị" + (
            f"; cấp phó ký thay: {prefix} {head} / KT. {under[0].removeprefix('PHÓ ')} / {under[0]}"
            if prefix == "TL." else ", không giao lại cho cấp phó"
        )  # fmt: skip
        yield Loi(dong, f"Cấp phó “{under[0][:40]}” ký mà ghi {prefix} {head[:40]}", how, trich=under[0],
                  muc=Severity.CANH_BAO if prefix == "TUQ." else None)  # fmt: skip
    elif (
        prefix == "KT."
        and ("TM." not in prefixes or _UBND.match(found[0][0].in_ra.upper()[3:].strip()))
        and (other := _pho_khac(head, under))
    ):
        yield Loi(dong, f"“{other[:40]}” không phải cấp phó của “{head[:40]}”",
                  f"Người ký thay (KT.) {head[:40]} là PHÓ {head[:40]}", trich=other)  # fmt: skip
    elif under and prefix in ("TL.", "TUQ.", "Q.") and under[0] == f"PHÓ {head}":
        yield Loi(dong, f"Cấp phó “{under[0][:40]}” ký mà ghi {prefix}", f"Cấp phó ký thay: KT. {head}", trich=under[0],
                  muc=Severity.CANH_BAO if prefix == "TUQ." else None)  # fmt: skip
    elif prefix == "KT." and under and under[0] == dong.in_ra.upper().removeprefix("KT.").strip():
        yield Loi(dong, "Người ký thay ghi chức vụ của người đứng đầu", f"Ghi chức vụ cấp phó dưới “{dong.in_ra[:40]}”",
                  trich=under[0])  # fmt: skip


def _cap_pho(title: str) -> bool:
    """Whether a title is a deputy's; one who leads for the time being ("phụ trách") may sign as its head does."""
    return _PHO.match(title) is not None and "PHỤ TRÁCH" not in title


def _pho_khac(head: str, under: list[str]) -> str:
    """The line under KT. that names the deputy of another head, or ""."""
    of = _DUNG_DAU.match(head)
    if of is None or not under or "KIÊM" in head or "HỘI ĐỒNG" in head:
        return ""
    deputies = [u for u in under if (found := _DUNG_DAU.match(u.removeprefix("PHÓ "))) and u.startswith("PHÓ ")
                and found.group() != of.group()]  # fmt: skip
    right = any(u.startswith(f"PHÓ {of.group()}") for u in under)
    return deputies[0] if deputies and deputies[0] == under[0] and not right else ""
