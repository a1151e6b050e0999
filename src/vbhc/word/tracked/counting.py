"""Numbers that Word counts: a column's typed ones made automatic, and new paragraphs kept out of lists (17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from vbhc.model.edits import CountEdit
from vbhc.word import ns, seeing
from vbhc.word.ns import w
from vbhc.word.seeing.cascade import Cascade, Props
from vbhc.word.seeing.labels import Labels
from vbhc.word.tracked import formats

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_FORM = re.compile(r"([^%]*?)(0?)%1([^%]*)")
_MOST, _LONGEST = 32_767, 60
_PLAIN = {w(t) for t in ("pPr", "r", "proofErr", "bookmarkStart", "bookmarkEnd")}
_PLAIN_RUN = {w("rPr"), w("t"), w("lastRenderedPageBreak")}


class Lists:
    """The lists of a file, and those made for it; styles and numbering are read when first asked for."""

    def __init__(self, parts: Mapping[str, bytes], main: str) -> None:
        self._parts, self._main = dict(parts), main
        self._links = seeing.relations(self._parts, main, "tệp Word")
        self._cascade: Cascade | None = None
        self._labels: Labels | None = None
        self._made: list[tuple[str, int, CountEdit]] = []
        self._next = 0

    def _related(self, kind: str) -> str:
        folder = self._main.rpartition("/")[0]
        return next((t for k, t in self._links.values() if k == kind), f"{folder}/{kind}.xml".lstrip("/"))

    @property
    def _styles(self) -> Cascade:
        if self._cascade is None:
            self._cascade = Cascade(self._parts.get(self._related("styles")), None, "tệp Word")
        return self._cascade

    def numbered(self, own: Any) -> Any:
        """The numPr that numbers a paragraph of these properties (its own, or its style's); None where none does."""
        node = None if own is None else own.find(w("numPr"))
        if node is None:
            node = self._styles.numbering_of(self._style(own))
        num = None if node is None else node.find(w("numId"))
        return None if num is None or num.get(w("val"), "0") == "0" else node

    def only_counted(self, paragraph: Any) -> bool:
        """Whether a paragraph says nothing but a number that Word counts."""
        own = paragraph.find(w("pPr"))
        return own is not None and self.numbered(own) is not None and not ns.text_of(paragraph).strip()

    def _style(self, own: Any) -> str:
        named = None if own is None else own.find(w("pStyle"))
        return self._styles.default("paragraph") if named is None else named.get(w("val"), "")

    def own(self, name: str, kind: str) -> str:
        """The id of a style of the house's own, "" where the file has none of that name."""
        return self._styles.own(name, kind) if name else ""

    def styled(self, name: str, at: Any) -> Any:
        """Properties of a paragraph in a style of the house's own; None where the file has none of that name."""
        key = self.own(name, "paragraph")
        if not key:
            return None
        own = at.makeelement(w("pPr"))
        etree.SubElement(own, w("pStyle"), {w("val"): key})
        self.unnumber(own)
        return own

    def unnumber(self, own: Any) -> None:
        """Take properties out of their list; they stay indented as the list indents them."""
        if self.numbered(own) is None:
            return
        if self._labels is None:
            self._labels = Labels(self._parts.get(self._related("numbering")), "tệp Word")
        given = self._labels.next(*self._labels.place(own, self._style(own), self._styles))[1]
        left, first = self._indent(own, given)
        formats.number_with(own, "0", left, first)
        if self._styles.numbering_of(self._style(own)) is None:
            own.remove(own.find(w("numPr")))

    def _indent(self, own: Any, numbering: Props, table_style: str = "") -> tuple[float, float]:
        layout = self._styles.paragraph(self._style(own), table_style, numbering, Cascade.para_props(own))
        return layout.left, layout.first

    # --- counting a column --------------------------------------------------------------------------------------------

    def why_not(self, edit: CountEdit, cells: Sequence[tuple[Any, int]]) -> str:
        """Why a column's numbers cannot be counted by Word so that they print as they are typed, or "".

        Args:
            edit: what is asked.
            cells: the cells of the rows, in order, with the group each is counted in.
        """
        if _FORM.fullmatch(edit.form) is None or len(edit.form) > _LONGEST:
            return "không biết cách viết số thứ tự này"
        due = list(edit.starts)
        for cell, group in cells:
            if not 0 <= group < len(due) or not 0 <= due[group] <= _MOST:
                return "số thứ tự đếm không đúng nhóm"
            own = [n for n in cell if n.tag != w("tcPr")]
            if len(own) != 1 or own[0].tag != w("p") or not _only_words(own[0]):
                return "ô số thứ tự có thứ khác ngoài số"
            if ns.text_of(own[0]).strip() != written(edit.form, due[group]):
                return "số thứ tự gõ tay không liền nhau nên không để Word đếm"
            if self.numbered(own[0].find(w("pPr"))) is not None:
                return "số thứ tự đã do Word đếm"
            due[group] += 1
        return ""

    def open(self, edit: CountEdit) -> list[str]:
        """Make a list for each group; their ids in order."""
        if not self._next:
            xml = self._parts.get(self._related("numbering"), b"")
            used = [int(n) for n in re.findall(rb"""(?:numId|abstractNumId)=["'](\d{1,9})["']""", xml)]
            self._next = max(used, default=0) + 1
        made = [str(self._next + i) for i in range(len(edit.starts))]
        self._next += len(made)
        self._made += [(num, start, edit) for num, start in zip(made, edit.starts, strict=True)]
        return made

    def count(self, paragraph: Any, num: str, table_style: str) -> None:
        """Let a list number a paragraph instead of the words in it; it prints in their format, indented as before."""
        run = paragraph.find(f".//{w('r')}")
        look = None if run is None else run.find(w("rPr"))
        own = formats.properties(paragraph)
        left, first = self._indent(own, {}, table_style)
        formats.number_with(own, num, left, first)
        if run is not None:
            formats.set_look(paragraph, look)
        for node in [n for n in paragraph if n.tag in {w("r"), w("ins")}]:
            paragraph.remove(node)

    def save(self, parts: dict[str, bytes]) -> None:
        """Write the lists that were made into the file, with a part for them where there is none."""
        if not self._made:
            return
        name = self._related("numbering")
        if name not in parts:
            parts[name] = f'<w:numbering xmlns:w="{ns.W}"/>'.encode()
            _declare(parts, self._main, name)
        tree = ns.parse(parts[name], name)
        abstract, nums = [], []
        for num, start, edit in self._made:
            form = _FORM.fullmatch(edit.form)
            assert form is not None  # asked before
            kind = "decimalZero" if form[2] else "decimal"
            abstract.append(
                f'<w:abstractNum w:abstractNumId="{num}"><w:nsid w:val="{0x56420000 + int(num) % 0x10000:08X}"/>'
                f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
                f'<w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/><w:lvlText w:val={_quoted(form)}/>'
                '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
            )
            nums.append(
                f'<w:num w:numId="{num}"><w:abstractNumId w:val="{num}"/><w:lvlOverride w:ilvl="0">'
                f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        fresh = etree.fromstring(f'<x xmlns:w="{ns.W}">{"".join([*abstract, *nums])}</x>')
        first = next((n for n in tree if n.tag in {w("num"), w("numIdMacAtCleanup")}), None)
        last = next((n for n in tree if n.tag == w("numIdMacAtCleanup")), None)
        for node in list(fresh):
            before = first if node.tag == w("abstractNum") else last
            if before is None:
                tree.append(node)
            else:
                before.addprevious(node)
        parts[name] = ns.serialize(tree)


def _quoted(form: re.Match[str]) -> str:
    text = f"{form[1]}%1{form[3]}".replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'"{text}"'


def written(form: str, value: int) -> str:
    """A number as a form writes it: "%1." and 3 → "3."; "0%1" and 3 → "03"."""
    made = _FORM.fullmatch(form)
    assert made is not None
    return f"{made[1]}{value:02}{made[3]}" if made[2] else f"{made[1]}{value}{made[3]}"


def _only_words(paragraph: Any) -> bool:
    return all(
        n.tag in _PLAIN and (n.tag != w("r") or all(c.tag in _PLAIN_RUN for c in n)) for n in paragraph
    )  # fmt: skip


def _declare(parts: dict[str, bytes], main: str, name: str) -> None:
    """Say in the package that a numbering part is there, and that it belongs to the main one."""
    types_name = "[Content_Types].xml"
    types = ns.parse(parts[types_name], types_name)
    etree.SubElement(types, f"{{{ns.CT}}}Override", PartName=f"/{name}", ContentType=_TYPE)
    parts[types_name] = ns.serialize(types)
    folder, _, file = main.rpartition("/")
    links_name = f"{folder}/_rels/{file}.rels".lstrip("/")
    links = (
        ns.parse(parts[links_name], links_name)
        if links_name in parts
        else etree.fromstring(f'<Relationships xmlns="{ns.REL}"/>')
    )
    used = {n.get("Id") for n in links}
    own = next(i for i in (f"rIdDem{k}" for k in range(1, len(used) + 2)) if i not in used)
    etree.SubElement(
        links, f"{{{ns.REL}}}Relationship", Id=own, Type=f"{_OFFICE}/numbering", Target=f"/{name}"
    )  # fmt: skip
    parts[links_name] = ns.serialize(links)
