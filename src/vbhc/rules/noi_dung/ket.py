"""Lời văn không kết thúc bằng “./.” hoặc dấu này viết sai.

Các mẫu của Phụ lục III kết thúc nội dung bằng “./.” liền sau chữ cuối cùng. Dấu chỉ có một, ở cuối lời văn.

Sai: … để xem xét, giải quyết.
Sai: … để xem xét, giải quyết /.
Đúng: … để xem xét, giải quyết./.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke

QUY_TAC = QuyTac("N30-06-7a", "Dấu kết thúc “./.”", ("PL3.1.4",), Severity.CANH_BAO, Sua.AN_TOAN)
KET = "./."
_DAU = " \t\xa0./;,:"


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The last line of the text, then the others."""
    lines = [m.dong for m in van_ban.muc if m.dong.chu]
    if not lines:
        return
    for dong in lines[:-1]:
        if dong.chu.endswith(KET):
            yield Loi(dong, "“./.” nằm giữa văn bản", "Chỉ ghi “./.” ở cuối lời văn", trich=dong.chu[-60:],
                      edits=_end(dong, "."))  # fmt: skip
    last = lines[-1]
    if not (van_ban.noi_nhan.dau or van_ban.tim("quyen_han") or van_ban.tim("ho_ten")):
        yield Khong("không thấy phần cuối văn bản (nơi nhận, chữ ký)")
    elif last.chu == KET:
        if len(lines) > 1 and last.doan.spot.p - lines[-2].doan.spot.p == 1:
            yield Loi(last, "“./.” đứng riêng một dòng", "Ghi “./.” liền sau chữ cuối cùng của lời văn")
    elif (table := _table_after(van_ban, last)) is not None:
        if not table.endswith(KET) and not last.chu.endswith(KET):
            yield Khong("lời văn kết thúc bằng bảng")
    else:
        yield from _judge(last)


def _judge(dong: Dong) -> Iterator[Loi | Khong]:
    text = dong.goc.rstrip()
    mark = text[len(text.rstrip(_DAU)) :]
    if mark == KET:
        return
    if "/" in mark:
        yield Loi(dong, f"Dấu kết thúc viết “{mark.strip()}”" + (" cách chữ cuối" if mark[0].isspace() else ""),
                  "Viết “./.” liền sau chữ cuối cùng", trich=dong.chu[-60:], edits=_end(dong, KET))  # fmt: skip
    elif mark.endswith(":"):
        yield Khong("lời văn kết thúc bằng dấu hai chấm")
    else:
        yield Loi(dong, "Cuối lời văn không có “./.”", "Ghi “./.” liền sau chữ cuối cùng", trich=dong.chu[-60:],
                  edits=_end(dong, KET))  # fmt: skip


def _end(dong: Dong, mark: str) -> tuple[TextEdit, ...]:
    text = dong.goc.rstrip()
    return liet_ke.sua(dong, len(text.rstrip(_DAU)), len(text), mark)


def _table_after(van_ban: BanDoc, last: Dong) -> str | None:
    """The last words of a table of the text that stands after its last line, None without one."""
    first_annex = min((a.tieu_de.doan.spot.p for a in van_ban.phu_luc), default=1 << 30)
    for table in reversed(van_ban.bang):
        lines = [d for row in table.hang[-1:] for o in row.o if o is not None for d in o.dong if d.chu]
        if lines and last.doan.spot.p < lines[-1].doan.spot.p < first_annex:
            return lines[-1].chu
    return None
