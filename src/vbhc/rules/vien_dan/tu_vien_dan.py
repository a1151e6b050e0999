"""Văn bản nhắc đến chính mình với số khác.

Chỗ nhắc có cùng tên loại, ngày và trích yếu với văn bản này thì phải cùng số, ký hiệu; thường là chép từ văn bản năm
trước.

Sai: Kế hoạch số 25/KH-SKHCN nhắc “Kế hoạch số 24/KH-SKHCN ngày 09/3/2026 về thực hiện công tác dân vận khéo năm 2026”
Đúng: … Kế hoạch này
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import NGAY, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("N30-06-3i", "Tự viện dẫn với số khác", ("I.II.6b",), Severity.CANH_BAO, Sua.KHONG, frozenset({NGAY}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Citations of the document's own kind, date and subject."""
    kind = norms.ten_loai().get(van_ban.loai, "")
    title = chung.tu(" ".join(d.chu for d in van_ban.tim("trich_yeu")))
    if van_ban.so is None or not van_ban.so.so or not kind or len(title) < 5:
        return
    own = f"{van_ban.so.so}/{van_ban.so.ky_hieu}"
    for v in van_ban.vien_dan:
        if (
            v.ngay == van_ban.ngay
            and v.so_ky_hieu
            and v.loai.casefold() == kind.casefold()
            and chung.khoa(v.so_ky_hieu) != chung.khoa(own)
            and ((subject := chung.tu(v.trich_yeu))[: len(title)] == title or chung.gan_nhu(title, subject))
        ):
            yield Loi(
                v.dong,
                f"Văn bản này số {own}, nhưng {v.vi_tri or 'chỗ này'} nhắc lại với số {v.so_ky_hieu}",
                f"Ghi: {kind} này, hoặc số {own}",
                trich=v.chu,
            )
