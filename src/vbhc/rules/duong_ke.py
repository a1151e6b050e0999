"""The rule under a line of the head, whatever it is drawn with: border, underscores, underline, a drawn line.

What can be measured is measured; what cannot is taken as present. Drawn lines may hang on any paragraph near by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.view import Paragraph, Run, Shape, Table
from vbhc.rules import Khong, Loi, dau_trang, form
from vbhc.text import measure

_SOLID = re.compile(r"[_‗─━—―¯⎯ˍ]{3,}")
_TWO = re.compile(rf"{_SOLID.pattern}(?: {_SOLID.pattern})+")
"""Rules of the two sides of a head, typed in one line."""
_BROKEN = re.compile(r"[-–‐‑=*.…~]{4,}|(?:[-–] ){3,}[-–]?|o0o|\*{3}")
_NEAR = 4
"""So many blank lines at most stand between a line and its rule."""
_THIN = 2.0


@dataclass(frozen=True, slots=True)
class Ke:
    """A rule found. `dai` are the least and the most millimetres it may be long, (0, 0) unknown.

    `lech` is by how much its middle stands beside the middle of its room. `lien`: one stroke. `doan` carries it.
    `khac` are the lengths of all strokes that hang side by side on one line; the fitting one is this.
    """

    dai: tuple[float, float] = (0.0, 0.0)
    lech: float = 0.0
    lien: bool = True
    doan: Paragraph | None = None
    khac: tuple[float, ...] = ()


def nhom_dau(lines: Sequence[Dong]) -> list[Dong]:
    """The first stretch of a component's lines: those of one place (a second head belongs to an attached document)."""
    out: list[Dong] = []
    for dong in lines:
        if not form.co_chu(dong):
            continue
        if out and (_place(dong) != _place(out[0]) or dong.doan.spot.p - out[-1].doan.spot.p > 1):
            break
        out.append(dong)
    return out


def tim(van_ban: BanDoc, lines: Sequence[Dong]) -> Ke | Khong | None:
    """The rule under these lines: found, surely missing (None), or not to be told."""
    last = lines[-1]
    index = next((i for i, d in enumerate(van_ban.dong) if d is last), None)
    if index is None:
        return Khong("không tìm thấy dòng này trong văn bản")
    if "bottom" in last.doan.layout.borders:
        return _border(van_ban, last.doan)
    underlined = [r for d in lines for r in d.runs if r.look.underline and r.text.strip()]
    if underlined:
        length = _length(underlined)
        return Ke((length, length), doan=last.doan)
    for near in _below(van_ban, index):
        own = near.doan.layout.borders
        if not near.chu and own & {"top", "bottom"}:
            return _border(van_ban, near.doan)
        if not near.chu and any(r.look.underline and r.text for r in near.runs):
            return Ke(doan=near.doan)
        if _SOLID.fullmatch(near.chu):
            length = _length(near.runs)
            return Ke((length, length), doan=near.doan)
        if _TWO.fullmatch(near.chu):
            return Khong("hai đường kẻ gõ trên cùng một dòng, không biết của dòng nào ở trên")
        if near.chu and _BROKEN.fullmatch(near.chu):
            return Ke(lien=False, doan=near.doan)
        if near.chu and "top" in own:
            return _border(van_ban, near.doan)
    return _drawn(van_ban, lines, index)


def _place(dong: Dong) -> tuple[str, int, int, int]:
    spot = dong.doan.spot
    return spot.part, spot.table, spot.row, spot.column


def _length(runs: Sequence[Run]) -> float:
    return sum(measure.width(r.shown.strip(), measure.Face(r.look.size, r.look.bold, r.look.italic)) for r in runs)


def _below(van_ban: BanDoc, index: int) -> Iterator[Dong]:
    """The blank lines after a line in its place and the first with words; then the same of the cell below."""
    own = van_ban.dong[index]
    part, table, row, column = _place(own)
    boxed = own.o_dau == "shape"
    places = [(part, table, row, column), (part, table, row + 1, column)] if table else [(part, 0, 0, 0)]
    for place in places:
        count = 0
        for dong in van_ban.dong[index + 1 : index + 60]:
            if (dong.o_dau == "shape") is not boxed:
                if boxed:
                    return
                continue
            if dong.doan is own.doan and "\n" not in own.doan.text[own.dau : dong.dau]:
                continue  # the other side of a head set apart by tabs
            if _place(dong) != place:
                if table:
                    continue
                return
            yield dong
            count += 1
            if dong.chu or count > _NEAR:
                break


def _border(van_ban: BanDoc, doan: Paragraph) -> Ke:
    layout = doan.layout
    return Ke(dau_trang.cho(van_ban, doan), abs(max(layout.left, 0) - max(layout.right, 0)) / 2, doan=doan)


def _drawn(van_ban: BanDoc, lines: Sequence[Dong], index: int) -> Ke | Khong | None:
    """A drawn line, by the paragraph it hangs on; one elsewhere in the head may belong to any of its lines."""
    part, table, row, column = _place(lines[-1])
    own: list[Shape] = []
    other = 0
    stop = van_ban.muc[0].dong.doan.spot.p if van_ban.muc else index + 40
    seen: set[int] = set()
    for dong in van_ban.dong[: index + 40]:
        boxed = dong.o_dau == "shape" and lines[-1].o_dau != "shape"
        if id(dong.doan) in seen or boxed or dong.doan.spot.p > max(stop, lines[-1].doan.spot.p + 2):
            continue
        seen.add(id(dong.doan))
        strokes = [s for s in dong.doan.shapes if _stroke(s)]
        at = _place(dong)
        near = (
            at in {(part, table, row, column), (part, table, row + 1, column)}
            if table
            else not at[1] and 0 <= dong.doan.spot.p - lines[0].doan.spot.p <= len(lines) + 1
        )
        if near:
            own += strokes
        else:
            other += len(strokes)
    beside = not table and any(d.doan is lines[-1].doan and d not in lines and d.chu for d in van_ban.dong[: index + 2])
    if beside and len(own) == 1:
        return Khong("có nét kẻ vẽ rời, không rõ nằm dưới dòng nào")
    if own:
        width = own[0].width
        return Ke((width, width), doan=lines[-1].doan, khac=tuple(s.width for s in own) if beside else ())
    if other:
        return Khong("có nét kẻ vẽ rời, không rõ nằm dưới dòng nào")
    found = dau_trang.o_cua(van_ban, lines[-1].doan) if table else None
    if found is not None and any(isinstance(b, Table) for b in found[0].blocks):
        return Khong("trong ô có bảng con, có thể là đường kẻ")
    return None


def _stroke(shape: Shape) -> bool:
    thin = shape.width > 5 and shape.height <= _THIN
    return shape.kind == "line" or (shape.kind in {"other", "picture"} and thin)


def soat(van_ban: BanDoc, lines: Sequence[Dong], ten: str, dai: tuple[float, float], noi: str) -> Iterator[Loi | Khong]:
    """Judge the rule under a component.

    Args:
        van_ban: the document.
        lines: the component's lines (its first stretch).
        ten: what messages call it.
        dai: the least and the most length, as parts of the length of the line above.
        noi: the length in words.
    """
    found = tim(van_ban, lines)
    if isinstance(found, Khong):
        yield found
        return
    last = lines[-1]
    if found is None:
        yield Loi(last, f"Không có đường kẻ dưới {ten}", f"Kẻ ngang nét liền dưới {ten}, {noi}")
        return
    if not found.lien:
        yield Loi(last, f"Đường kẻ dưới {ten} không phải nét liền", f"Kẻ ngang nét liền, {noi}")
        return
    above = _above(van_ban, lines)
    if not above or found.dai == (0.0, 0.0):
        return
    low, high = min(above) * dai[0], max(above) * dai[1]
    if found.khac:
        fitting = min(found.khac, key=lambda width: max(low - width, width - high, 0))
        found = Ke((fitting, fitting), doan=found.doan)
    if found.dai[1] < low * 0.95 - 1 or found.dai[0] > high * 1.05 + 1:
        middle = sum(found.dai) / 2
        say = "ngắn" if found.dai[1] < low else "dài"
        yield Loi(
            last,
            f"Đường kẻ dưới {ten} {say} {middle:.0f} mm",
            f"Kẻ {noi}" + (f", khoảng {low:.0f} đến {high:.0f} mm" if high - low > 2 else f", khoảng {high:.0f} mm"),
        )
    elif found.lech > 3:
        yield Loi(last, f"Đường kẻ dưới {ten} lệch {found.lech:.0f} mm", "Đặt đường kẻ cân giữa dòng chữ")


def _above(van_ban: BanDoc, lines: Sequence[Dong]) -> list[float]:
    """The lengths of the lines as they print; empty when it is not known where they wrap."""
    out: list[float] = []
    for dong in lines:
        whole = dau_trang.rong(dong)
        least, most = dau_trang.cho(van_ban, dong.doan)
        looks = dong.nhin
        if not looks or (not most and whole > 60):
            return []
        out.append(whole)
        for room in {least, most}:
            if 0 < room < whole:
                face = measure.Face(looks[0].size, looks[0].bold, looks[0].italic)
                out += (measure.width(piece, face) for piece in measure.wrap(dong.in_ra, face, room))
    return out


__all__ = ["Ke", "nhom_dau", "soat", "tim"]
