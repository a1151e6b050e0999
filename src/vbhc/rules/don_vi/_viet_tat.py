"""Abbreviations in running text: where each is used, where it is explained, and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.rules.vien_dan import _chung as chung

_VT = r"[A-ZĐ][A-ZĐ&]{1,9}"
_DUNG = re.compile(rf"(?<![\w/&.-]){_VT}(?![\w/&-]|\.\w)")
_GIAI = re.compile(
    rf"\((?P<goi>[^()]{{0,30}}?(?:gọi (?:tắt |chung )?là|viết tắt(?: là)?):? ?)?[“\"]?(?P<vt>{_VT})[”\"]?\)"
)
_NGUOC = re.compile(rf"(?<![\w/&.-])(?P<vt>{_VT}) \((?P<nghia>[^()\d]{{5,80}})\)")
_LA_MA = re.compile(r"[IVXLC]+")
_TU = re.compile(r"[\w&]+")
_NHIN_LAI = 120
"""So many letters before an abbreviation may hold the words that it stands for."""


@dataclass(slots=True)
class VietTat:
    """One abbreviation: its uses and explanations in the order of the page (line number, offset)."""

    dung: list[tuple[int, int, Dong]] = field(default_factory=list)
    giai: list[tuple[int, int, Dong, str]] = field(default_factory=list)
    co_ve: bool = False


def doc(van_ban: BanDoc) -> dict[str, VietTat]:
    """Every abbreviation of the main text; lines in capitals are left out."""
    out: dict[str, VietTat] = {}
    cited: dict[int, list[tuple[int, int]]] = {}
    for v in van_ban.vien_dan:
        cited.setdefault(id(v.dong), []).append(chung.doan_trich_yeu(v))
    lines = (*van_ban.can_cu, *(m.dong for m in van_ban.muc))
    for i, dong in enumerate(lines):
        text = dong.chu
        if text.isupper() or not _DUNG.search(text):
            continue
        taken: set[int] = set()
        for found in _GIAI.finditer(text):
            entry = out.setdefault(found["vt"], VietTat())
            meaning = _nghia(text[max(found.start() - _NHIN_LAI, 0) : found.start()], found["vt"])
            taken.add(found.start("vt"))
            if meaning or found["goi"]:
                entry.giai.append((i, found.start("vt"), dong, meaning))
            else:
                entry.co_ve = True
        for found in _NGUOC.finditer(text):
            if _nghia(found["nghia"], found["vt"]):
                out.setdefault(found["vt"], VietTat()).co_ve = True
                taken.add(found.start("vt"))
        quoted = bytearray(len(text))
        for start, end in (*_nhay(text), *cited.get(id(dong), ())):
            quoted[start:end] = b"\1" * len(quoted[start:end])
        for at, word in _dung(text):
            if at not in taken and not quoted[at]:
                out.setdefault(word, VietTat()).dung.append((i, at, dong))
    return out


def _nhay(text: str) -> Iterator[tuple[int, int]]:
    """Spans between quotation marks, each from the first that opens to the first that closes."""
    end = 0
    while (start := text.find("“", end)) >= 0 and (end := text.find("”", start) + 1):
        yield start, end


def _dung(text: str) -> Iterator[tuple[int, str]]:
    """Uses: not Roman numbers, not words of a title in capitals, not names of standards with their numbers."""
    for found in _DUNG.finditer(text):
        word = found.group()
        before = text[max(found.start() - _NHIN_LAI, 0) : found.start()].rstrip(" “(")[-12:].rpartition(" ")[2]
        after = text[found.end() : found.end() + 12].lstrip(" ”)").partition(" ")[0]
        if _LA_MA.fullmatch(word) or after[:1].isdigit() or any(len(w) > 1 and w.isupper() for w in (before, after)):
            continue
        yield found.start(), word


def _nghia(before: str, short: str) -> str:
    """The words right before whose first letters the abbreviation takes; "" when they do not."""
    words = _TU.findall(before)[-len(short) :]
    if len(words) < len(short):
        return ""
    for word, letter in zip(words, short, strict=True):
        if letter == "&":
            if word.casefold() not in {"và", "&"}:
                return ""
        elif word[:1].upper() != letter and _khong_dau(word[:1]) != letter:
            return ""
    return " ".join(words).casefold()


_MU = str.maketrans("ÂĂÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÊÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÔƠÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢƯÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ",
                    "A" * 17 + "E" * 11 + "I" * 5 + "O" * 17 + "U" * 11 + "Y" * 5)  # fmt: skip


def _khong_dau(letter: str) -> str:
    """A capital without tone marks; Đ stays Đ, as abbreviations keep it."""
    return letter.upper().translate(_MU)
