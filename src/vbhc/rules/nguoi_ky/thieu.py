"""Khối chữ ký thiếu họ tên hoặc thiếu chức vụ người ký.

Chức vụ, họ tên và chữ ký của người có thẩm quyền là thành phần chính của thể thức; dự thảo cũng ghi sẵn chức vụ và
họ tên.

Sai: GIÁM ĐỐC (bên dưới không có họ tên)
Đúng: GIÁM ĐỐC … Nguyễn Văn An
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-07-5", "Đủ chức vụ, họ tên người ký", ("Đ8.2", "I.II.7c"), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A block that has one of the two, or a list of recipients with neither beside it.

    In a file that others made the name may be a picture, or a line of another kind: there it is only a warning.
    """
    titles = [d for d in van_ban.tim("quyen_han") if d.chu]
    names = [d for d in van_ban.tim("ho_ten") if d.chu]
    severity = Severity.LOI if van_ban.cua_ta else Severity.CANH_BAO
    if titles and not names:
        yield Loi(titles[-1], f"Dưới “{titles[-1].in_ra[:40]}” không có họ tên người ký", "Ghi họ tên người ký",
                  muc=severity)  # fmt: skip
    elif names and not titles:
        yield Loi(names[0], f"Trên “{names[0].chu[:40]}” không có chức vụ người ký", "Ghi chức vụ người ký",
                  muc=severity)  # fmt: skip
    elif not names and not titles:
        recipients = van_ban.noi_nhan.dau or van_ban.noi_nhan.luu
        if recipients is None:
            yield Khong("không thấy phần cuối văn bản (nơi nhận, chữ ký)")
        else:
            yield Loi(recipients, "Không thấy chức vụ, họ tên người ký", "Ghi chức vụ, họ tên người ký ở cuối văn bản",
                      muc=severity)  # fmt: skip
