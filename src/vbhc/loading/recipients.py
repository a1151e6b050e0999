"""A list of recipients: each row of a sheet fills the `<<tên cột>>` of one document's texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from vbhc import annex
from vbhc.annex import hang
from vbhc.annex.columns import cac_kieu
from vbhc.annex.ghep import TimTen, Vai, gon, khoa_ten
from vbhc.annex.hang import CacHang
from vbhc.annex.hang_cong import la_tong
from vbhc.annex.o_in import BadCell, NguCanh
from vbhc.loading.dossier import Written
from vbhc.loading.recipient_rows import Rows
from vbhc.loading.validate import build
from vbhc.loading.workspace import TEN_TEP
from vbhc.loading.yaml_source import MAX_BYTES
from vbhc.model.ho_so import Places
from vbhc.model.phu_luc import Bang, Cot
from vbhc.model.van_ban import Tron
from vbhc.problems import Outcome, Place, Problem, Problems, Severity
from vbhc.text import letters, outline
from vbhc.text.inline import MARK

_OPENS, _CLOSES = re.escape("«‹《≪＜<[{"), re.escape("»›》≫＞>]}")
_NEAR = re.compile(rf"(?:[{_OPENS}]\s*|&lt;){{1,3}}([^{_OPENS}{_CLOSES}\n]{{1,80}}?)(?:\s*[{_CLOSES}]|&gt;){{1,3}}")
"""What people type, or paste from Word, for a mark."""
_TRON = re.compile(r"""^["']?(tr\S{1,4}n)["']?\s*:""", re.IGNORECASE | re.MULTILINE)
_FORMULA = re.compile(r"=[\w(+-]")
"""How a formula begins that a cell of texts, or a .csv file, has as it was typed."""
_OF_ONE_ROW = ("tron/ky_tu_cam",)
"""Faults that hold back a row and not the list."""
_NOT_OF_LISTS = ("phu_luc/cot_khong_in", "phu_luc/hang_ten_cot")
"""What is said of tables and not of lists, or is said otherwise."""
_NAME = 80
"""Letters of a key that a file name takes."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A row: `so` in its sheet, its key, the key as file names have it, its columns by name (as `gon` gives it).

    With problems it has no document.
    """

    so: int
    khoa: str
    ten_tep: str
    o: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def goi(self) -> str:
        """The row as messages name it."""
        return f"hàng {self.so}, “{self.khoa}”" if self.khoa else f"hàng {self.so}"


def may_have(folder: Path) -> bool:
    """Whether a folder's document seems to name a list: a look at the text, to be trusted only when it says yes."""
    try:
        with (folder / TEN_TEP).open(encoding="utf-8-sig", errors="replace") as stream:
            text = stream.read(MAX_BYTES)
    except OSError:
        return False
    return any(letters.key_of(key) == "tron" for key in _TRON.findall(text))


def read(written: Written, folder: Path, units: Mapping[str, str]) -> Outcome[tuple[Recipient, ...]]:
    """The rows of the list that a document names, every fault of theirs found.

    Args:
        written: a document with `tron`.
        folder: its folder, where the list is.
        units: the agency's units, key → name, for columns of `kieu: don_vi`.

    Returns:
        The rows in their order, those at fault too; None when the list as a whole cannot be used.
    """
    problems = Problems()
    own = {path[1:]: at for path, at in written.places.at.items() if path[:1] == ("tron",)}
    tron = build(Tron, written.data["tron"], Places(written.places.file, own), problems)
    named = _named(written, problems)
    if tron is None:
        return Outcome(None, tuple(problems))
    line = written.places.of("tron", "nguon").line
    told = Problems()
    named[gon(tron.khoa)] = tron.khoa, written.places.of("tron", "khoa")
    wanted = {key: name for key, (name, _) in named.items()}
    kinds = _kinds(tron, wanted, written.places, problems)
    grid = annex.lay_luoi(_as_table(tron, wanted), folder, written.places.file, line, (), told)
    if grid is not None:
        find = TimTen(grid.ten)
        marked = _with_marks(wanted.values()) and _with_marks(grid.ten.values())
        for key, (name, place) in named.items():
            columns = find.cot(Vai(name, name, (name,)))
            if marked and len(columns) == 1:
                _other_marks(name, grid.ten[columns[0]], place, problems)
            if not columns:
                del wanted[key]
                near = letters.nearest(name, grid.ten.values())
                hint = f"Có phải <<{near}>>?" if near else f"Các cột đang có: {', '.join(grid.ten.values())}"
                problems.loi("tron/khong_co_cot", place, f"danh sách không có cột “{name}”", hint)
        _mistyped(written, {khoa_ten(name) for name in grid.ten.values()}, problems)
        rows = hang.lay(_as_table(tron, wanted), grid, told) if gon(tron.khoa) in wanted else None
    said = [replace(p, code=f"tron/{p.code.split('/')[-1]}") for p in told if p.code not in _NOT_OF_LISTS]
    problems.extend(p for p in said if p.code not in _OF_ONE_ROW)
    if grid is None or rows is None or problems.co_loi:
        return Outcome(None, tuple(problems))
    context = NguCanh(units)
    sheet = Rows(rows, wanted[gon(tron.khoa)])
    nobody = sheet.nobody()
    people = [
        _recipient(row, rows, tron.khoa, wanted, kinds, context, [p for p in said if p.code in _OF_ONE_ROW])
        for row in rows.hang
    ]
    people = [replace(who, problems=(nobody[who.so],)) if who.so in nobody else who for who in people]
    people = list(_each_its_own(people, rows, tron.khoa))
    problems.extend(sheet.doubtful(who.so for who in people if not who.problems))
    return Outcome(tuple(people), tuple(problems))


def fill(written: Written, who: Recipient) -> Written:
    """The document as it would have been typed for one row."""

    def put(text: str) -> str:
        return filled(text, who)

    def all_of(value: Any) -> Any:
        if isinstance(value, str):
            return put(value)
        if isinstance(value, dict):
            return {key: all_of(one) for key, one in value.items()}
        return [all_of(one) for one in value] if isinstance(value, list) else value

    problems = Problems(list(written.problems))
    texts = []
    for path, lines in written.aligner.texts:
        if any("<<" in text for text, _ in lines):
            for text, place in lines:
                _opens_no_item(text, put, place, problems)
            lines = tuple((put(text), place) for text, place in lines)
        texts.append((path, lines))
    return replace(
        written,
        nguon=f"{written.nguon}#{who.ten_tep}",
        aligner=replace(written.aligner, texts=texts),
        data={key: value if key == "tron" else all_of(value) for key, value in written.data.items()},
        problems=tuple(problems),
    )


def filled(text: str, who: Recipient) -> str:
    """A text as it reads for a row."""
    return MARK.sub(lambda m: who.o[gon(m[1])], text) if "<<" in text else text


def _opens_no_item(text: str, put: Callable[[str], str], place: Place, problems: Problems) -> None:
    """A value may not turn its line into an item of the outline, be it within `**` or beside another value."""
    line = text.lstrip()
    if outline.dau_muc(put(line).lstrip())[1] != outline.dau_muc(MARK.sub("\0", line))[1]:
        problems.loi(
            "tron/dau_muc", place, f"giá trị mở đầu dòng như một mục: “{put(text).strip()[:40]}”",
            "Viết ít nhất một chữ trước <<…>>",
        )  # fmt: skip


def _named(written: Written, problems: Problems) -> dict[str, tuple[str, Place]]:
    """The columns that the texts name: as compared → as first typed, and where."""
    out: dict[str, tuple[str, Place]] = {}
    for path, lines in written.aligner.texts:
        for text, place in lines if path[:1] != ("tron",) else ():
            if "<<" not in text and ">>" not in text:
                continue
            for found in MARK.finditer(text):
                name = " ".join(found[1].split())
                if path == ("loai",):
                    what = "`loai` không lấy từ danh sách được: mọi hàng cùng một loại văn bản"
                    problems.loi("tron/loai", place, what, "Ghi thẳng loại, ví dụ TB; mỗi loại một thư mục")
                elif not name:
                    problems.loi("tron/khong_ten", place, "<<>> chưa có tên cột", "Ghi tên cột, ví dụ <<Tên xã>>")
                else:
                    out.setdefault(gon(name), (name, place))
            rest = MARK.sub(lambda found: "\0" * len(found[0]), text)  # what is left stands where it stood
            for sign, fault in (("<<", "mở mà không đóng"), (">>", "đóng mà không mở")):
                if (at := rest.find(sign)) >= 0:
                    near = text[at : at + 40] if sign == "<<" else text[max(0, at - 38) : at + 2]
                    problems.loi(
                        "tron/ho", place, f"{sign} {fault}: “{near.strip()}”", "Viết trọn <<tên cột>> trên một dòng"
                    )
    return out


def _mistyped(written: Written, columns: Collection[str], problems: Problems) -> None:
    """Columns named between other signs than << >>, as Word shows its own fields: they would print as typed."""
    for path, lines in written.aligner.texts:
        for text, place in lines if path[:1] != ("tron",) else ():
            for found in _NEAR.finditer(MARK.sub("", text)):
                if khoa_ten(found[1]) in columns:
                    what = f"“{found[0]}” không được điền, sẽ in nguyên như thế"
                    problems.loi("tron/dau_la", place, what, f"Viết <<{found[1].strip()}>>")


def _with_marks(names: Iterable[str]) -> bool:
    """Whether whoever wrote names wrote the marks of letters."""
    return any(letters.without_marks(name) != name for name in names)


def _other_marks(name: str, column: str, place: Place, problems: Problems) -> None:
    """A name whose marks are not those of the column's: “Năm” of a sheet that has “Nam” and “Nữ”.

    The mark of `oà` stands where it will, and several words may have none at all.
    """
    asked, there = ([sorted(normalize("NFD", word)) for word in re.findall(r"\w+", gon(n))] for n in (name, column))
    short = len(asked) == 1 or (_with_marks([name]) and _with_marks([column]))
    if asked != there and short:
        column = " ".join(column.split())
        what = f"“{name}” lấy từ cột “{column}” của danh sách, khác dấu"
        problems.canh_bao("tron/cot_khac_dau", place, what, f"Đúng cột ấy thì viết “{column}”; không thì sửa danh sách")


def _kinds(tron: Tron, wanted: Mapping[str, str], places: Places, problems: Problems) -> dict[str, str]:
    """Column as compared → its type."""
    known = cac_kieu()
    for name, kind in tron.kieu.items():
        place = places.of("tron", "kieu", name)
        if kind not in known:
            near = letters.nearest(kind, known)
            hint = f"Có phải `{near}`?" if near else ""
            problems.loi("tron/kieu", place, f"không có kiểu “{kind}”; có: {', '.join(known)}", hint)
        if gon(name) not in wanted:
            near = letters.nearest(name, wanted.values())
            hint = f"Có phải `{near}`?" if near else "Bỏ dòng này"
            problems.loi("tron/kieu", place, f"`kieu` nhắc cột “{name}” mà văn bản không dùng", hint)
    return {gon(name): kind for name, kind in tron.kieu.items()}


def _as_table(tron: Tron, wanted: Mapping[str, str]) -> Bang:
    """The list as the annex room reads tables; every column is named as its sheet names it."""
    columns = tuple(Cot(khoa=name, tieu_de=name, ten_cot=name) for name in wanted.values())
    return Bang(nguon=tron.nguon, trang=tron.trang, hang_an=tron.hang_an, cot=columns)


def _recipient(
    row: hang.Hang,
    rows: CacHang,
    key: str,
    wanted: Mapping[str, str],
    kinds: Mapping[str, str],
    context: NguCanh,
    told: Sequence[Problem],
) -> Recipient:
    own = {rows.o(row.so, name) for name in wanted.values()} if told else set()
    problems = Problems([p for p in told if p.place in own])
    values: dict[str, str] = {}
    for compared, name in wanted.items():
        o, place = row.o[name], rows.o(row.so, name)
        try:
            text = "" if o.loi or o.trong else cac_kieu()[kinds.get(compared, "chu")].in_o(o, context)
        except BadCell as error:
            problems.loi("tron/o_sai_kieu", place, str(error), truong=name)
            continue
        values[compared] = text
        if o.loi:
            problems.loi("tron/o_loi", place, o.loi, "Sửa ô trong danh sách rồi lưu lại", name)
        elif not text:
            use = "là khoá của hàng" if name == key else f"văn bản cần ở <<{name}>>"
            problems.loi("tron/o_trong", place, f"ô trống mà {use}", "Điền ô này, hoặc xoá hàng", name)
        elif la_tong(text):
            what = f"“{text}” là hàng tổng của danh sách, không phải một nơi nhận"
            problems.loi("tron/hang_tong", place, what, "Xoá hàng ấy khỏi danh sách", name)
        elif isinstance(o.gia_tri, str) and _FORMULA.match(text):
            what = f"“{text[:40]}” là công thức nằm trong ô như chữ, chưa được tính"
            problems.loi(
                "tron/o_loi", place, what, "Bỏ định dạng Text của ô rồi nhập lại công thức, hoặc ghi giá trị", name
            )
        elif "\n" in text:
            problems.loi("tron/xuong_dong", place, "ô có xuống dòng", "Viết ô này trên một dòng", name)
    named = " ".join(values.get(gon(key), "").split())
    file = letters.key_of(named).replace("_", "-")[:_NAME].strip("-")
    if named and not file:
        problems.loi(
            "tron/khoa", rows.o(row.so, key), f"“{named}” không đặt tên tệp được", "Thêm chữ, số vào khoá", key
        )
    return Recipient(row.so, named, file, values, tuple(problems))


def _each_its_own(people: list[Recipient], rows: CacHang, key: str) -> Iterator[Recipient]:
    """No two rows for one file: all of them are held back, each naming the other."""
    first: dict[str, Recipient] = {}
    last: dict[str, Recipient] = {}
    for who in people:
        first.setdefault(who.ten_tep, who)
        last[who.ten_tep] = who
    for who in people:
        other = first[who.ten_tep] if first[who.ten_tep] is not who else last[who.ten_tep]
        if not who.ten_tep or other is who:
            yield who
            continue
        what = f"{who.goi[:_NAME]} và {other.goi[:_NAME]} cùng đặt tên tệp là {who.ten_tep}"
        hint = f"Mỗi hàng một khoá riêng, khác nhau cả khi bỏ dấu, trong {_NAME} chữ đầu"
        told = Problem(rows.o(who.so, key), Severity.LOI, "tron/trung", what, hint, key)
        yield replace(who, problems=(*who.problems, told))
