"""Citations: `[@khoá]` becomes the cited document's words; full the first time, short afterwards (II.6b)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vbhc.model.co_quan import VienDan
from vbhc.model.ho_so import HoSo
from vbhc.model.nen import NgayVienDan
from vbhc.problems import Place, Problem, Severity
from vbhc.text import dates, inline, letters
from vbhc.text.numbering import la_ma

MARK = re.compile(r"(?<!\\)\[@\s*+([^\[\]\s]++)\s*+([^\[\]]*+)\]")  # possessive: linear in any text
FORMS = ("gọn", "ngày", "thường", "đầy đủ")


def plain(text: str) -> str:
    """The words of a text without inline marks."""
    return inline.plain(text)


class Citer:
    """Replaces citations in the order of the page. One document, one citer."""

    def __init__(self, ho_so: HoSo) -> None:
        self._documents = ho_so.vien_dan
        self._in_words = ho_so.co_quan.ngay_vien_dan is NgayVienDan.CHU
        self._annexes = {a.ma: annex_name(ho_so, i) for i, a in enumerate(ho_so.van_ban.phu_luc) if a.ma}
        self._seen: set[str] = set()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that may stand in `[@…]`."""
        return (*self._documents, *self._annexes)

    def __call__(self, text: str, *, ngay_bang_chu: bool = False) -> str:
        """The text with its citations written out. Keys were checked when the data was read."""
        if "[@" not in text:
            return text

        def write(found: re.Match[str]) -> str:
            key, form = found.group(1), " ".join(found.group(2).split())
            if key in self._annexes:
                return self._annexes[key]
            document = self._documents[key]
            chosen = form or ("gọn" if key in self._seen else "đầy đủ")
            self._seen.add(key)
            return inline.escape(cite(document, chosen, self._in_words or ngay_bang_chu))

        return MARK.sub(write, text)


def annex_name(ho_so: HoSo, index: int) -> str:
    """`Phụ lục`, or `Phụ lục II` where there are two or more (III.1a)."""
    return f"Phụ lục {la_ma(index + 1)}" if len(ho_so.van_ban.phu_luc) > 1 else "Phụ lục"


def cite(document: VienDan, form: str, in_words: bool) -> str:
    """A cited document in one of four forms.

    `gọn`: kind and number; `ngày`: with its date; `thường`: with its issuer; `đầy đủ`: with its subject.
    A law or ordinance is cited by its name, never by number or issuer (II.6a).
    """
    date = ""
    if document.ngay:
        date = f" {dates.bang_chu(document.ngay)}" if in_words else f" ngày {dates.bang_so(document.ngay)}"
    if document.la_luat:
        name = f"{document.loai} {document.trich_yeu}".strip()
        return name if form == "gọn" else name + date
    out = f"{document.loai} số {document.so_ky_hieu}"
    level = FORMS.index(form)
    if level >= 1:
        out += date
    if level >= 2 and document.co_quan:
        out += f" của {document.co_quan}"
    if level >= 3 and document.trich_yeu:
        out += f" {document.trich_yeu}"
    return out


def faults(text: str, known: Iterable[str], place: Place) -> Iterator[Problem]:
    """What is wrong with the citations in a text: a key nobody described, a form nobody knows."""
    keys = list(known)
    if re.search(r"(?<!\\)\[@", MARK.sub("", text)):
        yield Problem(
            place, Severity.LOI, "vien_dan/ho", f"viện dẫn mở mà không đóng: “{text[text.rfind('[@') :][:40].strip()}”",
            "Viết trọn trên một dòng [@khoá]; muốn in dấu ấy thì gõ \\[@",
        )  # fmt: skip
    for key, form in MARK.findall(text):
        form = " ".join(form.split())
        if key not in keys:
            near = letters.nearest(key, keys)
            hint = f"Có phải “{near}”?" if near else "Thêm vào vien_dan của văn bản hoặc data/vien_dan.yaml"
            yield Problem(place, Severity.LOI, "vien_dan/khong_co", f"[@{key}] chưa được khai báo", hint)
        if form and form not in FORMS:
            yield Problem(
                place,
                Severity.LOI,
                "vien_dan/khong_co",
                f"[@{key} {form}]: không có dạng “{form}”",
                f"Dùng một trong: {', '.join(FORMS)}",
            )


def table_faults(ho_so: HoSo, known: Iterable[str]) -> Iterator[Problem]:
    """The same for the cells of annex tables, which may come from spreadsheets."""
    keys = list(known)
    for i, table in enumerate(ho_so.bang):
        for number, row in enumerate(table.hang if table else (), start=1):
            for cell in row.o if "[@" in "|".join(row.o) else ():
                if "[@" in cell:
                    place = ho_so.places.of("phu_luc", i, "bang")
                    where = f"Phụ lục {i + 1}, hàng thứ {number} của bảng in, ô “{cell[:40]}”"
                    for problem in faults(cell, keys, place):
                        yield replace(problem, truong=where)


def unreferenced_annexes(ho_so: HoSo, body: list[str]) -> Iterator[Problem]:
    """The text must point to each annex (III.1a)."""
    everything = " ".join(body)
    for i, annex in enumerate(ho_so.van_ban.phu_luc):
        name = annex_name(ho_so, i)
        if len(ho_so.van_ban.phu_luc) == 1:
            found = re.search(r"phụ lục|kèm theo", everything, re.IGNORECASE)
        else:
            found = re.search(rf"{name}(?![IVXLC])|các phụ lục", everything, re.IGNORECASE)
        if not found:
            say = f"[@{annex.ma}]" if annex.ma else name
            yield Problem(
                ho_so.places.of("phu_luc", i), Severity.CANH_BAO, "phu_luc/chi_dan", f"lời văn chưa chỉ tới {name}",
                f"Thêm một câu, ví dụ: (Chi tiết tại {say} kèm theo)", "Phụ lục",
            )  # fmt: skip
