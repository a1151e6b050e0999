"""Many documents: the same bytes however they are run, whole files only, nothing written twice, nothing lost."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

import vbhc
from shared import DOCUMENT
from vbhc import archive, commands, pipeline
from vbhc.commands import _running
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.outputs import keeping
from vbhc.pipeline import many, printing
from vbhc.resources import base_templates

NOTICE = """\
loai: TB
co_quan: skhcn
so_van_ban: <<Số>>
ngay_ban_hanh: 2026-04-10
trich_yeu: Giao chỉ tiêu cho xã <<Tên xã>>
noi_dung: |
  1. Giao xã <<Tên xã>> thực hiện các chỉ tiêu tại Phụ lục kèm theo.
  2. Báo cáo trước ngày 15/11.
noi_nhan: ['UBND xã <<Tên xã>>']
luu: VT
nguoi_ky: giam-doc
tron: {nguon: ds.csv, khoa: Tên xã}
phu_luc:
  - tieu_de: Chỉ tiêu của xã <<Tên xã>>
    bang: {nguon: ct.csv, loc: Xã, stt: có, cot: [{khoa: viec, tieu_de: Việc}, {khoa: so, tieu_de: Số, kieu: so}]}
"""
Add = Callable[..., Path]
Snapshot = dict[str, tuple[int, int]]


def people(n: int, first: int = 1) -> str:
    return "Số,Tên xã\n" + "".join(f"{i},Xã {i}\n" for i in range(first, first + n))


def targets(n: int) -> str:
    return "Xã,viec,so\n" + "".join(f"Xã {i},Việc {j},{i * j}\n" for i in range(1, n + 1) for j in range(3))


@pytest.fixture
def folder(add: Add) -> Path:
    return add(NOTICE, name="tb-giao", ds__csv=people(40), ct__csv=targets(40))


def edit_by_hand(path: Path) -> None:
    document = docx.Document(str(path))
    document.paragraphs[-1].add_run(" sửa tay")
    document.save(str(path))


def sums(space: Workspace) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(space.output.rglob("*.docx"))}


def snapshot(space: Workspace) -> Snapshot:
    """Which files are there, and which writing of each: a file written again is another inode."""
    found: Snapshot = {}
    for path in space.output.rglob("*.docx"):
        state = path.stat()
        found[path.name] = state.st_ino, state.st_mtime_ns
    return found


def done(space: Workspace, folders: list[Path], executor: Executor | None = None) -> Counter[str]:
    chay = map if executor is None else executor.map
    return Counter(one.viec for one in pipeline.build_all(space, folders, chay=chay))


# --- the same bytes ---------------------------------------------------------------------------------------------------


def test_each_file_of_a_list_is_the_one_that_would_have_been_typed(space: Workspace, folder: Path, add: Add) -> None:
    """Byte for byte, but for what the stamp says of where it came from."""
    assert done(space, [folder]) == {"đã in": 40}
    typed = NOTICE.replace("tron: {nguon: ds.csv, khoa: Tên xã}\n", "").replace("loc: Xã, ", "")
    for n in (1, 7, 40):
        rows = "viec,so\n" + "".join(f"Việc {j},{n * j}\n" for j in range(3))
        text = typed.replace("<<Số>>", str(n)).replace("<<Tên xã>>", f"Xã {n}")
        by_hand = pipeline.build(space, add(text, name=f"tb-{n}", ct__csv=rows)).tep
        (made,) = space.output.rglob(f"xa-{n}_*.docx")
        assert by_hand is not None
        one, other = (archive.read(path, "tệp Word") for path in (made, by_hand))
        differ = {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
        assert {name.split("/")[0] for name in differ} == {"customXml"}
        assert made.name == f"xa-{n}_{n:02}-TB-SKHCN_2026-04-10.docx"


@pytest.mark.slow
@pytest.mark.parametrize("make", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_the_same_bytes(space: Workspace, folder: Path, add: Add, make: type[Executor]) -> None:
    folders = [add(name="kh-mot"), folder, add(name="kh-hai")]
    assert done(space, folders) == {"đã in": 42}
    alone = sums(space)
    for path in space.output.rglob("*.docx"):
        path.unlink()
    with make(4) as executor:  # type: ignore[call-arg]
        assert done(space, folders, executor) == {"đã in": 42}
        assert sums(space) == alone
        before = snapshot(space)
        assert done(space, folders, executor) == {"không đổi": 42}
    assert snapshot(space) == before


def test_documents_of_one_name_are_never_left_to_chance(space: Workspace, add: Add) -> None:
    """Their prints would be one file: the first named has it, the second is told, whoever runs them."""
    folders = [add(name="kế-hoạch"), add(name="ke-hoach")]
    with ThreadPoolExecutor(2) as executor:
        first, second = pipeline.build_all(space, folders, chay=executor.map)
    assert (first.viec, second.viec) == ("đã in", "không in")
    assert [p.code for p in second.problems] == ["tep/trung_ten"]


def test_a_list_written_in_a_way_that_no_look_sees_is_printed_all_the_same(space: Workspace, add: Add) -> None:
    text = "{" + ", ".join(
        ["loai: TB", "co_quan: skhcn", "trich_yeu: Giao xã <<Tên xã>>", "noi_dung: Giao xã <<Tên xã>> làm.",
         "noi_nhan: [Sở Nội vụ]", "luu: VT", "nguoi_ky: giam-doc", "tron: {nguon: ds.csv, khoa: Tên xã}"]
    ) + "}"  # fmt: skip
    folder = add(text, ds__csv=people(20))
    assert done(space, [folder]) == {"đã in": 20}


def test_the_page_of_the_handbook_is_as_it_says(space: Workspace, add: Add) -> None:
    page = (Path(__file__).parents[1] / "docs" / "tron-thu.md").read_text(encoding="utf-8")
    text, sheet = (re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("yaml", "csv"))
    assert text is not None
    assert sheet is not None
    rows = "Xã,viec,so\nXã Hòa Bình,Một,1\nXã Tân Tiến,Hai,2\n"
    folder = add(text[1], name="tb-giao-chi-tieu", danh_sach__csv=sheet[1], chi_tieu__csv=rows)
    for path in folder.glob("*.csv"):
        path.rename(folder / path.name.replace("_", "-"))
    assert done(space, [folder]) == {"đã in": 2}
    assert all(name in page for name in sums(space))


# --- again ------------------------------------------------------------------------------------------------------------


def test_only_the_rows_that_changed_are_printed_again(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    before = snapshot(space)
    (folder / "ds.csv").write_text(people(40).replace("7,Xã 7\n", "77,Xã 7\n") + "41,Xã 41\n", encoding="utf-8")
    (folder / "ct.csv").write_text(targets(41), encoding="utf-8")
    assert done(space, [folder]) == {"không đổi": 39, "đã in": 2}
    now = snapshot(space)
    kept = before.keys() & now.keys()
    assert all(now[name] == before[name] for name in kept)
    assert before.keys() - kept == {"xa-7_07-TB-SKHCN_2026-04-10.docx"}  # the number renamed it
    assert now.keys() - kept == {"xa-7_77-TB-SKHCN_2026-04-10.docx", "xa-41_41-TB-SKHCN_2026-04-10.docx"}


def test_what_a_person_edited_stays_and_what_a_row_left_behind_is_told(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    (path,) = space.output.rglob("xa-3_*.docx")
    edit_by_hand(path)
    edited = path.read_bytes()
    assert done(space, [folder]) == {"không đổi": 39, "để nguyên": 1}
    (folder / "ds.csv").write_text(people(39), encoding="utf-8")
    (folder / "van_ban.yaml").write_text(NOTICE.replace("15/11", "16/11"), encoding="utf-8")
    told = list(pipeline.build_all(space, [folder]))
    assert Counter(one.viec for one in told) == {"đã in": 38, "không in": 1}
    assert path.read_bytes() == edited
    problems = {p.code: p for one in told for p in one.problems}
    assert problems.keys() == {"tep/da_sua", "tron/hang_da_bo", "tron/hang_thua"}
    assert problems["tron/hang_da_bo"].place.file == "output/2026/tb-giao/xa-40_40-TB-SKHCN_2026-04-10.docx"
    assert "“xã 40”" in problems["tron/hang_thua"].message
    assert len(sums(space)) == 40


@pytest.mark.parametrize(("what", "viec"), [("nothing", "để nguyên"), ("text", "không in"), ("table", "không in")])
def test_an_edited_print_of_another_edition_is_held_against_its_own_data(
    space: Workspace, add: Add, monkeypatch, what: str, viec: str
) -> None:
    text = NOTICE.partition("tron:")[0].replace("<<Số>>", "9").replace("<<Tên xã>>", "A")
    table = NOTICE.partition("loc: Xã, ")[2]
    text += f"phu_luc:\n  - tieu_de: Chỉ tiêu\n    bang: {{nguon: ct.csv, {table}"
    folder = add(text, ct__csv="viec,so\nMột,1\n")
    (made,) = pipeline.build_all(space, [folder])
    assert made.tep is not None, made.problems
    edit_by_hand(made.tep)
    edited = made.tep.read_bytes()
    monkeypatch.setattr(vbhc, "__version__", "99")
    monkeypatch.setattr(printing, "inputs_hash", lambda _: "0" * 64)  # that edition composes otherwise
    if what == "text":
        (folder / "van_ban.yaml").write_text(text.replace("15/11", "16/11"), encoding="utf-8")
    elif what == "table":
        (folder / "ct.csv").write_text("viec,so\nMột,2\n", encoding="utf-8")
    (again,) = pipeline.build_all(space, [folder])
    assert again.viec == viec
    assert made.tep.read_bytes() == edited


def test_data_changed_between_planning_and_printing_print_nothing_of_either(space: Workspace, folder: Path) -> None:
    def late(work: Callable[[many.Job], object], jobs: list[many.Job]) -> list[object]:
        kept = list(jobs)
        (folder / "ds.csv").write_text(people(39) + "99,Xã 40\n", encoding="utf-8")
        many._form.cache_clear()  # another process has none
        return [work(job) for job in kept]

    told = list(pipeline.build_all(space, [folder], chay=late))
    assert {one.viec for one in told} == {"không in"}
    assert len(told) == 40
    assert {p.code for one in told for p in one.problems} == {pipeline.KHONG_CHAY_DUOC}
    assert not list(space.output.rglob("*.docx"))


@pytest.mark.parametrize("what", ["template", "agency", "list"])
def test_data_changed_while_printing_are_told_and_a_second_run_mends_it(
    space: Workspace, folder: Path, what: str
) -> None:
    if what == "agency":  # read only when a row asks for it
        (space.data / "co_quan/b.yaml").write_bytes((space.data / "co_quan/skhcn.yaml").read_bytes())
        (folder / "van_ban.yaml").write_text(NOTICE.replace("co_quan: skhcn", "co_quan: <<Cq>>"), encoding="utf-8")
        lines = people(40).splitlines()
        text = "\n".join(
            [f"{lines[0]},Cq", *(f"{line},{'skhcn' if n < 20 else 'b'}" for n, line in enumerate(lines[1:]))]
        )
        (folder / "ds.csv").write_text(text, encoding="utf-8")
    else:
        space.templates.mkdir(exist_ok=True)
        shutil.copy(base_templates() / "thong_bao.docx", space.templates)
    told = []
    for one in pipeline.build_all(space, [folder]):
        told.append(one)
        if len(told) == 1:  # its job is done
            if what == "template":
                other = archive.read(space.templates / "thong_bao.docx", "")
                other["word/document.xml"] = other["word/document.xml"].replace(b"Tahoma", b"Arial") + b"\n"
                (space.templates / "thong_bao.docx").write_bytes(archive.pack(other))
            elif what == "agency":
                path = space.data / "co_quan/b.yaml"
                path.write_text(path.read_text("utf-8").replace("Sở Khoa học", "Sở Mới Khoa học"), encoding="utf-8")
            else:
                (folder / "ds.csv").write_text(people(40).replace("40,Xã 40", "99,Xã 40"), encoding="utf-8")
    assert Counter(one.viec for one in told) == {"đã in": 16, "không in": 24}
    assert {p.code for one in told for p in one.problems} == {pipeline.KHONG_CHAY_DUOC}
    assert set(done(space, [folder])) <= {"đã in", "không đổi"}
    assert done(space, [folder]) == {"không đổi": 40}


def test_a_change_within_a_job_is_told_of_its_documents(space: Workspace, folder: Path, monkeypatch) -> None:
    real = many.print_loaded

    def slowly(workspace: Workspace, source: Path, loaded, **more):
        if loaded.value.hang == "xa-5":
            (folder / "ct.csv").write_text(targets(40).replace("Việc 2", "Việc hai"), encoding="utf-8")
        return real(workspace, source, loaded, **more)

    monkeypatch.setattr(many, "print_loaded", slowly)
    told = list(pipeline.build_all(space, [folder]))
    assert Counter(one.viec for one in told) == {"đã in": 16, "không in": 24}
    assert "từ hàng 2, “Xã 1” đến hàng 17, “Xã 16”" in told[15].problems[-1].message
    assert all("chạy lại" in one.problems[-1].message for one in told[15:])


def test_tasks_of_the_documents_own_are_each_rows_own(space: Workspace, add: Add) -> None:
    """The annex made of tasks says what its own document says, not what the first one did."""
    text = (
        DOCUMENT.partition("noi_dung:")[0].replace("một việc", "việc của <<Đơn vị>>")
        + """\
noi_dung:
  - tieu_de: Lập danh sách trước <<Hạn>>
    nhiem_vu: {chu_tri: <<Đơn vị>>, san_pham: Báo cáo số <<Số>>}
to_chuc_thuc_hien: ["1. Các đơn vị thực hiện."]
noi_nhan: [Sở Nội vụ]
luu: VT
nguoi_ky: giam-doc
tron: {nguon: ds.csv, khoa: Đơn vị}
phu_luc:
  - tieu_de: Nhiệm vụ
    bang: {nguon: nhiem_vu, loc: chu_tri, cot: [{khoa: noi_dung, tieu_de: Việc}, {khoa: san_pham, tieu_de: Sản phẩm}]}
"""
    )
    folder = add(text, ds__csv="Đơn vị,Hạn,Số\nPhòng A,01/7,11\nPhòng B,30/9,22\n")
    said = []
    for one in pipeline.build_all(space, [folder]):
        assert one.tep is not None, one.problems
        said.append([c.text for c in docx.Document(str(one.tep)).tables[-1].rows[-1].cells])
    assert said == [["Lập danh sách trước 01/7", "Báo cáo số 11"], ["Lập danh sách trước 30/9", "Báo cáo số 22"]]


def test_annexes_take_the_rows_of_their_key_alone(space: Workspace, add: Add) -> None:
    sheet = "Xã,viec,so\nXã 1,Một,1\nxã  2,Hai,2\nXã 1,Ba,3\n,Bốn,4\nXã 9,Năm,5\n"
    folder = add(NOTICE, ds__csv=people(3), ct__csv=sheet)
    one, two, three = pipeline.build_all(space, [folder])
    assert (one.viec, two.viec, three.viec) == ("đã in", "đã in", "không in")
    assert [p.code for p in three.problems] == ["tron/khong_hang"]
    assert [(p.code, p.place.cell) for p in one.problems] == [("tron/hang_thua", "A5"), ("tron/hang_thua", "A6")]
    assert one.tep is not None
    tables = [[cell.text for cell in row.cells] for row in docx.Document(str(one.tep)).tables[-1].rows]
    assert tables == [["STT", "Việc", "Số"], ["1", "Một", "1"], ["2", "Ba", "3"]]


def test_each_row_may_have_a_sheet_of_its_own(space: Workspace, add: Add) -> None:
    text = NOTICE.replace("nguon: ct.csv, loc: Xã", "nguon: ct-<<Số>>.csv")
    folder = add(text, ds__csv=people(3))
    for n in (1, 3):
        (folder / f"ct-{n}.csv").write_text(f"viec,so\nViệc của {n},1\n", encoding="utf-8")
    one, two, three = pipeline.build_all(space, [folder])
    assert (one.viec, two.viec, three.viec) == ("đã in", "không in", "đã in")
    assert [(p.code, "ct-2.csv" in p.message) for p in two.problems] == [("phu_luc/nguon", True)]
    assert [docx.Document(str(made.tep)).tables[-1].cell(1, 1).text for made in (one, three)] == [
        "Việc của 1", "Việc của 3"
    ]  # fmt: skip


def _excel(rows: list[tuple[object, ...]], *merged: str) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(data := BytesIO())
    return data.getvalue()


def test_a_cell_merged_over_rows_of_two_recipients_is_nobodys(space: Workspace, add: Add) -> None:
    rows = [("Xã", "viec", "so"), ("Xã 1", "Một", 1), ("Xã 2", "Hai", 2), ("Xã 2", "Ba", None), ("Xã 3", "Bốn", 4)]
    folder = add(NOTICE.replace("ct.csv", "ct.xlsx"), ds__csv=people(3), ct__xlsx=_excel(rows, "C2:C3"))
    told = list(pipeline.build_all(space, [folder]))
    assert {one.viec for one in told} == {"không in"}
    assert [p.code for p in told[0].problems if "C2:C3" in p.message] == ["phu_luc/o_gop"]
    (folder / "ct.xlsx").write_bytes(_excel(rows, "C3:C4"))  # of one recipient: as in any annex
    told = list(pipeline.build_all(space, [folder]))
    assert [one.viec for one in told] == ["đã in", "không in", "đã in"]
    assert [p.code for p in told[1].problems] == ["phu_luc/o_gop"]


@pytest.mark.parametrize(
    ("names", "sheet", "wanted"),
    [
        ("Số,Tên xã\n5,Xã 1\n05,Xã 2\n6,Xã 3\n", "Xã,viec,so\nXã 1,a,1\nXã 2,b,1\nXã 3,c,1\n",
         ["hàng 2, “Xã 1” và hàng 3, “Xã 2” cùng số 05"]),
        ("Số,Tên xã\n5,Xã <<Số>>\n", "Xã,viec,so\nXã <<Số>>,a,1\n", ["“Xã <<Số>>” in nguyên như thế"]),
        ("Số,Tên xã\n5,Xã 1\n", "Xã,viec,so\nXã 1,Giao <<Tên xã>>,1\n", ["“<<Tên xã>>” trong bảng in nguyên"]),
    ],
)  # fmt: skip
def test_what_a_list_would_double_or_leave_unfilled_is_told(
    space: Workspace, add: Add, names: str, sheet: str, wanted: list[str]
) -> None:
    told = list(pipeline.build_all(space, [add(NOTICE, ds__csv=names, ct__csv=sheet)]))
    assert {one.viec for one in told} == {"đã in"}
    said = [p.message for one in told for p in one.problems]
    assert len(said) == len(wanted)
    assert all(words in message for words, message in zip(wanted, said, strict=True))


def test_rows_of_a_sheet_that_some_take_are_told_where_nobody_takes_them(space: Workspace, add: Add) -> None:
    sheets = {
        "h1__csv": "Xã,viec,so\nXã 1,Một,1\n",
        "h2__csv": "Xã,viec,so\nXã 2,Hai,2\nXã 22,Ba,3\nXã 1,Bốn,4\n,Năm,5\n",
    }
    text = NOTICE.replace("ct.csv", "<<Huyện>>.csv")
    folder = add(text, ds__csv="Số,Tên xã,Huyện\n1,Xã 1,h1\n2,Xã 2,h2\n,Xã 3,h2\n4,,h2\n", **sheets)
    first, *_ = pipeline.build_all(space, [folder])
    told = [(p.place.cell, p.message) for p in first.problems if p.code == "tron/hang_thua"]
    assert [cell for cell, _ in told] == ["A5", "A4", "A3"]
    assert "mà bản ấy lấy hàng ở nguồn khác" in told[1][1]


def test_marks_in_rows_of_ones_own_are_told_of_each(space: Workspace, add: Add) -> None:
    sheet = "Xã,viec,so\nXã 1,<<a>>,1\nXã 2,<<a>>,2\n"
    both = list(pipeline.build_all(space, [add(NOTICE, ds__csv=people(2), ct__csv=sheet)]))
    assert [[p.message.partition(":")[0] for p in one.problems if p.code == "tron/dau"] for one in both] == [
        ["hàng 2, “Xã 1”"], ["hàng 3, “Xã 2”"],
    ]  # fmt: skip


def test_prints_of_a_list_that_is_gone_are_told(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    (folder / "ds.csv").unlink()
    (one,) = pipeline.build_all(space, [folder])
    assert one.viec == "không in"
    assert [p.place.file for p in one.problems if p.code == "tep/ban_cu"] == ["output/2026/" + folder.name]


def test_a_bad_value_is_told_with_its_row(space: Workspace, folder: Path) -> None:
    (folder / "ds.csv").write_text("Số,Tên xã\nabc,Xã 1\nabc,Xã 2\n3,Xã 3\n", encoding="utf-8")
    one, two, three = pipeline.build_all(space, [folder])
    assert (one.viec, two.viec, three.viec) == ("không in", "không in", "đã in")
    assert one.problems[-1].message.endswith("(hàng 2, “Xã 1”: <<Số>> là “abc”)")
    assert two.problems[-1].message.endswith("(hàng 3, “Xã 2”: <<Số>> là “abc”)")


def test_rows_of_nobody_are_told_though_no_document_has_its_rows(space: Workspace, add: Add) -> None:
    folder = add(NOTICE, ds__csv=people(12), ct__csv="Xã,viec,so\nXã 99,Một,1\n")
    told = list(pipeline.build_all(space, [folder]))
    assert {one.viec for one in told} == {"không in"}
    assert [p.code for p in told[0].problems if p.place.cell == "A2"] == ["tron/hang_thua"]


def test_what_was_put_aside_is_no_row_that_has_gone(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    (path,) = space.output.rglob("xa-3_*.docx")
    edit_by_hand(path)
    shutil.copy(path, path.with_stem(f"{path.stem} (trình ký)"))
    (folder / "van_ban.yaml").write_text(NOTICE.replace("15/11", "16/11"), encoding="utf-8")
    forced = list(pipeline.build_all(space, [folder], ghi_de=True))
    assert {one.viec for one in forced} == {"đã in"}
    assert len(list(path.parent.glob("*.ban-sua.docx"))) == 1
    assert not [p for one in pipeline.build_all(space, [folder]) for p in one.problems]


def test_an_earlier_print_that_cannot_go_is_told(space: Workspace, folder: Path, monkeypatch) -> None:
    done(space, [folder])
    (old,) = space.output.rglob("xa-7_*.docx")
    old.with_suffix(".pdf").write_bytes(b"%PDF")
    (folder / "ds.csv").write_text(people(40).replace("7,Xã 7\n", "77,Xã 7\n"), encoding="utf-8")
    real = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == old:
            raise PermissionError(13, "open in Word")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    told = {one.hang: one for one in pipeline.build_all(space, [folder])}
    mine = told["hàng 8, “Xã 7”"]
    assert mine.viec == "đã in"
    assert [(p.code, p.severity.name) for p in mine.problems] == [("tep/ban_cu", "LOI")]
    monkeypatch.undo()
    again = {one.hang: one for one in pipeline.build_all(space, [folder])}
    assert {one.viec for one in again.values()} == {"không đổi"}
    assert [p.code for p in again["hàng 8, “Xã 7”"].problems] == ["tep/doi_ten", "tep/pdf_cu"]
    assert not old.exists()
    assert old.with_suffix(".pdf").exists()


def test_copies_that_a_person_keeps_beside_a_print_stay(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    (print_,) = space.output.rglob("xa-7_*.docx")
    tails = ("-2", "-ban-da-gui", " - Copy", " (2)", "_2")
    copies = [print_.with_name(f"{print_.stem}{tail}.docx") for tail in tails]
    copies += [print_.with_name(f"xa-7_07-TB-SKHCN{tail}.docx") for tail in ("-da-gui", " - Copy", "_1-2", "")]
    copies += [print_.with_name(f"xa-7_{tail}.docx") for tail in ("06-TB-SKHCN_2026-04-10", "chua-so", "07-TB-VP_2026")]
    for copy in copies:
        copy.write_bytes(print_.read_bytes())
    (folder / "ds.csv").write_text(people(40).replace("7,Xã 7\n", "77,Xã 7\n"), encoding="utf-8")
    assert done(space, [folder]) == {"không đổi": 39, "đã in": 1}
    assert not print_.exists()
    assert all(copy.exists() for copy in copies)


def test_another_notation_takes_the_place_of_the_print_before(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    (folder / "van_ban.yaml").write_text(NOTICE + "ky_hieu: TB-VP\n", encoding="utf-8")
    assert done(space, [folder]) == {"đã in": 40}
    assert {path.name.split("_")[1].partition("-")[2] for path in space.output.rglob("*.docx")} == {"TB-VP"}


def test_a_row_that_can_no_longer_be_printed_tells_of_its_print(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    (print_,) = space.output.rglob("xa-7_*.docx")
    (folder / "ds.csv").write_text(people(40).replace("7,Xã 7\n", ",Xã 7\n"), encoding="utf-8")
    bad = next(one for one in pipeline.build_all(space, [folder]) if one.viec == "không in")
    assert [p.place.file for p in bad.problems if p.code == "tep/ban_cu"] == [space.ten(print_)]
    assert print_.exists()


def test_a_print_under_another_number_is_told_where_an_edited_one_stands_in_the_place(
    space: Workspace, folder: Path
) -> None:
    done(space, [folder])
    (edited,) = space.output.rglob("xa-7_*.docx")
    edit_by_hand(edited)
    was = (folder / "ds.csv").read_text(encoding="utf-8")
    (folder / "ds.csv").write_text(was.replace("7,Xã 7\n", "77,Xã 7\n"), encoding="utf-8")
    done(space, [folder])
    other = edited.with_name(edited.name.replace("_07-", "_77-"))
    assert other.exists()
    (folder / "van_ban.yaml").write_text(NOTICE.replace("15/11", "16/11"), encoding="utf-8")
    (folder / "ds.csv").write_text(was, encoding="utf-8")
    bad = next(one for one in pipeline.build_all(space, [folder]) if one.viec == "không in")
    told = [(p.code, p.place.file) for p in bad.problems]
    assert told == [("tep/da_sua", space.ten(edited)), ("tep/ban_cu", space.ten(other))]


def test_pdfs_of_prints_made_anew_or_of_rows_gone_are_told_and_stay(space: Workspace, folder: Path) -> None:
    done(space, [folder])
    prints = [next(space.output.rglob(f"xa-{n}_*.docx")) for n in (7, 8, 9)]
    pdfs = [path.with_suffix(".pdf") for path in prints]
    for pdf in pdfs:
        pdf.write_bytes(b"%PDF")
    assert done(space, [folder]) == {"không đổi": 40}
    text = people(40).replace("9,Xã 9\n", "")
    (folder / "ds.csv").write_text(text, encoding="utf-8")
    prints[2].unlink()
    for form in ("thư mời", "thư báo"):  # each row is printed anew
        (folder / "van_ban.yaml").write_text(NOTICE.replace("trich_yeu: ", f"trich_yeu: {form} "), encoding="utf-8")
        told = [p for one in pipeline.build_all(space, [folder]) for p in one.problems if "PDF" in p.message]
        assert sorted(p.place.file for p in told) == [space.ten(pdf) for pdf in pdfs]
    os.utime(pdfs[0], (0, 0))  # exported before the print of now, as anyone can see a day later
    told = [p for one in pipeline.build_all(space, [folder]) for p in one.problems if p.code == "tep/pdf_cu"]
    assert [p.place.file for p in told] == [space.ten(pdfs[0])]
    assert all(pdf.exists() for pdf in pdfs)


def test_prints_of_before_and_after_a_list_are_told(space: Workspace, folder: Path, add: Add) -> None:
    alone = NOTICE.partition("tron:")[0].replace("<<Số>>", "9").replace("<<Tên xã>>", "A")
    (folder / "van_ban.yaml").write_text(alone, encoding="utf-8")
    assert done(space, [folder]) == {"đã in": 1}
    (folder / "van_ban.yaml").write_text(NOTICE, encoding="utf-8")
    first, *others = pipeline.build_all(space, [folder])
    was = "output/2026/tb-giao_09-TB-SKHCN_2026-04-10.docx"
    assert [(p.code, p.place.file) for p in first.problems] == [("tep/ban_cu", was)]
    assert not [p for one in others for p in one.problems]
    (folder / "van_ban.yaml").write_text(alone, encoding="utf-8")
    (again,) = pipeline.build_all(space, [folder])
    assert [(p.code, p.place.file) for p in again.problems] == [("tep/ban_cu", "output/2026/tb-giao")]


def test_each_list_has_its_share_of_what_is_told(space, add: Add, monkeypatch, capsys) -> None:
    bad = "Số,Tên xã\n" + "".join(f",Xã {i}\n" for i in range(60))
    add(NOTICE, name="tb-a", ds__csv=bad, ct__csv=targets(1))
    add(NOTICE, name="tb-b", ds__csv="Số,Tên xã\n,Xã Một\n", ct__csv=targets(1))
    for n in range(3):
        add(name=f"kh-{n}")
    code, said = run(space, monkeypatch, capsys, "build", "--khong-soat")
    assert code == 1
    assert "… và 10 bản nữa của danh sách data/2026/tb-a " in said
    assert "không in: data/2026/tb-b (hàng 2, “Xã Một”)" in said
    assert "data/2026/tb-b/ds.csv: A2: lỗi: Số: ô trống" in said


def test_a_merged_key_counts_for_every_row_it_covers(space: Workspace, add: Add) -> None:
    rows = [("Xã", "viec", "so"), ("(1)", "(2)", "(3)"), ("Xã 1", "Một", 1), (None, "Hai", 2), ("Xã 2", "Ba", 3)]
    folder = add(NOTICE.replace("ct.csv", "ct.xlsx"), ds__csv=people(2), ct__xlsx=_excel(rows, "A3:A4"))
    told = list(pipeline.build_all(space, [folder]))
    assert [(one.viec, [p.code for p in one.problems]) for one in told] == [("đã in", ["phu_luc/hang_so_cot"])] * 2
    words = [[row.cells[1].text for row in docx.Document(str(one.tep)).tables[-1].rows[1:]] for one in told]
    assert words == [["Một", "Hai"], ["Ba"]]


def test_a_bug_met_on_one_of_many_is_told_there(space: Workspace, folder: Path, monkeypatch) -> None:
    real = many.print_loaded

    def sometimes(workspace: Workspace, source: Path, loaded, **more):
        if loaded.value.hang == "xa-5":
            raise KeyError("bí mật")
        return real(workspace, source, loaded, **more)

    monkeypatch.setattr(many, "print_loaded", sometimes)
    told = list(pipeline.build_all(space, [folder]))
    assert Counter(one.viec for one in told) == {"đã in": 39, "không in": 1}
    (bad,) = [one for one in told if one.viec == "không in"]
    assert bad.hang == "hàng 6, “Xã 5”"
    assert "KeyError" in bad.problems[0].message
    assert "bí mật" not in str(bad.problems)


# --- other commands ---------------------------------------------------------------------------------------------------


def test_a_list_is_no_document_for_what_works_on_one(space: Workspace, folder: Path) -> None:
    for work in (
        lambda: pipeline.build(space, folder),
        lambda: list(pipeline.annexes_alone(space, folder, (), tung_tep=False)),
        lambda: pipeline.annexes_inside(space, folder, (), None),
    ):
        with pytest.raises(UserError, match="vbhc build"):
            work()
    loaded = pipeline.load(space, folder)
    assert loaded.value is not None
    assert loaded.value.hang == "xa-1"
    assert [p.code for p in loaded.problems] == ["tron/mot_ban"]
    (folder / "ds.csv").write_text(people(40).replace("7,Xã 7\n", ",Xã 7\n"), encoding="utf-8")
    said = [(p.code, p.message) for p in pipeline.load(space, folder).problems]
    assert ("tron/hang_sai", "1 hàng của danh sách có lỗi, không in: 8") in said


def run(space: Workspace, monkeypatch, capsys, *args: str) -> tuple[int, str]:
    monkeypatch.chdir(space.root)
    code = _running.run(commands.cli, list(args))
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_list_is_told_in_one_line_and_its_faults_one_by_one(space, folder, monkeypatch, capsys) -> None:
    code, said = run(space, monkeypatch, capsys, "build", "-j", "2", "--khong-soat")
    assert (code, said.splitlines()) == (
        0, ["trộn: data/2026/tb-giao: 40 đã in; ở output/2026/tb-giao/", "40 đã in; dữ liệu không có lỗi."]
    )  # fmt: skip
    (folder / "ds.csv").write_text(people(41).replace("\n9,", "\n,"), encoding="utf-8")
    code, said = run(space, monkeypatch, capsys, "build", "--khong-soat")
    assert code == 1
    assert "ds.csv: A10: lỗi: Số: ô trống" in said
    assert "không in: data/2026/tb-giao (hàng 10, “Xã 9”)" in said
    assert "trộn: data/2026/tb-giao: 39 không đổi, 2 không in" in said
    assert "_09-TB-SKHCN_2026-04-10.docx: cảnh báo: bản in trước vẫn còn đó" in said
    assert len(said.splitlines()) == 10  # two faults of three lines each, the old print of one, the list, the sum


def test_a_list_full_of_faults_does_not_fill_the_screen(space, folder, monkeypatch, capsys) -> None:
    (folder / "ds.csv").write_text("Số,Tên xã\n" + "".join(f",Xã {i}\n" for i in range(150)), encoding="utf-8")
    code, said = run(space, monkeypatch, capsys, "build", "--khong-soat")
    assert code == 1
    assert said.count("không in: data") == 50
    assert "… và 100 bản nữa của danh sách data/2026/tb-giao có điều cần xem" in said
    assert said.endswith("150 không in; 150 lỗi.\n")


@pytest.mark.parametrize("value", ["may-khac", "dask://", "tcp://localhost:1"])
def test_where_to_run_is_checked_before_anything_is_done(space, folder, monkeypatch, capsys, value: str) -> None:
    code, said = run(space, monkeypatch, capsys, "build", "--executor", value)
    assert code == 2
    assert "ghi tien-trinh, luong hoặc dask://máy:cổng" in said
    assert not space.output.exists()


def test_without_dask_its_name_is_told(space, folder, monkeypatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, said = run(space, monkeypatch, capsys, "build", "--executor", "dask://localhost:1")
    assert (code, "vbhc[dask]" in said) == (2, True)
    assert not space.output.exists()


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told(space, folder, monkeypatch, capsys) -> None:
    pytest.importorskip("distributed")
    code, said = run(space, monkeypatch, capsys, "build", "--executor", "dask://localhost:1")
    assert (code, "không nối được với cụm dask localhost:1" in said) == (2, True)
    assert not space.output.exists()


def test_a_bar_tells_the_rate_on_a_terminal_and_nothing_elsewhere(space, folder, monkeypatch, capsys) -> None:
    _, said = run(space, monkeypatch, capsys, "build", "-j", "1", "--khong-soat")
    assert "/giây" not in said
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, said = run(space, monkeypatch, capsys, "build", "-j", "1", "--khong-soat")
    assert re.search(r"Đang in \d+/giây.*40/40", said)
    assert "40 không đổi; dữ liệu không có lỗi.\n" in said


# --- ends that nobody planned -----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_leaves_whole_files_and_the_next_run_goes_on(space: Workspace, add: Add) -> None:
    add(NOTICE, name="tb-giao", ds__csv=people(600), ct__csv=targets(600))
    command = [sys.executable, "-m", "vbhc", "build", "-j", "2", "--khong-soat"]
    process = subprocess.Popen(command, cwd=space.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out = space.output / "2026" / "tb-giao"
    while len(list(out.glob("*.docx"))) < 60 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert (process.returncode, said.strip()) == (130, "Đã dừng.")
    before = snapshot(space)
    assert 60 <= len(before) < 600
    assert {p.suffix for p in out.iterdir()} == {".docx"}
    assert {keeping.look(path)[0] for path in out.iterdir()} == {keeping.State.OURS}
    again = subprocess.run(command, cwd=space.root, capture_output=True, text=True, check=True, timeout=300)
    assert f"{600 - len(before)} đã in" in again.stdout
    assert f"{len(before)} không đổi" in again.stdout
    now = snapshot(space)
    assert len(now) == 600
    assert all(now[name] == state for name, state in before.items())


def _alive(group: int) -> list[str]:
    """The processes of a group that still run."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(None, 2) for line in listed.splitlines()]
    return [args for pgid, state, args in lines if int(pgid) == group and not state.startswith("Z")]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt" or shutil.which("ps") is None, reason="signals of POSIX, ps")
@pytest.mark.parametrize(
    ("signals", "whom"),
    [((signal.SIGINT,) * 2, os.killpg), ((signal.SIGINT,) * 4, os.killpg), ((signal.SIGTERM,), os.kill),
     ((signal.SIGKILL,), os.kill)],
    ids=["twice", "four times", "terminated", "killed"],
)  # fmt: skip
def test_however_it_ends_no_helper_stays(
    space: Workspace, add: Add, signals: tuple[signal.Signals, ...], whom: Callable[[int, int], None]
) -> None:
    add(NOTICE, name="tb-giao", ds__csv=people(2_000), ct__csv=targets(2_000))
    command = [sys.executable, "-m", "vbhc", "build", "-j", "2", "--khong-soat"]
    process = subprocess.Popen(
        command, cwd=space.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        while len(list(space.output.rglob("*.docx"))) < 20 and process.poll() is None:
            time.sleep(0.01)
        assert len(_alive(process.pid)) == 3
        for one in signals:
            whom(process.pid, one)
            time.sleep(0.02)
        process.wait(timeout=20)
        for _ in range(50):
            if not _alive(process.pid):
                break
            time.sleep(0.1)
        assert not _alive(process.pid)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert {keeping.look(path)[0] for path in space.output.rglob("*.docx")} == {keeping.State.OURS}


def test_what_a_killed_run_left_half_written_goes(space, add: Add, monkeypatch, capsys) -> None:
    folder = space.output / "2026" / "tb-giao"
    folder.mkdir(parents=True)
    old, new, other = (folder / name for name in (".vbhc-cu.tmp", ".vbhc-moi.tmp", "của tôi.tmp"))
    for path in (old, new, other):
        path.write_bytes(b"PK")
    os.utime(old, (1, 1))
    os.utime(other, (1, 1))
    add()
    assert run(space, monkeypatch, capsys, "build", "--khong-soat")[0] == 0
    assert sorted(folder.iterdir()) == sorted([new, other])


@pytest.mark.slow
def test_a_process_that_dies_stops_the_run_with_a_word_and_the_next_goes_on(
    space: Workspace, add: Add, monkeypatch, capsys
) -> None:
    add(NOTICE, name="tb-giao", ds__csv=people(300), ct__csv=targets(300))
    over = threading.Event()

    def kill() -> None:
        while len(list(space.output.rglob("*.docx"))) < 30 and not over.is_set():
            time.sleep(0.01)
        multiprocessing.active_children()[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()
    code, said = run(space, monkeypatch, capsys, "build", "-j", "2", "--khong-soat")
    over.set()
    killer.join()
    assert (code, "chạy lại" in said) == (2, True)
    before = snapshot(space)
    assert run(space, monkeypatch, capsys, "build", "-j", "2", "--khong-soat")[0] == 0
    now = snapshot(space)
    assert len(now) == 300
    assert all(now[name] == state for name, state in before.items())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_dask_worker_killed_in_mid_run_loses_nothing_and_writes_nothing_twice(
    space: Workspace, add: Add, monkeypatch, capsys
) -> None:
    distributed = pytest.importorskip("distributed")
    folder = add(NOTICE, name="tb-giao", ds__csv=people(300), ct__csv=targets(300))
    out = space.output / "2026" / "tb-giao"
    killed: Snapshot = {}
    over = threading.Event()
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:

        def kill() -> None:
            while len(list(out.glob("*.docx"))) < 60 and not over.is_set():
                time.sleep(0.01)
            killed.update(snapshot(space))
            os.kill(next(iter(cluster.workers.values())).process.process.pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        address = cluster.scheduler_address.removeprefix("tcp://")
        code, said = run(space, monkeypatch, capsys, "build", "--khong-soat", "--executor", f"dask://{address}")
        over.set()
        killer.join()
    assert code == 0, said
    now = snapshot(space)
    assert len(now) == 300
    assert len(killed) >= 60
    assert all(now[name] == state for name, state in killed.items())
    by_cluster = sums(space)
    for path in out.glob("*.docx"):
        path.unlink()
    assert done(space, [folder]) == {"đã in": 300}
    assert sums(space) == by_cluster
