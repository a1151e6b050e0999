"""Phụ lục không kết thúc bằng “./.”.

Mẫu phụ lục của Phụ lục III (mẫu 2.1, 2.2) kết thúc bằng “./.”; lời văn của Nghị định không nói, nên chỉ báo để biết.
Biểu mẫu, văn bản ban hành kèm theo có phần ký riêng không xét.

Sai: phụ lục hết ở hàng cuối của bảng
Đúng: ./. (sau dòng cuối của phụ lục)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, PhuLuc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-06-7b", "Dấu “./.” cuối phụ lục", ("PL3.2.1",), Severity.THONG_TIN, Sua.KHONG)
_CUOI = 3


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The last lines of each annex."""
    for annex in van_ban.phu_luc:
        lines = [d for d in annex.dong if d.chu and not d.o_dau]
        if len(lines) > _CUOI and not _form(annex) and not any(d.chu.endswith("./.") for d in lines[-_CUOI:]):
            yield Loi(annex.tieu_de, f"Cuối {annex.tieu_de.chu[:30]} không có “./.”", "Ghi “./.” sau dòng cuối",
                      trich=lines[-1].chu[-60:])  # fmt: skip


def _form(annex: PhuLuc) -> bool:
    """Whether the annex is a form to fill in, or a document with a head and a signature of its own."""
    return any(
        "……" in d.chu or "......" in d.chu or d.chu.startswith(("Nơi nhận", "CỘNG H")) or "(Ký" in d.chu
        for d in annex.dong
    )
