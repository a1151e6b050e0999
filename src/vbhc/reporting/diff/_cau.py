"""A change in words: the lines that a list of changes has, as pieces that each view dresses in its own way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from vbhc.model.so_sanh import Loai, SoSanh, ThayDoi, Tu
from vbhc.reporting.safe import mot_dong, sach

QUANH = 36
"""So many letters of unchanged words are shown on each side of a change."""
DAI = 110
"""Words put in or taken out are cut to so many letters in a list."""
NGAN = 60
"""Two texts no longer than this are told whole, one → the other."""
_GOP = frozenset({"noi_nhan", "kinh_gui"})
"""Components whose lines put in, or taken out, are told together: “Nơi nhận: bỏ 2 (…)”."""
_CO_TEN = frozenset({"hang", "cot", "bang"})
"""What its place already names by its words."""


class Vai(Enum):
    """What a piece of a line is: plain words, the place, the kind of change; words struck out or put in among others;
    a whole value before and after, with an arrow between.
    """

    CHU = "chu"
    CHO = "cho"
    LOAI = "loai"
    BO = "bo"
    THEM = "them"
    CU = "cu"
    MOI = "moi"


@dataclass(frozen=True, slots=True)
class Manh:
    """A piece of a line. For LOAI `loai` is the kind."""

    vai: Vai
    chu: str
    loai: Loai | None = None


def cac_dong(thay_doi: Sequence[tuple[int, ThayDoi]]) -> Iterator[tuple[int, list[Manh]]]:
    """The lines of a list of numbered changes; several recipients put in (or taken out) share one, under the first."""
    done: set[int] = set()
    for number, one in thay_doi:
        if number in done:
            continue
        alike = [(n, t) for n, t in thay_doi if _gop(one) and _gop(t) == _gop(one)]
        if alike:
            done.update(n for n, _ in alike)
            names = "; ".join(cat(mot_dong(t.moi or t.cu).lstrip("-–+ ").rstrip(";. "), NGAN) for _, t in alike)
            place, kind = Manh(Vai.CHO, mot_dong(one.phan)), Manh(Vai.LOAI, str(one.loai), one.loai)
            yield number, [place, Manh(Vai.CHU, ": "), kind, Manh(Vai.CHU, f" {len(alike)} ({names})")]
        else:
            yield from ((number, line) for line in cau(one))


def _gop(one: ThayDoi) -> tuple[str, str, Loai] | None:
    told = one.thanh_phan in _GOP and one.loai in (Loai.THEM, Loai.BO) and not one.duoi
    return (one.thanh_phan, one.phan, one.loai) if told else None


def cau(one: ThayDoi) -> Iterator[list[Manh]]:
    """The lines of one change: one, or one for each known field that changed in it."""
    match one.loai:
        case Loai.SUA:
            yield from _sua(one)
        case Loai.CHUYEN if one.thanh_phan == "hang":
            yield [
                *_cho(replace(one, vi_tri_cu="")),
                *_loai(one),
                Manh(Vai.CHU, f": {mot_dong(one.cu)} → {mot_dong(one.moi)}"),
            ]
        case Loai.CHUYEN | Loai.TACH | Loai.NHAP:
            yield [*_cho(one), *_loai(one), *_trong_cau(one, [Manh(Vai.CHU, "; sửa: ")])]
        case Loai.DANH_SO | Loai.DINH_DANG:
            yield [*_cho(one, one.truong), *([] if one.truong else [*_loai(one), Manh(Vai.CHU, ": ")]),
                   *_mui_ten(one.cu, one.moi), *_so_cho(one)]  # fmt: skip
        case _:
            yield [*_cho(one, f"cột {one.truong}" if one.truong else ""), *_loai(one), *_them_bo(one)]


def nhan_de(one: ThayDoi) -> Iterator[list[Manh]]:
    """The same where the words themselves stand beside it: the place and the kind, what is told by a field whole.

    A picture is told whole: nothing of it stands beside.
    """
    for line in cau(one):
        end = next((i for i, piece in enumerate(line) if piece.loai is not None), None)
        whole = one.loai is Loai.DANH_SO or one.thanh_phan == "hinh"
        yield line if whole or end is None else line[: end + 1]


def _sua(one: ThayDoi) -> Iterator[list[Manh]]:
    known = [c for c in one.cho if c.truong]
    column = f"cột {one.truong}" if one.thanh_phan == "o_bang" and one.truong else ""
    if known and len(known) == len(one.cho):
        for c in known:
            field = ", ".join(filter(None, [column, c.truong if len(known) > 1 or not column else ""]))
            yield [*_cho(one, field), *_mui_ten(c.cu, c.moi)]
        return
    place = _cho(one, column or one.truong)
    if len(one.cu) + len(one.moi) <= NGAN or not one.tu:
        yield [*place, *_mui_ten(one.cu, one.moi)]
    else:
        yield [*place, *_loai(one), *_trong_cau(one, [Manh(Vai.CHU, " ")])]


def _cho(one: ThayDoi, truong: str = "") -> list[Manh]:
    """The place, from the old to the new where it moved, with the field in it, up to the colon."""
    now, before = mot_dong(one.vi_tri) or mot_dong(one.phan) or "Văn bản", mot_dong(one.vi_tri_cu)
    where = f"{before} → {now}" if before and before != now else now
    field = mot_dong(truong) if truong.casefold() != now.casefold() else ""
    return [Manh(Vai.CHO, f"{where}, {field}" if field else where), Manh(Vai.CHU, ": ")]


def _loai(one: ThayDoi) -> list[Manh]:
    return [Manh(Vai.LOAI, str(one.loai), one.loai)]


def _mui_ten(before: str, after: str) -> list[Manh]:
    return [
        Manh(Vai.CU, cat(mot_dong(before), DAI) or "(trống)"),
        Manh(Vai.CHU, " → "),
        Manh(Vai.MOI, cat(mot_dong(after), DAI) or "(trống)"),
    ]


def _so_cho(one: ThayDoi) -> list[Manh]:
    return [Manh(Vai.CHU, f" ({one.so_cho} chỗ)")] if one.so_cho > 1 else []


def _them_bo(one: ThayDoi) -> list[Manh]:
    words = mot_dong((one.moi or one.cu).split("\n", 1)[0]).lstrip("-–+ ")
    said = f" “{cat(words, DAI)}”" if words and one.thanh_phan not in _CO_TEN else ""
    return [Manh(Vai.CHU, said + (f" và {one.duoi} dòng dưới" if one.duoi else ""))]


def _trong_cau(one: ThayDoi, before: list[Manh]) -> list[Manh]:
    """The changed words of a change among their neighbours; nothing where no word changed."""
    pieces = list(quanh(one.tu))
    return [*before, *pieces] if any(p.vai is not Vai.CHU and p.chu != "¶" for p in pieces) else []


_BLANK = re.compile(r"\s+")
_VAI = {"=": Vai.CHU, "-": Vai.BO, "+": Vai.THEM}


def ca_doan(tu: Iterable[Tu]) -> list[Manh]:
    """All words of both texts, marked; where a line ends for another to begin stands a ¶."""
    out = []
    for one in sat_chu(tu):
        words = _BLANK.sub(" ", sach(one.chu.replace("\n", " ¶ ")))
        if one.dau != "=" and words.strip() == "¶":
            words = "¶"
        out.append(Manh(_VAI[one.dau] if words.strip() else Vai.CHU, words))
    return out


def sat_chu(tu: Iterable[Tu]) -> Iterator[Tu]:
    """The same stretches, the blank that begins a change put before it where that is a blank in both texts anyway."""
    groups = [(same, [t for t in group if t.chu]) for same, group in groupby(tu, key=lambda t: t.dau == "=")]
    for n, (same, group) in enumerate(groups):
        after = next((t.chu for t in groups[n + 1][1]), "") if n + 1 < len(groups) else ""
        both = len({t.dau for t in group}) == 2 or after[:1].isspace()
        if not same and both and group and all(t.chu[0].isspace() and t.chu.strip() for t in group):
            yield Tu("=", " ")
            yield from (Tu(t.dau, t.chu.lstrip()) for t in group)
        else:
            yield from group


def quanh(tu: Sequence[Tu]) -> Iterator[Manh]:
    """The changed words with a little of what stands round them."""
    pieces = ca_doan(tu)
    for i, piece in enumerate(pieces):
        if piece.vai is not Vai.CHU:
            yield Manh(piece.vai, cat(piece.chu, DAI))
            continue
        after = "" if i == 0 else _dau(piece.chu)
        before = "" if i == len(pieces) - 1 else _cuoi(piece.chu)
        if i == 0 or i == len(pieces) - 1:
            yield Manh(Vai.CHU, before or after)
        else:
            short = len(after) + len(before) >= len(piece.chu)
            yield Manh(Vai.CHU, piece.chu if short else f"{after.rstrip('… ')} … {before.lstrip('… ')}")


def _dau(text: str) -> str:
    """The first words of a stretch, to a whole word."""
    return text if len(text) <= QUANH else text[: QUANH + 1].rpartition(" ")[0] + " …"


def _cuoi(text: str) -> str:
    """The last words of a stretch."""
    return text if len(text) <= QUANH else "… " + text[-QUANH - 1 :].partition(" ")[2]


def cat(text: str, most: int) -> str:
    """A text cut to so many letters, at a blank where there is one near."""
    if len(text) <= most:
        return text
    short = text[:most]
    return (short.rpartition(" ")[0] if " " in short[most // 2 :] else short).rstrip(" ,;:") + "…"


def dem(so_sanh: SoSanh) -> str:
    """One line that sums up: how many changes of each kind; formats apart."""
    counts = Counter(t.loai for t in so_sanh.thay_doi)
    formats = counts.pop(Loai.DINH_DANG, 0)
    named = ", ".join(f"{counts[k]} {k}" for k in Loai if counts[k])
    said = f"{counts.total()} thay đổi: {named}" if counts else "Không có thay đổi nào về lời văn"
    more = f"{formats} khác biệt định dạng" if formats else ""
    unread = f"{len(so_sanh.khong_so)} chỗ không so được" if so_sanh.khong_so else ""
    if not counts and not formats:
        said = "Không có thay đổi nào"
    return "; ".join(filter(None, (said, more, unread))) + "."
