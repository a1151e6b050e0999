"""Khối chữ ký bị tách sang trang khác với lời văn, hoặc bị ngắt giữa chừng.

Chữ ký đứng một mình trên một trang thì trang ấy có thể bị thay. Dòng cuối lời văn đặt “giữ với đoạn sau” (Keep with
next) và hàng chứa chữ ký không ngắt qua trang. Văn bản người khác làm chỉ xét khi Word đã ghi chỗ ngắt trang trong tệp.

Sai: lời văn hết ở cuối trang 2, chữ ký ở đầu trang 3
Đúng: ít nhất hai dòng cuối của lời văn ở cùng trang với chữ ký
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac(
    "N30-07-4", "Khối chữ ký liền với lời văn", ("nha",), Severity.CANH_BAO, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """By the pages Word wrote down; in our prints also by the setting, which whoever edits them may lose."""
    titles = [d for d in van_ban.tim("quyen_han") if d.chu]
    names = [d for d in van_ban.tim("ho_ten") if d.chu]
    text = [m.dong for m in van_ban.muc if not m.dong.doan.spot.table]
    if not titles or not text or _p(text[-1]) > _p(titles[0]):
        return
    last = text[-1]
    if _breaks(van_ban, last, titles, names):
        yield Loi(
            titles[0],
            "Trang ngắt ngay tại khối chữ ký",
            "Đặt “giữ với đoạn sau” (Keep with next) cho dòng cuối lời văn và các dòng chức vụ",
            edits=_keep(last, *titles),
        )
    elif van_ban.cua_ta and not last.doan.layout.keep_next:
        yield Loi(
            last,
            "Dòng cuối lời văn không giữ với khối chữ ký",
            "Đặt “giữ với đoạn sau” (Keep with next)",
            trich=last.chu[-60:],
            edits=_keep(last),
        )


def _breaks(van_ban: BanDoc, last: Dong, titles: list[Dong], names: list[Dong]) -> bool:
    """Whether a page begins between the title and the name of the one signer, or at the very head of the block.

    A page that begins inside the list of recipients leaves the signature with the text.
    """
    if len(names) == 1 and names[0].doan.spot.table == titles[0].doan.spot.table and _page(names[0]) > _page(titles[0]):
        return True
    head, entries = van_ban.noi_nhan.dau, van_ban.noi_nhan.muc
    if head is None or not entries or not _p(last) < _p(head) < _p(titles[0]):
        return False
    return 0 < last.doan.spot.page_end < _page(head)


def _page(dong: Dong) -> int:
    return dong.doan.spot.page


def _p(dong: Dong) -> int:
    return dong.doan.spot.p


def _keep(*lines: Dong) -> tuple[ParagraphEdit, ...]:
    return tuple(ParagraphEdit(d.doan.spot, {"keep_next": True}) for d in lines if not d.doan.layout.keep_next)
