"""Chữ viết tắt tên loại trong ký hiệu không khớp với tên loại.

Nhóm đầu của ký hiệu là chữ viết tắt tên loại theo Phụ lục III: Kế hoạch KH, Báo cáo BC, Quy định QyĐ, Chương trình
CTr, Tờ trình TTr. Công văn không có chữ viết tắt tên loại: ký hiệu là chữ viết tắt cơ quan và đơn vị soạn thảo; chữ
khác “CV” có thể là tên cơ quan nên không xét.

Sai: Số: 05/BC-SKHCN trên một KẾ HOẠCH
Sai: Số: 05/CV-SKHCN trên một công văn
Đúng: Số: 05/KH-SKHCN trên một KẾ HOẠCH
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.so_ky_hieu._doc import doc

QUY_TAC = QuyTac("N30-03-3", "Viết tắt tên loại", ("PL3.I", "I.II.3b"), Severity.LOI, Sua.DE_XUAT)
_LIEN = frozenset({"LN", "LT", "LS", "LB"})
"""Joint documents of several agencies (liên ngành, liên tịch, liên sở) say so after the kind: `HDLN`."""
_CONG_VAN = re.compile(r"\s*CV\s*[-–]\s*(?P<sau>\S.*)")
_FIRST = re.compile(r"\s*([^\s\-‐‑–—−/.,;:…]+)")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The first group of the first number line against the title."""
    kinds = norms.ten_loai()
    line = next(doc(van_ban), None)
    if line is not None and van_ban.loai == "CV" and not van_ban.tim("ten_loai"):
        letter = _CONG_VAN.match(line.ky)
        if letter is not None:
            own = letter["sau"].strip(" .")
            yield Loi(
                line.dong, "Công văn không ghi chữ viết tắt tên loại “CV”",
                f"Ghi: {own}" if "-" in own else f"Ghi: {own}-<viết tắt đơn vị soạn thảo>", trich=line.ky.strip(),
            )  # fmt: skip
    if line is None or not van_ban.tim("ten_loai"):
        return
    if van_ban.loai not in kinds:
        yield Khong("tên loại không có trong bảng chữ viết tắt của Nghị định")
        return
    found = _FIRST.match(line.ky)
    if found is None or found[1] == van_ban.loai:
        return
    first, want, name = found[1], van_ban.loai, kinds[van_ban.loai]
    # Small letters are another rule's affair; capitals where the decree has small ones (TTR) are this one's.
    if first.upper() == want.upper() and not first.isupper():
        return
    start, end = line.ky_tu + found.start(1), line.ky_tu + found.end(1)
    if first.upper() == want.upper():
        yield Loi(line.dong, f"Viết tắt của {name} là {want}, không phải {first}", f"Ghi: {want}", trich=first,
                  edits=line.edit(start, end, want))  # fmt: skip
    elif first.startswith(want) and first.removeprefix(want) in _LIEN:
        return
    elif first in kinds:
        yield Loi(line.dong, f"Ký hiệu ghi {first} ({kinds[first]}) nhưng tên loại là {name}", f"Ghi: {want}",
                  trich=first, edits=line.edit(start, end, want))  # fmt: skip
    else:
        yield Loi(line.dong, f"Ký hiệu thiếu chữ viết tắt {want} của {name}", f"Ghi: {want}-{line.ky.strip()}",
                  trich=first)  # fmt: skip
