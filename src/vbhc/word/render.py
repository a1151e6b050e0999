"""From a printed document (`BanIn`) and a template to the bytes of a .docx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from functools import lru_cache
from io import BytesIO
from typing import Any

from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from vbhc import archive
from vbhc.errors import UserError
from vbhc.model.ban_in import BangIn, BanIn, Doan, KeDuoi, Khung, KinhGui, PhuLucIn
from vbhc.model.nen import Huong
from vbhc.problems import Outcome, Place, Problems
from vbhc.text import letters, measure
from vbhc.word import columns, ns, properties, stamp
from vbhc.word.contexts import BLOCKS, LINES
from vbhc.word.fragments import Fragments, Xml, escape
from vbhc.word.paper import PageSize
from vbhc.word.sandbox import Page
from vbhc.word.styles import Styles
from vbhc.word.tables import TableWriter
from vbhc.word.template import Template

_HOLE = "\ue000{}\ue001"
_HOLE_PARAGRAPH = re.compile(
    r'<w:p><w:pPr><w:pStyle w:val="[^"]*"/></w:pPr><w:r><w:t>\ue000(\w+)\ue001</w:t></w:r></w:p>'
)


@dataclass(frozen=True, slots=True)
class _Annex:
    """An annex as the template sees it: the fields of PhuLucIn, as XML. The last paragraph ends its section."""

    tieu_de: Xml
    ten: Xml | None
    kem_theo: Xml
    ke: Xml
    loi_van: list[Xml]
    don_vi_tinh: str
    bang: Xml | None
    ghi_chu: list[Xml]
    ket: Xml | None


_ANNEX = tuple(f.name for f in fields(_Annex))
ANNEX_NAMES = tuple(f"phu_luc[].{name}" for name in _ANNEX)


def required_names(ban_in: BanIn) -> frozenset[str]:
    """Every name a template must print, lest something be lost in silence."""
    names = set(ban_in.bien) | {"phu_luc", "ngat_van_ban"}
    return frozenset(names | set(ANNEX_NAMES))


@lru_cache(maxsize=64)
def check_names(template: Template, needed: frozenset[str]) -> None:
    """Hold a template against what the kind provides, both ways.

    Raises:
        UserError: the template asks for what is not there, or leaves out what must be printed.
    """
    used = template.names
    known = set(needed) | {f"{n}[]" for n in needed}
    for name in sorted(used):
        if name not in known:
            last = name.rsplit(".", 1)[-1]
            near = letters.nearest(last, [n.rsplit(".", 1)[-1] for n in needed])
            hint = f"; có phải “{near}”?" if near else ""
            raise UserError(f"{template.where_is(last)}không có tên “{last}”{hint}")
    for name in sorted(needed - used):
        last = name.rsplit(".", 1)[-1]
        raise UserError(
            f"{template.path}: mẫu thiếu thẻ in “{last}”, phần ấy của văn bản sẽ mất. "
            "Đặt lại thẻ vào mẫu (xem mẫu gốc do `vbhc init` chép ra)"
        )


@lru_cache(maxsize=1024)
def _check_place(template: Template, name: str, gives: type | None) -> None:
    """Hold what a name gives, and each item of its list, against where the template prints it.

    Raises:
        UserError: a paragraph in a line (Word would not open it), or a line in place of a paragraph.
    """
    last = name.rsplit(".", 1)[-1]
    for standing, element in template.compiled.places:
        if standing.removesuffix("[]") != name:
            continue
        if gives is Xml and element not in BLOCKS:
            raise UserError(
                f"{template.where_is(last, '{{ ', '{{r ')}thẻ in cả một đoạn giữa dòng chữ; "
                "viết thẻ ấy với p, {{p … }}, trên một đoạn riêng"
            )
        if gives is str and element not in LINES:
            raise UserError(
                f"{template.where_is(last, '{{p ', '{{r ')}thẻ in một dòng chữ ở ngoài mọi dòng chữ; "
                "viết thẻ ấy không có p hay r, {{ … }}, trong một đoạn"
            )


@dataclass(frozen=True, slots=True)
class _SizeSet:
    """What a template prints with in one set of sizes; `xml` is its styles part where that is not the template's."""

    styles: Styles
    fragments: Fragments
    columns: columns.Columns
    tables: TableWriter
    xml: bytes | None


@lru_cache(maxsize=32)
def _size_set(template: Template, co_chu: str) -> _SizeSet:
    """Made once; holds the fixed lines of the letterhead against their cells.

    Raises:
        UserError: one of them does not fit.
    """
    styles = Styles(template.compiled.base[ns.STYLES], template.name)
    if co_chu != "14":
        styles.set_sizes(co_chu)
    face_of = {styles.id_of(part): styles.face(part) for part in ("quoc_hieu", "tieu_ngu")}
    for text, style, width in template.static_lines():
        face = face_of.get(style)
        if face and measure.width(text.strip(), face) > width:
            raise UserError(f"{template.path}: ô hẹp quá, “{text.strip()}” bị xuống dòng; nới ô ấy trong mẫu")
    own = styles.xml() if co_chu != "14" else None
    return _SizeSet(styles, Fragments(styles), columns.Columns(styles), TableWriter(styles), own)


def render(ban_in: BanIn, template: Template, phien_ban: str, dau_vao: str) -> Outcome[bytes]:
    """Print one document.

    Args:
        ban_in: what to print.
        template: the opened template.
        phien_ban: version of the program, for the stamp.
        dau_vao: hash of all that went in, for the stamp.

    Returns:
        The file's bytes, with remarks on what did not fit its place.

    Raises:
        UserError: the template is at fault; the message names file, part, paragraph and tag.
    """
    check_names(template, required_names(ban_in))
    printer = _Printer(ban_in, template)
    parts = printer.parts()
    stamp.write(
        parts,
        stamp.Stamp(
            phien_ban, "nd30", ban_in.nguon, dau_vao, ban_in.du_lieu, "", printer.table_words, printer.table_looks
        ),
    )
    data = archive.pack(parts, template.compiled.base)
    if len(parts[ns.DOCUMENT]) > 2**20 and not archive.opens(data):
        raise UserError(f"{template.path}: mẫu in đi in lại một thứ quá nhiều lần; xem lại các vòng lặp trong mẫu")
    return Outcome(data, tuple(printer.problems))


class _Printer:
    def __init__(self, ban_in: BanIn, template: Template) -> None:
        self._in = ban_in
        self._template = template
        self._set = _size_set(template, ban_in.co_chu)
        self._fragments = self._set.fragments
        self._tables = self._set.tables
        self._holes: dict[str, tuple[BangIn, list[int], float]] = {}
        self.problems = Problems()
        self.table_words: dict[str, str] = {}
        self.table_looks: dict[str, str] = {}
        self._place = Place(ban_in.nguon)

    def parts(self) -> dict[str, bytes]:
        annexes = [self._annex(i, a) for i, a in enumerate(self._in.phu_luc)]
        context = {name: self._value(name, value) for name, value in self._in.bien.items()}
        context |= {"phu_luc": annexes, "ngat_van_ban": self._after_text()}
        for name in (*ANNEX_NAMES, "ngat_van_ban"):
            _check_place(self._template, name, str if name.endswith(".don_vi_tinh") else Xml)
        page = Page()
        filled = self._filled(context, page)
        self._check_printed(context, page.printed)
        body = self._finish(filled.pop(ns.DOCUMENT))
        parts = self._template.compiled.base | {name: text.encode() for name, text in filled.items()}
        parts[ns.DOCUMENT] = body
        if self._set.xml is not None:
            parts[ns.STYLES] = self._set.xml
        properties.write(parts, self._in.thuoc_tinh)
        return parts

    # --- values -----------------------------------------------------------------------------------------------

    def _value(self, name: str, value: object) -> object:
        width = self._template.widths.get(name, self._template.text_area[0].be_rong)
        made = self._xml(value, width, name)
        first = made[0] if made and isinstance(made, list) else made
        _check_place(self._template, name, Xml if isinstance(first, Xml) else str if isinstance(first, str) else None)
        return made

    def _xml(self, value: object, width: float, name: str) -> object:
        if isinstance(value, Doan):
            self._measure(value, width)
            return self._fragments.doan(value, width)
        if isinstance(value, KeDuoi):
            return self._fragments.ke(value, width)
        if isinstance(value, KinhGui):
            return self._fragments.kinh_gui(value, width)
        if isinstance(value, Khung):
            return self._fragments.khung(value, "right" if name == "pham_vi" else "left")
        if isinstance(value, tuple | list):
            return [self._xml(item, width, name) for item in value]
        return _plain(value) if isinstance(value, str) else value

    def _annex(self, index: int, annex: PhuLucIn) -> _Annex:
        area = _annex_area(self._template, annex.huong)
        width = area.be_rong
        table = None
        if annex.bang is not None:
            widths, faults = self._set.columns.widths(annex.bang, width)
            self._holes[annex.bang.ma] = (annex.bang, widths, area.cao)
            table = Xml(self._fragments.paragraph("o_bang", f"<w:r><w:t>{_HOLE.format(annex.bang.ma)}</w:t></w:r>"))
            columns.tell(faults, self.problems, self._place, f"phụ lục {index + 1}")
        as_xml = self._fragments.doan
        # The section ends in the annex's own last paragraph: a paragraph more could fall on a page of its own.
        section = _annex_section(self._template, annex.huong) if index < len(self._in.phu_luc) - 1 else ""
        before, after = list(annex.loi_van), list(annex.ghi_chu)
        ending = annex.ket or (after or before)[-1]

        def xml(doan: Doan) -> Xml:
            return as_xml(doan, width, section if doan is ending else "")

        return _Annex(
            tieu_de=xml(annex.tieu_de),
            ten=xml(annex.ten) if annex.ten else None,
            kem_theo=xml(annex.kem_theo),
            ke=self._fragments.ke(annex.ke, width),
            loi_van=[xml(d) for d in before],
            don_vi_tinh=_plain(annex.don_vi_tinh),
            bang=table,
            ghi_chu=[xml(d) for d in after],
            ket=xml(annex.ket) if annex.ket else None,
        )

    # --- sections ---------------------------------------------------------------------------------------------

    def _after_text(self) -> Xml:
        """What follows the signature: a table needs a paragraph after it, which ends the section if annexes follow."""
        if "than_bai" not in self._in.bien:
            return Xml("")
        section = self._template.sections[0] if self._in.phu_luc else ""
        return Xml(self._fragments.paragraph("ngat_phan", "", section))

    # --- through the template ---------------------------------------------------------------------------------

    def _check_printed(self, context: Mapping[str, Any], printed: AbstractSet[str]) -> None:
        """Hold what was given against what the template printed: a tag or a condition may leave nothing out."""
        for name, value in _given(context):
            text = value.text if isinstance(value, Xml) else value
            if text and text not in printed:
                last = name.rsplit(".", 1)[-1]
                raise UserError(
                    f"{self._template.where_is(last)}mẫu không in “{last}” mà văn bản có, phần ấy sẽ mất; "
                    "xem lại thẻ in và điều kiện quanh nó (mẫu gốc do `vbhc init` chép ra)"
                )

    def _filled(self, context: Mapping[str, Any], page: Page) -> dict[str, str]:
        try:
            return self._template.compiled.render(context, page)
        except UndefinedError as error:
            name = re.findall(r"'(\w+)'", error.message or "")
            where = self._template.where_is(name[-1]) if name else f"{self._template.path}: "
            raise UserError(f"{where}không có tên này ({error.message})") from None
        except SecurityError as error:
            raise UserError(f"{self._template.path}: mẫu đòi làm việc không được phép ({error.message})") from None
        except TemplateError as error:
            raise self._template.fault(error) from None
        except UserError as error:
            raise UserError(f"{self._template.path}: {error}") from None
        except (AttributeError, KeyError, TypeError, ValueError):
            if not (why := self._template.compiled.why_slow):
                raise
            raise UserError(  # out of docxtpl, which such a template goes through
                f"{self._template.path}: tệp Word hỏng bên trong ({why}); mở bằng Word và lưu lại"
            ) from None

    def _finish(self, text: str) -> bytes:
        """Put the tables into their places and the last section's page setup at the end.

        Raises:
            UserError: a table has two places.
        """
        last = (
            _annex_section(self._template, self._in.phu_luc[-1].huong)
            if self._in.phu_luc
            else self._template.sections[0]
        )
        start = text.rindex("<w:sectPr")
        end = text.index("</w:sectPr>", start) + len("</w:sectPr>")
        text = text[:start] + last + text[end:]
        out = BytesIO()
        at = 0
        for hole in _HOLE_PARAGRAPH.finditer(text):
            if hole.group(1) not in self._holes:  # no mark of ours: words of the template, or of the data
                continue
            bang, widths, height = self._holes[hole.group(1)]
            if bang.ma in self.table_words:
                raise UserError(f"{self._template.where_is('bang')}mẫu in bảng của một phụ lục hai lần")
            out.write(text[at : hole.start()].encode())
            table = self._tables.write(out, bang, widths, height)
            self.table_words[bang.ma] = table.words
            self.table_looks[bang.ma] = table.look
            at = hole.end()
        out.write(text[at:].encode())
        return out.getvalue()

    # --- does it fit? -----------------------------------------------------------------------------------------

    def _measure(self, doan: Doan, width: float) -> None:
        if doan.thanh_phan == "dia_danh" and not self._fragments.fits(doan, width):
            self.problems.canh_bao(
                "dia_danh/xuong_dong", self._place, f"“{' '.join(doan.van.split())}” không vừa một dòng",
                "Dùng bộ cỡ chữ 13 (`co_chu: 13` trong tệp cơ quan)", "Địa danh và thời gian",
            )  # fmt: skip


def _given(context: Mapping[str, Any]) -> Iterator[tuple[str, Xml | str]]:
    """All that is to be printed, each item of lists and annexes, by the name it was given under."""
    for name, value in context.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Xml | str):
                yield name, item
            elif isinstance(item, _Annex):
                yield from _given({f"{name}[].{f}": getattr(item, f) for f in _ANNEX})


def _plain(text: str) -> Markup:
    """A text that prints in a run of the template; still a string, so that a template may ask whether it is empty."""
    return Markup(escape(text))  # noqa: S704 - escaped by ourselves


@lru_cache(maxsize=64)
def _annex_area(template: Template, huong: Huong) -> PageSize:
    """The text area of an annex's pages."""
    if huong is Huong.DOC:
        return template.text_area[1]
    return template.papers[1].turned().area(template.name)


@lru_cache(maxsize=64)
def _annex_section(template: Template, huong: Huong) -> str:
    """The annexes' section: own page numbers from 1 (I.III.1đ), turned where asked, margins as displayed."""
    section = template.sections[1]
    section = re.sub(r"<w:pgNumType[^>]*/>", "", section)
    section = re.sub(r"(<w:pgMar[^>]*/>)", r'\1<w:pgNumType w:start="1"/>', section)
    if huong is Huong.NGANG:
        paper = template.papers[1].turned()
        size = f'<w:pgSz w:w="{paper.w}" w:h="{paper.h}" w:orient="landscape"/>'
        section = re.sub(r"<w:pgSz[^>]*/>", size, section)
    return section
