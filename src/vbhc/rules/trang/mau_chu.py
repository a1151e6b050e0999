"""Chữ không phải màu đen.

Chữ trong văn bản màu đen, kể cả địa chỉ thư điện tử, đường dẫn (Word tự tô xanh) và chữ dán từ nơi khác. Dấu chỉ mức
độ khẩn, mật được màu đỏ. Hình chữ ký, con dấu không xét. Chữ trắng không tự đổi, vì đổi là in thêm chữ ra giấy.

Sai: địa chỉ thư điện tử màu xanh, gạch chân
Đúng: chữ màu đen (Automatic)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.model.view import Paragraph, Run
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import doan, dong_cua

QUY_TAC = QuyTac("N30-00-8", "Màu chữ", ("I.I.4",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))
_HEX = re.compile(r"[0-9A-F]{6}")
_DARK = 0x20
"""A shade whose every channel is below prints as black ("Text 1, lighter 5 %")."""
_NAMES = {"FFFFFF": "trắng", "FF0000": "đỏ", "0000FF": "xanh", "0563C1": "xanh của đường dẫn", "0070C0": "xanh"}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """One finding a colour, pointing at its first words and mending all of them."""
    marks: set[int] | None = None
    black: dict[str, bool] = {}
    found: dict[str, list[tuple[Paragraph, Run]]] = {}
    for paragraph in doan(van_ban):
        for run in paragraph.runs:
            color = run.look.color
            if color not in black:
                black[color] = not _HEX.fullmatch(color) or max(_channels(color)) < _DARK
            if black[color] or run.look.hidden or not run.text.strip():
                continue
            if _reddish(color):
                marks = {id(d.doan) for d in van_ban.tim("dau")} if marks is None else marks
                if id(paragraph) in marks:
                    continue
            found.setdefault(color, []).append((paragraph, run))
    for color, places in found.items():
        paragraph, run = places[0]
        count = len({p.spot for p, _ in places})
        yield Loi(
            dong_cua(van_ban, paragraph),
            f"Chữ màu {_NAMES.get(color, '#' + color)}" + (f" ở {count} đoạn" if count > 1 else ""),
            "Đặt chữ màu đen" if color != "FFFFFF" else "Xoá chữ này, hoặc đặt màu đen",
            trich=" ".join(run.text.split())[:80],
            edits=()
            if color == "FFFFFF"
            else tuple(RunEdit(p.spot, r.start, r.start + len(r.text), {"color": "auto"}) for p, r in places),
        )


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)


def _reddish(color: str) -> bool:
    red, green, blue = _channels(color)
    return red >= 0xC0 and green <= 0x40 and blue <= 0x40
