"""Văn bản đã có số và ngày nhưng còn chữ “Dự thảo”.

Dấu “DỰ THẢO” chỉ dùng khi lấy ý kiến; văn bản đã cấp số, ngày thì bỏ.

Sai: DỰ THẢO (trên văn bản số 25/KH-SKHCN)
Đúng: bỏ dòng “DỰ THẢO”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.model.view import Block, Paragraph, paragraphs
from vbhc.problems import Severity
from vbhc.recognising.signs import DU_THAO
from vbhc.rules import NGAY, BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-TEP-3", "Dấu dự thảo", ("nha",), Severity.CANH_BAO, Sua.KHONG, frozenset({NGAY}))
_DUOI = re.compile(r"[(\[]\s*(?:bản\s+)?dự\s+thảo[^)\]]{0,20}[)\]]\s*$", re.IGNORECASE)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A line, a box, a header that says only "Dự thảo"; the words in brackets after the kind's name."""
    if van_ban.so is None or not van_ban.so.so:
        yield Khong("văn bản chưa có số")
        return
    annex = {id(d) for a in van_ban.phu_luc for d in a.dong}
    named = {id(d) for name in ("ten_loai", "trich_yeu", "trich_yeu_cv", "so_ky_hieu") for d in van_ban.tim(name)}
    for dong in van_ban.dong:
        if dong.chu[:1] not in _DAU_CHU and id(dong) not in named:
            continue
        # A cell of a list may say that something is a draft.
        cell = dong.doan.spot.table and id(dong) in annex
        if cell or len(dong.chu) > _DAI or "THẢO" not in dong.chu.upper():
            continue
        if DU_THAO.fullmatch(dong.chu) or (id(dong) in named and _DUOI.search(dong.chu)):
            yield _fault(dong, dong.chu)
    for section in van_ban.view.sections:
        for blocks in section.margins:
            words = next((w for w in _words(blocks) if DU_THAO.fullmatch(w)), "")
            if words:
                yield _fault(None, words)
                return


_DAI = 200
_DAU_CHU = frozenset("dDbB([")


def _fault(dong: Dong | None, words: str) -> Loi:
    return Loi(dong, f"Văn bản đã có số, ngày nhưng còn “{words[:40]}”", "Bỏ dấu dự thảo", trich=words[:40])


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for paragraph in paragraphs(blocks):
        yield " ".join(paragraph.text.split())
        yield from _drawn(paragraph)


def _drawn(paragraph: Paragraph) -> Iterator[str]:
    for shape in paragraph.shapes:
        yield from _words(shape.blocks)
