"""Lời văn in sai cỡ chữ, hoặc cỡ chữ không thống nhất.

Lời văn cỡ 13 đến 14, kiểu chữ đứng; điều, khoản, điểm cùng cỡ với lời văn. Một cỡ dùng suốt văn bản. Tên bảng, đơn
vị tính, nguồn, ghi chú ngay trên và dưới bảng không xét.

Sai: phần I cỡ 14, phần II cỡ 13
Sai: lời văn cỡ 12
Đúng: cả lời văn cỡ 14
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form, loi_van

QUY_TAC = QuyTac(
    "N30-06-4a", "Cỡ chữ của lời văn", ("I.II.6e", "I.II.6đ"), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Sizes out of the range; then sizes in it that are not the one most letters have.

    Titles of phần have a range of their own, căn cứ too: neither is held against the text, nor is what names a table.
    """
    beside = loi_van.chu_bang(van_ban)
    lines = [m.dong for m in van_ban.muc if m.cap != "phan" and m.dong.chu and not m.dong.o_dau]
    lines = [d for d in lines if (d.doan.spot.part, d.doan.spot.p) not in beside]
    sizes: Counter[float] = Counter()
    for dong in lines:
        for run in form.letters(dong):
            sizes[run.look.size] += len(run.text)
    if not sizes:
        return
    low, high = norms.gioi_han()["than"].co
    main = min(max(sizes.most_common(1)[0][0], low), high)
    wrong, other = [], []
    for dong in lines:
        runs = [r for r in form.letters(dong) if abs(r.look.size - main) > form.SLACK]
        out = [r for r in runs if not low - form.SLACK <= r.look.size <= high + form.SLACK]
        if out:
            wrong.append((f"Lời văn cỡ chữ {form.co(out[0].look.size)}", dong, _edits(dong, main)))
        elif runs:
            size = form.co(runs[0].look.size)
            other.append((f"Lời văn có chỗ cỡ {size}, phần lớn cỡ {form.co(main)}", dong, _edits(dong, main)))
    yield from loi_van.ca_bai(wrong, f"Đặt cỡ chữ {form.co(main)}")
    yield from loi_van.ca_bai(other, f"Đặt cả lời văn cỡ {form.co(main)}")


def _edits(dong: Dong, size: float) -> tuple[RunEdit, ...]:
    return tuple(
        RunEdit(dong.doan.spot, r.start, r.start + len(r.text), {"size": size})
        for r in form.letters(dong)
        if abs(r.look.size - size) > form.SLACK
    )
