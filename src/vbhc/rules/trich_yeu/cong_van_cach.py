"""Trích yếu công văn không cách số, ký hiệu 6 pt.

Trích yếu công văn đặt dưới số, ký hiệu, cách dòng 6 pt. Chỉ xét khi hai dòng liền nhau trong cùng một ô.

Sai: V/v … cách số, ký hiệu 0 pt
Đúng: V/v … cách số, ký hiệu 6 pt
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.so_ky_hieu._doc import lines

QUY_TAC = QuyTac(
    "N30-05-3c", "Khoảng cách trên V/v", ("I.II.5b",), Severity.CANH_BAO, Sua.AN_TOAN, frozenset({DINH_DANG})
)
_GAP = 6.0
_SLACK = 0.5


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The space above the subject and below the number: either, or both together."""
    numbers = {d.doan.spot.p: d for d in lines(van_ban) if d.doan.spot.part == "word/document.xml"}
    for dong in van_ban.tim("trich_yeu_cv")[:1]:
        above = numbers.get(dong.doan.spot.p - 1)
        if above is None or above.doan is dong.doan or above.doan.spot.column != dong.doan.spot.column:
            continue
        before, after = dong.doan.layout.before, above.doan.layout.after
        # Word adds the two or takes the larger, as the file's compatibility says.
        if any(abs(gap - _GAP) <= _SLACK for gap in (before + after, max(before, after))):
            continue
        yield Loi(
            dong,
            f"Trích yếu cách số, ký hiệu {form.co(before + after)} pt",
            "Đặt khoảng cách 6 pt",
            edits=(ParagraphEdit(dong.doan.spot, {"before": _GAP}), ParagraphEdit(above.doan.spot, {"after": 0.0})),
        )
