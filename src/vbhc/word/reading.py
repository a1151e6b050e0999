"""A Word file as readable text: one line a paragraph, with the name of its style; tables row by row.

For goldens and for eyes: what changes on the page changes a line here, and nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vbhc import archive
from vbhc.errors import UserError
from vbhc.word import ns
from vbhc.word.ns import TWIPS_MM, w
from vbhc.word.paper import paper
from vbhc.word.styles import Styles


def as_text(path: Path) -> str:
    """The whole file as text.

    Raises:
        UserError: not a Word file, or damaged.
    """
    parts = archive.read(path, "tệp Word")
    if ns.DOCUMENT not in parts or ns.STYLES not in parts:
        raise UserError(f"{path}: không phải tệp Word .docx")
    styles = Styles(parts[ns.STYLES], path.name)
    tree = ns.parse(parts[ns.DOCUMENT], path.name)
    body = tree.find(w("body"))
    if body is None:
        raise UserError(f"{path}: tệp Word không có nội dung")
    lines = []
    for part in sorted(parts):
        if re.fullmatch(r"word/(header|footer)\d+\.xml", part):
            inner = list(_block(ns.parse(parts[part], part), styles, ""))
            lines += [f"— {part.removeprefix('word/').removesuffix('.xml')} —", *inner] if inner else []
    return "\n".join([*_block(body, styles, ""), *lines]) + "\n"


def _block(parent: Any, styles: Styles, indent: str) -> Iterator[str]:
    for node in parent:
        if node.tag == w("p"):
            line = _paragraph(node, styles)
            if line:
                yield indent + line
            section = node.find(f"{w('pPr')}/{w('sectPr')}")
            if section is not None:
                yield indent + _section(section)
        elif node.tag == w("tbl"):
            yield f"{indent}┌ bảng {_grid(node)}"
            for row in node.iterfind(w("tr")):
                yield f"{indent}│ hàng{_row_flags(row)}"
                for cell in row.iterfind(w("tc")):
                    yield f"{indent}│ · ô{_cell_flags(cell)}"
                    yield from _block(cell, styles, indent + "│     ")
            yield f"{indent}└"
        elif node.tag == w("sectPr"):
            yield indent + _section(node)


def _paragraph(node: Any, styles: Styles) -> str:
    properties = node.find(w("pPr"))
    style = None if properties is None else properties.find(w("pStyle"))
    name = styles.ten(style.get(w("val"), "")) if style is not None else ""
    flags = ""
    if properties is not None:
        if properties.find(w("keepNext")) is not None:
            flags += " giữ-với-sau"
        if properties.find(w("pBdr")) is not None:
            flags += " kẻ"
        indent = properties.find(w("ind"))
        if indent is not None:
            sides = [round(ns.number(indent.get(w(k))) / TWIPS_MM) for k in ("left", "right")]
            flags += f" lùi {sides[0]}/{sides[1]}mm"
    marks = [b.get(w("name")) for b in node.iterfind(w("bookmarkStart"))]
    flags += "".join(f" ⚑{m}" for m in marks)
    text = "".join(_run(run) for run in node.iterfind(w("r")))
    if not text and not flags:
        return ""
    return f"[{name.removeprefix('VB ')}{flags}] {text}".rstrip()


def _run(run: Any) -> str:
    text = ns.text_of(run).replace("\n", "⏎").replace("\u00a0", "⍽")
    look = run.find(w("rPr"))
    if look is None or not text:
        code = run.find(w("instrText"))
        return text + (f"{{{(code.text or '').strip()}}}" if code is not None else "")
    if look.find(w("vertAlign")) is not None:
        return f"^{{{text}}}"
    star = ("**" if look.find(w("b")) is not None else "") + ("*" if look.find(w("i")) is not None else "")
    return f"{star}{text}{star[::-1]}"


def _grid(table: Any) -> str:
    widths = (ns.number(column.get(w("w"))) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    return "×".join(str(round(width / TWIPS_MM)) for width in widths) + " mm"


def _row_flags(row: Any) -> str:
    names = {"tblHeader": " lặp-đầu-trang", "cantSplit": " không-ngắt"}
    properties = row.find(w("trPr"))
    return "" if properties is None else "".join(v for k, v in names.items() if properties.find(w(k)) is not None)


def _cell_flags(cell: Any) -> str:
    out = ""
    span, merge = cell.find(f"{w('tcPr')}/{w('gridSpan')}"), cell.find(f"{w('tcPr')}/{w('vMerge')}")
    if span is not None:
        out += f" gộp-ngang-{span.get(w('val'))}"
    if merge is not None:
        out += " gộp-dọc-đầu" if merge.get(w("val")) == "restart" else " gộp-dọc"
    return out


def _section(section: Any) -> str:
    number = section.find(w("pgNumType"))
    across, down, *margins = (round(twips / TWIPS_MM) for twips in paper(section))
    shape = f"{across}×{down} lề {'/'.join(map(str, margins))}"
    restart = f" trang-từ-{number.get(w('start'))}" if number is not None and number.get(w("start")) else ""
    first = " trang-đầu-khác" if section.find(w("titlePg")) is not None else ""
    return f"=== {shape}{restart}{first} ==="
