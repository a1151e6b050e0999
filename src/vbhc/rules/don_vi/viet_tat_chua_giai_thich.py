"""Chữ viết tắt dùng trước khi giải thích, hoặc không giải thích ở đâu.

Lần đầu viết đủ chữ rồi ghi chữ viết tắt trong ngoặc: “cải cách hành chính (CCHC)”; sau đó mới dùng chữ viết tắt. Chữ
viết tắt ai cũng biết (UBND, HĐND, CNTT …) không xét. Chữ không được giải thích chỉ nhắc, khi dùng từ hai lần.

Sai: “… nâng cao Chỉ số CCHC …” rồi đoạn sau mới “cải cách hành chính (CCHC)”
Đúng: “… nâng cao Chỉ số cải cách hành chính (CCHC) …” rồi dùng CCHC
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.don_vi import _viet_tat as vt

QUY_TAC = QuyTac("NHA-VT-21", "Chữ viết tắt chưa giải thích", ("nha",), Severity.CANH_BAO, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Uses of each abbreviation against its first explanation."""
    usual = norms.viet_tat_quen()
    if boi_canh.co_quan is not None:
        usual = usual | {u.viet_tat for u in boi_canh.co_quan.don_vi.values()} | {boi_canh.co_quan.viet_tat}
    for word, entry in vt.doc(van_ban).items():
        if not entry.dung:
            continue
        line, at, dong = entry.dung[0]
        if entry.giai:
            first_line, first_at, where, _ = entry.giai[0]
            if (line, at) < (first_line, first_at) and word not in usual:
                place = van_ban.vi_tri(where)
                yield Loi(
                    dong,
                    f"“{word}” dùng ở đây, đến {place or 'chỗ sau'} mới giải thích",
                    f"Viết đủ chữ kèm ({word}) ở chỗ dùng đầu tiên",
                    trich=word,
                )
        elif not entry.co_ve and len(entry.dung) > 1 and word not in usual:
            yield Loi(
                dong,
                f"“{word}” dùng {len(entry.dung)} lần, không giải thích",
                f"Lần đầu viết đủ chữ kèm ({word})",
                trich=word,
                muc=Severity.THONG_TIN,
            )
