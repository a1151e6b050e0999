"""The comparison as lines for a terminal: a list by part, a table of counts, or whole texts with words marked."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vbhc.model.so_sanh import Loai, SoSanh, ThayDoi, Tu
from vbhc.reporting.diff import _cau
from vbhc.reporting.diff._cau import Manh, Vai
from vbhc.reporting.safe import mot_dong

TEN = "chu"
DUOI = ".txt"
MO_TA = "chữ, để đọc ngay trên màn hình"

_DAM, _NHAT = "1", "2"
_MAU = {
    Loai.THEM: "32;1", Loai.BO: "31;1", Loai.SUA: "33;1", Loai.CHUYEN: "36;1", Loai.TACH: "36;1", Loai.NHAP: "36;1",
    Loai.DANH_SO: "35;1", Loai.DINH_DANG: "2",
}  # fmt: skip
_SON = {Vai.BO: "31;9", Vai.CU: "31;9", Vai.THEM: "32", Vai.MOI: "32"}
_NGOAC = {Vai.BO: ("[-", "-]"), Vai.THEM: ("{+", "+}")}


def viet(so_sanh: SoSanh, mau: bool = False, stat: bool = False, words: bool = False) -> str:
    """The whole comparison.

    `stat`: only a table of parts and kinds. `words`: the whole texts of every change, each word marked. Without
    colours words taken out stand in [-…-] and words put in in {+…+}.
    """
    lines = [f"{_son('cũ ', _NHAT, mau)} {mot_dong(so_sanh.a.view.name)}",
             f"{_son('mới', _NHAT, mau)} {mot_dong(so_sanh.b.view.name)}", ""]  # fmt: skip
    lines += _bang_dem(so_sanh.thay_doi, mau) if stat else _danh_sach(so_sanh, mau, words)
    if so_sanh.khong_so:
        lines += [_son("KHÔNG SO ĐƯỢC", _DAM, mau), *(f"  {mot_dong(x)}" for x in so_sanh.khong_so), ""]
    lines.append(_son(_cau.dem(so_sanh), _DAM, mau))
    return "\n".join(lines) + "\n"


def _danh_sach(so_sanh: SoSanh, mau: bool, words: bool) -> Iterator[str]:
    numbered = list(enumerate(so_sanh.thay_doi))
    parts: dict[str, list[tuple[int, ThayDoi]]] = {}
    for number, one in numbered:
        parts.setdefault("ĐỊNH DẠNG" if one.loai is Loai.DINH_DANG else mot_dong(one.phan), []).append((number, one))
    formats = parts.pop("ĐỊNH DẠNG", [])
    for part, own in [*parts.items(), *([("ĐỊNH DẠNG", formats)] if formats else [])]:
        yield _son(part or "Văn bản", _DAM, mau)
        if words:
            for _, one in own:
                yield from _nguyen_van(one, mau)
        else:
            yield from (f"  {_mac(line, mau)}" for _, line in _cau.cac_dong(own))
        yield ""


def _nguyen_van(one: ThayDoi, mau: bool) -> Iterator[str]:
    """A change with the whole of its texts under it."""
    if one.loai in (Loai.DINH_DANG, Loai.DANH_SO) or (one.loai is Loai.CHUYEN and one.thanh_phan == "hang"):
        yield from (f"  {_mac(line, mau)}" for line in _cau.cau(one))
        return
    place, field = mot_dong(one.vi_tri), mot_dong(one.truong)
    moved = f"{mot_dong(one.vi_tri_cu)} → " if one.vi_tri_cu and one.vi_tri_cu != one.vi_tri else ""
    kind = _son(str(one.loai), _MAU[one.loai], mau)
    yield f"  {moved}{place}{f', {field}' if field else ''}: {kind}"
    if one.tu:
        yield f"      {_mac(_cau.ca_doan(one.tu), mau)}"
        return
    whole = (("-", one.cu),) if one.cu == one.moi else (("-", one.cu), ("+", one.moi))
    for sign, text in whole:
        if one.cu == one.moi:
            sign = "="
        for line in text.split("\n") if text else ():
            yield f"      {_mac(_cau.ca_doan([Tu(sign, line)]), mau)}"


def _mac(line: Iterable[Manh], mau: bool) -> str:
    """The pieces of a line as the terminal shows them."""
    out = []
    for piece in line:
        if piece.loai is not None:
            out.append(_son(piece.chu, _MAU[piece.loai], mau))
        elif mau:
            out.append(_son(piece.chu, _SON.get(piece.vai, ""), mau))
        else:
            before, after = _NGOAC.get(piece.vai, ("", ""))
            out.append(f"{before}{piece.chu}{after}")
    return "".join(out).rstrip()


def _bang_dem(thay_doi: Sequence[ThayDoi], mau: bool) -> Iterator[str]:
    """Parts and kinds with their counts, in columns."""
    counts = Counter((mot_dong(t.phan) or "Văn bản", t.loai) for t in thay_doi)
    if not counts:
        return
    parts = list(dict.fromkeys(part for part, _ in counts))
    kinds = [k for k in Loai if any(kind is k for _, kind in counts)]
    wide = max(_rong(p) for p in (*parts, "Cả văn bản"))
    heads = [*(str(k) for k in kinds), "cộng"]
    yield _son(" " * wide + "".join(f"  {h}" for h in heads), _NHAT, mau)
    for part in (*parts, "Cả văn bản"):
        own = [sum(n for (p, kind), n in counts.items() if kind is k and part in (p, "Cả văn bản")) for k in kinds]
        cells = "".join(
            "  " + _son(f"{n or '·':>{_rong(h)}}", _MAU[k] if n else _NHAT, mau)
            for n, k, h in zip(own, kinds, heads, strict=False)
        )
        name = part + " " * (wide - _rong(part))
        yield f"{_son(name, _DAM, mau) if part == 'Cả văn bản' else name}{cells}  {sum(own):>4}"
    yield ""


def _rong(text: str) -> int:
    """How many places a text takes in a terminal: a composed letter one, a mark alone none, East Asian ones two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in unicodedata.normalize("NFC", text)
    )


def _son(text: str, style: str, mau: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if mau and style and text else text
