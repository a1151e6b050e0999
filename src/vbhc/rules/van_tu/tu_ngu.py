"""Từ cơ quan không dùng.

Cơ quan ghi trong `data/soat.yaml`, mục `tu_ngu`, từ không dùng (`viet`), từ thay vào (`thay`) và vì sao. Chương trình
tìm đúng chữ, đúng hoa thường, cả từ; không tự sửa mà đề xuất.

Sai: báo cáo hàng năm (cơ quan ghi: viet: hàng năm, thay: hằng năm)
Đúng: báo cáo hằng năm
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan
from vbhc.text.letters import nfc

QUY_TAC = QuyTac("NHA-VT-10", "Từ ngữ của cơ quan", ("nha",), Severity.THONG_TIN, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every place of a word on the office's list, unless the right wording stands there, which may contain it."""
    rows = {word: row for row in boi_canh.tu_ngu if (word := _fold(row.get("viet", "")))}
    if not rows:
        return
    for dong, begin, found in toan(van_ban).tim(_mau(tuple(rows))):
        row: Mapping[str, str] = rows[found.group()]
        at, right = found.start() - begin, _fold(row.get("thay", ""))
        if right and any(
            dong.chu.startswith(right, start)
            for start in range(max(0, at - len(right)), at + 1)
            if start + len(right) >= at + len(found.group())
        ):
            continue
        why = row.get("vi_sao", "").strip()
        hint = f"Viết “{right}”" if right else "Bỏ hoặc viết cách khác"
        hint = f"{hint} ({why})" if why else hint
        yield Loi(dong, f"“{found.group()}”: cơ quan không dùng", hint, trich=found.group(),
                  edits=sua(dong, at, at + len(found.group()), right) if right else ())  # fmt: skip


def _fold(word: str) -> str:
    return " ".join(nfc(word).split())


@lru_cache(maxsize=8)
def _mau(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
