"""New annex tables into a Word file that people have worked in since: the tables change, nothing else does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from vbhc import archive
from vbhc.errors import UserError
from vbhc.model.ban_in import BangIn
from vbhc.problems import Outcome, Place, Problems
from vbhc.word import columns, ns, stamp, sums_said
from vbhc.word.ns import w
from vbhc.word.paper import PageSize, paper
from vbhc.word.styles import Styles
from vbhc.word.tables import TableWriter
from vbhc.word.unit_line import UnitLine, settle

_SETTINGS = "word/settings.xml"


class Patched(NamedTuple):
    """A file's new parts; whether tables are other than they were, or only the stamp knows them anew."""

    parts: dict[str, bytes]
    changed: bool


def is_signed(parts: dict[str, bytes]) -> bool:
    """Whether the file carries a digital signature, which any writing would break."""
    return any(name.startswith("_xmlsignatures/") for name in parts)


def paragraphs(path: Path) -> list[str]:
    """The words of every paragraph of a Word file, none for a file without a body."""
    parts = archive.read(path, "tệp Word")
    body = ns.parse(parts[ns.DOCUMENT], path.name) if ns.DOCUMENT in parts else None
    return [] if body is None else [ns.text_of(p, own=True) for p in body.iter(w("p"))]


def is_locked(parts: dict[str, bytes]) -> bool:
    """Whether somebody has locked the file (Restrict Editing), whatever kind of edit it still allows."""
    settings = parts.get(_SETTINGS)
    lock = None if settings is None else ns.parse(settings, _SETTINGS).find(w("documentProtection"))
    return lock is not None and lock.get(w("enforcement"), "0") in ("1", "true", "on")


def replace_tables(
    path: Path,
    shown: str,
    tables: list[BangIn],
    dau_vao: str,
    *,
    force: bool,
    du_lieu: str | None = None,
    units: Mapping[str, UnitLine] | None = None,
) -> Outcome[Patched]:
    """Replace the tables of a file by new ones, found by the bookmark in their heading row.

    Args:
        path: the Word file.
        shown: how messages call it.
        tables: the new tables, each with its bookmark's name.
        dau_vao: for the stamp, the hash of the document that the file then holds; "" when it holds no such one.
        force: also replace a table that a person has changed since it was printed.
        du_lieu: the data for the stamp; None leaves what it holds.
        units: what the line above a table said and is to say, by the table's bookmark.

    Returns:
        The file as it is to be; None when nothing changes or something forbids it (see the problems).

    Raises:
        UserError: not a Word file, not ours, signed, locked, a table is gone, or its page has no room.
    """
    problems = Problems()
    place = Place(shown)
    if not path.is_file():
        raise UserError(f"{shown}: chưa có tệp này; in văn bản trước bằng: vbhc build")
    parts = archive.read(path, "tệp Word")
    if is_signed(parts):
        raise UserError(
            f"{shown}: tệp đã ký số, không được sửa; in phụ lục thành tệp riêng bằng: vbhc annex --tung-tep"
        )
    if is_locked(parts) and not force:
        raise UserError(
            f"{shown}: tệp đang bị khoá sửa (Restrict Editing); chưa thay bảng nào. Hỏi người đã khoá, bỏ khoá "
            "bằng Word (Review > Restrict Editing > Stop Protection) rồi chạy lại; hoặc in phụ lục thành tệp riêng: "
            "vbhc annex --tung-tep"
        )
    mark = stamp.read(parts)
    if mark is None or ns.DOCUMENT not in parts or ns.STYLES not in parts:
        raise UserError(f"{shown}: không phải tệp do vbhc in ra, không biết bảng nào là của phụ lục nào")
    tree = ns.parse(parts[ns.DOCUMENT], shown)
    styles = Styles(parts[ns.STYLES], shown)
    measured, writer = columns.Columns(styles), TableWriter(styles)
    hashes, looks = dict(mark.bang), dict(mark.dang or {})
    changed = known_anew = False
    sums_gone: list[tuple[str, str]] = []
    made_anew: list[tuple[str, bytes]] = []
    for bang in tables:
        number, unit = bang.ma.rsplit("_", 1)[-1], (units or {}).get(bang.ma, UnitLine())
        old = _find(tree, bang.ma, shown)
        area = _text_area(old, shown)
        xml = BytesIO()
        widths, faults = measured.widths(bang, area.be_rong)
        made = writer.write(xml, bang, widths, area.cao)
        wanted = made.words, made.look
        now = stamp.words_hash(table_words(old)), stamp.table_look(old)
        printed = hashes.get(bang.ma, ""), looks.get(bang.ma, now[1])
        replaced = not _same(now, wanted)
        if replaced and _same(printed, wanted) and unit.printed == unit.wanted and not force:
            continue
        if replaced and _is_torn(old, bang.ma):
            problems.loi(
                "phu_luc/bang_tach", place,
                f"bảng của phụ lục {number} đã bị tách thành nhiều bảng trong Word, hoặc có bản chép của nó; chưa thay",
                "Nối các phần lại (xoá các dòng trống giữa chúng), hoặc xoá bản chép, rồi chạy lại",
            )  # fmt: skip
            continue
        if replaced and not force and not (_same(now, printed) and _as_we_write(old, bang.ma, styles)):
            problems.loi(
                "phu_luc/bang_da_sua", place,
                f"bảng của phụ lục {number} đã có người sửa trong Word "
                "(chữ, định dạng, kiểu bảng, độ rộng cột, chú thích hoặc hình); chưa thay",
                "Đưa đúng chỗ sửa ấy vào tệp bảng tính, chạy lại, rồi mới thêm điều mới; hoặc thêm --ghi-de (bản đang "
                "có được giữ lại bên cạnh)",
            )  # fmt: skip
            continue
        rewritten, amiss = settle(old, unit, styles, new_numbers=replaced, force=force)
        if amiss:
            of_data = f"ghi “{unit.wanted}”" if unit.wanted else "không có `don_vi_tinh`"
            problems.loi(
                "phu_luc/don_vi_tinh", place,
                f"phụ lục {number} trong tệp Word {amiss}, dữ liệu nay {of_data}; chưa thay",
                "Xem số của bảng tính theo đơn vị nào; sửa dòng trên bảng trong tệp Word, hoặc `don_vi_tinh`, cho khớp "
                "rồi chạy lại",
            )  # fmt: skip
            continue
        if rewritten:
            now_says = f"nay là “{unit.wanted}”" if unit.wanted else "đã bỏ"
            problems.thong_tin("phu_luc/don_vi_tinh", place, f"dòng đơn vị tính của phụ lục {number} {now_says}")
            changed = True
        known_anew |= not _same(printed, wanted)
        hashes[bang.ma], looks[bang.ma] = wanted
        if replaced:
            last = tuple(bang.hang[-1].o) if bang.hang else ()
            sums_gone += [(sum_, number) for sum_ in sums_said.gone((table_words(old) or [[]])[-1], last)]
            made_anew.append((_keep_place(old, xml.getvalue()), xml.getvalue()))
            columns.tell(faults, problems, place, f"phụ lục {number}")
            changed = True
    if problems.co_loi or not (changed or known_anew):
        return Outcome(None, tuple(problems))
    for sum_, words in sums_said.said(tree, [sum_ for sum_, _ in sums_gone]):
        problems.canh_bao(
            "phu_luc/tong_trong_loi", place,
            f"lời văn ghi “{words}”: {sum_} là tổng cũ của phụ lục {dict(sums_gone)[sum_]}, bảng mới không còn số ấy",
            "Xem lại con số ấy trong tệp Word và trong dữ liệu",
        )  # fmt: skip
    edited = mark.than != stamp.body_hash(parts)
    parts[ns.DOCUMENT] = _with_tables(ns.serialize(tree), made_anew)
    data = mark.du_lieu if du_lieu is None else du_lieu
    fresh = stamp.Stamp(mark.phien_ban, mark.quy_tac, mark.nguon, dau_vao, data, "", hashes, looks)
    stamp.write(parts, fresh)
    if edited:  # the person's edits are still in it: the seal must go on saying so
        _unseal(parts)
    return Outcome(Patched(parts, changed), tuple(problems))


def _keep_place(old: Any, xml: bytes) -> str:
    """Empty a table and leave a mark in it, whose name is returned, where the new one is to stand.

    The new one goes in as text, and the rows go one by one: to move a tree takes lxml the square of its nodes.
    """
    name = hashlib.sha256(xml).hexdigest()
    for child in [*old]:
        old.remove(child)
    old.append(etree.ProcessingInstruction("vbhc", name))
    return name


def _with_tables(document: bytes, tables: list[tuple[str, bytes]]) -> bytes:
    for name, xml in tables:
        before, _, after = document.partition(f"<?vbhc {name}?>".encode())
        start, end = before.rindex(b"<"), after.index(b">") + 1
        if not before.startswith(b"<w:tbl", start):  # the file calls the namespace otherwise
            xml = xml.replace(b"<w:tbl>", f'<w:tbl xmlns:w="{ns.W}">'.encode(), 1)
        document = b"".join((before[:start], xml, after[end:]))
    return document


def save(path: Path, parts: dict[str, bytes]) -> None:
    """Write the parts as a file, whole or not at all."""
    archive.replace_file(path, archive.pack(parts))


def table_words(table: Any) -> list[list[str]]:
    """The words of a table's cells, row by row; paragraphs of a cell are lines."""
    out = []
    for row in table.iterfind(w("tr")):
        cells = []
        for cell in row.iterfind(w("tc")):
            cells.append("\n".join(ns.text_of(p) for p in cell.iterfind(w("p"))))
        out.append(cells)
    return out


def _as_we_write(table: Any, ma: str, styles: Styles) -> bool:
    return not stamp.has_foreign(table, ma) and not stamp.is_reshaped(table, styles.id_of("bang"))


def _is_torn(table: Any, ma: str) -> bool:
    """Whether rows of ours stand in another table too, or right under or above this one in a table of the same columns.

    One above is a copy that a person has put there: it would keep the old rows.
    """
    ours = f"h{ma.rsplit('_', 1)[-1]}_"
    for mark in table.getroottree().iter(w("bookmarkStart")):
        host = next(mark.iterancestors(w("tbl")), None)
        name = mark.get(w("name"), "")
        if (name == ma or name.startswith(ours)) and host is not None and table not in (host, *host.iterancestors()):
            return True
    for nodes in (table.itersiblings(), table.itersiblings(preceding=True)):
        near = next((node for node in nodes if node.tag != w("p") or ns.text_of(node).strip()), None)
        if near is None or near.tag != w("tbl") or near.find(f".//{w('bookmarkStart')}") is not None:
            continue
        if _grid(near) == _grid(table):
            return True
    return False


def _grid(table: Any) -> list[str]:
    return [column.get(w("w"), "") for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two tables have the same words (a hash) and look."""
    return one[0] == other[0] and stamp.same_look(one[1], other[1])


def _find(tree: Any, name: str, shown: str) -> Any:
    table = stamp.find_table(tree, name)
    if table is not None:
        return table
    number = name.rsplit("_", 1)[-1]
    raise UserError(
        f"{shown}: không còn bảng của phụ lục {number} (bảng hoặc dấu đánh dấu ở dòng đầu bảng đã bị xoá). "
        "In phụ lục thành tệp riêng rồi chép bảng vào: vbhc annex --tung-tep"
    )


def _text_area(table: Any, shown: str) -> PageSize:
    """The page area the table stands in: the next w:sectPr after it says so, Word's own where people took that out."""
    section = next(iter(table.xpath("following::w:sectPr[1]", namespaces={"w": ns.W})), None)
    return paper(section).area(shown)


def _unseal(parts: dict[str, bytes]) -> None:
    name = stamp.item_name(parts)
    assert name is not None
    root = ns.parse(parts[name], name)
    root.set("than", "da-sua")
    parts[name] = ns.serialize(root)
