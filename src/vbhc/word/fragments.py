"""Pieces of WordprocessingML made from printed objects: paragraphs, rules, boxes. Strings in, finished XML out."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from zlib import crc32

from vbhc import norms
from vbhc.model.ban_in import Doan, KeDuoi, Khung, KinhGui
from vbhc.text import inline, letters, measure
from vbhc.text.inline import Run
from vbhc.word.ns import twips
from vbhc.word.styles import Styles

MARKED = re.compile(r"[*^\\]")
"""Letters that may be marks of a drafter's."""


_TAGS_OWN = re.compile(r"[{%]_|_[}%]")


@dataclass(frozen=True, slots=True)
class Xml:
    """Finished XML; Jinja prints it without escaping (`__html__` is its sign for that)."""

    text: str

    def __html__(self) -> str:
        return self.text


def escape(text: str) -> str:
    """Text as XML character data.

    docxtpl reads `{_{` in a finished part as its own escape of `{{`; typed in the data, it prints as typed.
    """
    text = escape_outside(text)
    return text.replace("_", "&#95;") if "_" in text and _TAGS_OWN.search(text) else text


def escape_outside(text: str) -> str:
    """The same for parts that docxtpl does not read."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text as the value of an attribute between double quotes; blanks stay what they are."""
    text = escape(text).replace('"', "&quot;")
    return text if text.isprintable() else text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


MAX_SQUEEZE = 10
"""Twentieths of a point that letters of one line may stand closer without being seen to."""


def runs(chu: tuple[Run, ...], squeeze: int = 0) -> str:
    """Runs of a paragraph; the paragraph's style carries the look, a run only what differs from it."""
    closer = f'<w:spacing w:val="{squeeze}"/>' if squeeze else ""
    out = []
    for run in chu:
        properties = ""
        if closer or run.dam or run.nghieng or run.tren:
            look = ("<w:b/><w:bCs/>" if run.dam else "") + ("<w:i/><w:iCs/>" if run.nghieng else "")
            look += closer + ('<w:vertAlign w:val="superscript"/>' if run.tren else "")
            properties = f"<w:rPr>{look}</w:rPr>"
        text = escape(run.text)
        if text and "\n" not in text:  # as most are
            out.append(f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>')
            continue
        lines = [f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in text.split("\n")]
        out.append(f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>")
    return "".join(out)


_KEY = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def bookmark_name(prefix: str, key: str) -> str:
    """A bookmark's name for a row key: letters, digits, `_`, at most 40 characters, different for different keys."""
    plain = key if _KEY.fullmatch(key) else letters.key_of(key)
    if plain == key and len(prefix) + len(plain) <= 39:
        return f"{prefix}_{plain}"
    return f"{prefix}_{plain[: 30 - len(prefix)]}_{crc32(key.encode()):08x}"


def bookmark(name: str, number: int = -1) -> str:
    """A bookmark at one place. Without a number its id is made from its name, below 2^29: those above are a table's."""
    if number < 0:
        number = crc32(name.encode()) & 0x1FFFFFFF
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def _with_text(chu: tuple[Run, ...], text: str) -> tuple[Run, ...]:
    """The same runs over a text of the same length."""
    if len(chu) == 1:
        return chu if chu[0].text == text else (chu[0]._replace(text=text),)
    out, at = [], 0
    for run in chu:
        out.append(run._replace(text=text[at : at + len(run.text)]))
        at += len(run.text)
    return tuple(out)


class Fragments:
    """Makes XML for one file: style ids and font cuts are that file's own."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def paragraph(self, thanh_phan: str, body: str, properties: str = "") -> str:
        """A paragraph of a component's style; `properties` are more w:pPr children, in the schema's order."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles.id_of(thanh_phan)}"/>{properties}</w:pPr>{body}</w:p>'

    def doan(self, doan: Doan, be_rong: float, section: str = "") -> Xml:
        """A paragraph set in a column of `be_rong` millimetres; `section` is the w:sectPr that it ends."""
        properties = "<w:keepNext/>" if doan.giu_voi_sau else ""
        chu = doan.chu
        if doan.can_doi:
            text, _, room = self._broken(doan, be_rong)
            properties += self._indent(be_rong, room)
            chu = _with_text(chu, text)
        mark = bookmark(doan.neo) if doan.neo else ""
        body = runs(chu, self._squeeze(doan, be_rong))
        return Xml(self.paragraph(doan.thanh_phan, mark + body, properties + section))

    def lines(self, doan: Doan, be_rong: float) -> list[str]:
        """The lines of a paragraph as it will break."""
        return self._broken(doan, be_rong)[1]

    def _broken(self, doan: Doan, be_rong: float) -> tuple[str, list[str], float]:
        """Its text, its lines, and the width between the indents that make it break so."""
        face = self._styles.face(doan.thanh_phan)
        if doan.can_doi:
            return measure.unsplit(doan.van, face, be_rong, norms.khong_tach())
        return doan.van, measure.wrap(doan.van, face, be_rong), be_rong

    def _squeeze(self, doan: Doan, be_rong: float) -> int:
        """How much closer the letters of a line must stand to fit, in twentieths of a point (negative), or 0.

        Only place and date, which the decree wants on the line of the number: up to half a point a letter.
        """
        if doan.thanh_phan != "dia_danh":
            return 0
        wide = measure.width(doan.van, self._styles.face(doan.thanh_phan))
        if wide <= be_rong:
            return 0
        need = math.ceil((wide + 1 - be_rong) / measure.PT_MM * 20 / len(doan.van))  # with a millimetre to spare
        return -need if need <= MAX_SQUEEZE else 0

    def fits(self, doan: Doan, be_rong: float) -> bool:
        """Whether a line fits its place, letters moved closer if that helps."""
        return len(self.lines(doan, be_rong)) < 2 or self._squeeze(doan, be_rong) < 0

    @staticmethod
    def _indent(be_rong: float, inner: float) -> str:
        side = max(0, twips((be_rong - inner) / 2))
        return f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>' if side else ""

    def ke(self, ke: KeDuoi, be_rong: float) -> Xml:
        """A solid rule of measured length, symmetric under its text.

        A top border of an empty paragraph between two indents: Word and LibreOffice draw it alike and keep it.
        """
        lines = self.lines(ke.van, be_rong)
        face = self._styles.face(ke.van.thanh_phan)
        length = min(be_rong, measure.width(lines[-1], face) * ke.ti_le) if lines else 0
        border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        return Xml(self.paragraph("duong_ke", "", border + self._indent(be_rong, length)))

    def kinh_gui(self, kinh_gui: KinhGui, be_rong: float) -> Xml:
        """One addressee on the line; several each on a line, dashes aligned under the colon (II.9d).

        The block stands centred, as box 9a does; long names wrap inside it, under their own beginning.
        """
        face = self._styles.face("kinh_gui")
        label = "Kính gửi:"
        gap = measure.width("Kính gửi", face)
        if len(kinh_gui.noi_nhan) == 1:
            name = kinh_gui.noi_nhan[0]
            start = measure.width(f"{label} ", face)
            left = max(0.0, (be_rong - start - measure.width(name, face)) / 2)
            indent = f'<w:ind w:left="{twips(left + start)}" w:hanging="{twips(start)}"/>'
            return Xml(self.paragraph("kinh_gui", runs((Run(f"{label} {name}"),)), indent))
        dash = measure.width("- ", face)
        longest = max(measure.width(name, face) for name in kinh_gui.noi_nhan)
        left = max(0.0, (be_rong - gap - dash - longest - 3) / 2)
        head = self.paragraph("kinh_gui", runs((Run(label),)), f'<w:keepNext/><w:ind w:left="{twips(left)}"/>')
        indent = f'<w:ind w:left="{twips(left + gap + dash)}" w:hanging="{twips(dash)}"/>'
        last = len(kinh_gui.noi_nhan) - 1
        rows = [
            self.paragraph("kinh_gui", runs((Run(f"- {name}{'.' if i == last else ';'}"),)), indent)
            for i, name in enumerate(kinh_gui.noi_nhan)
        ]
        return Xml(head + "".join(rows))

    def khung(self, khung: Khung, canh: str = "left") -> Xml:
        """A boxed mark: a table of one cell of exact size, which keeps that size in Word and LibreOffice."""
        colour = "FF0000" if khung.do else "000000"
        border = "".join(
            f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        look = f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' if khung.do else ""
        width = twips(khung.rong)
        # The letterhead reaches into the margin; a mark in it stands where the text begins.
        inset = f'<w:tblInd w:w="{twips(-norms.trang()["o_dau"]["lui"])}" w:type="dxa"/>' if canh == "left" else ""
        gap = self.paragraph("ngat_phan", "", '<w:spacing w:before="120" w:after="0" w:line="20" w:lineRule="exact"/>')
        return Xml(
            f'{gap}<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="{canh}"/>{inset}'
            f'<w:tblBorders>{border}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
            f'<w:tr><w:trPr><w:trHeight w:val="{twips(khung.cao)}" w:hRule="exact"/></w:trPr>'
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            + self.paragraph("dau", f"<w:r>{look}<w:t>{escape(khung.chu)}</w:t></w:r>")
            + "</w:tc></w:tr></w:tbl>"
            + self.paragraph("ngat_phan", "")
        )


def paragraphs_of_cell(text: str) -> list[tuple[Run, ...]]:
    """A cell's paragraphs. Most cells hold no mark: they are not parsed."""
    return [inline.parse(line).runs if MARKED.search(line) else (Run(line),) for line in text.split("\n")]
