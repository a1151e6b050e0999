"""Giãn dòng của lời văn hẹp hơn dòng đơn hoặc rộng hơn 1,5 dòng.

Khoảng cách giữa các dòng từ dòng đơn đến 1,5 dòng. Giãn dòng đặt chính xác bằng pt được quy về dòng đơn của cỡ chữ
(Times New Roman: 1,15 lần cỡ chữ).

Sai: giãn dòng 2,0
Sai: giãn dòng Exactly 14pt với chữ cỡ 14
Đúng: giãn dòng từ 1,0 đến 1,5
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form, loi_van

QUY_TAC = QuyTac("N30-06-4e", "Giãn dòng", ("I.II.6e",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))
_DON = 1.15
"""Height of a single line of Times New Roman, in sizes."""
_NHO, _LON = 1.0, 1.5


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every paragraph of the text."""
    cases = []
    for item in loi_van.doan(van_ban):
        lines, typed = _lines(item.dong)
        slack = 0.06 if typed else 0.01
        if _NHO - slack <= lines <= _LON + slack:
            continue
        want = _NHO if lines < _NHO else _LON
        layout = item.dong.doan.layout
        say = f"{form.co(round(layout.line, 2))}pt" if typed else form.co(round(lines, 2))
        edit = ParagraphEdit(item.dong.doan.spot, {"line": want, "line_rule": "auto"})
        cases.append((f"Giãn dòng {say}", item.dong, (edit,)))
    yield from loi_van.ca_bai(cases, "Đặt giãn dòng từ 1,0 đến 1,5")


def _lines(dong: Dong) -> tuple[float, bool]:
    """The distance of lines in single lines, and whether it was typed in points."""
    layout = dong.doan.layout
    if layout.line_rule == "auto":
        return layout.line, False
    size = max((k.size for k in dong.nhin), default=14.0)
    lines = layout.line / (size * _DON) if size else _NHO
    # "At least" never draws lines nearer than single.
    return (lines if layout.line_rule == "exact" else max(lines, _NHO)), True
