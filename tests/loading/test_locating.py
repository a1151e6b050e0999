"""From the printed page back to the data: every line of the samples, the cells of their annexes, and what is mended."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from shared import DOCUMENT
from vbhc import archive, pipeline, recognising
from vbhc.loading import workspace as ws
from vbhc.loading.locating import Locator, locate
from vbhc.loading.mending import mend
from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.ho_so import HoSo
from vbhc.model.view import Spot
from vbhc.problems import Place
from vbhc.word import seeing

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(p.parent for p in (ROOT / "data").glob("*/*/van_ban.yaml"))
THAN = {"doan", "phan", "khoan_tieu_de", "khoan", "diem", "gach", "can_cu", "noi_nhan", "kinh_gui", "trich_yeu",
        "ten_phu_luc"}  # fmt: skip


@cache
def printed(folder: Path) -> tuple[HoSo, BanDoc]:
    space = ws.find(folder)
    loaded = pipeline.load(space, folder).value
    assert loaded is not None
    data, _ = pipeline.print_bytes(space, loaded)
    return loaded, recognising.doc(seeing.view_of(archive.members(data, "x", "x"), "x"))


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def raw(place: Place) -> str:
    return (ROOT / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1]


def really(line: str, paragraph: str) -> bool:
    """Whether a line of data makes a paragraph: all its words but citations are there, and with them most of it."""
    value = re.sub(r"^\s*(?:- )*(?:[a-z_-]+:(?:\\s+|$))?", "", line)
    pieces = [bare(x) for x in re.split(r"\[@[^\]]*\]", value)]
    whole = bare(paragraph)
    return all(p in whole for p in pieces) and (len(pieces) > 1 or len(pieces[0]) > 0.5 * len(whole) - 5)


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda f: f.name)
def test_every_line_of_the_samples_is_found_where_it_was_written(folder: Path) -> None:
    ho_so, doc = printed(folder)
    locator = Locator(folder, ho_so)
    seen: Counter[str] = Counter()
    found, wrong, made = 0, [], 0
    for line in doc.dong:
        component = next((name for name, lines in doc.thanh_phan.items() if line in lines), "")
        if component not in THAN or not line.chu or line.chu in ("Kính gửi:", "- Như trên;"):
            continue
        place = locator.place(line.chu, line.chu, component, seen[line.chu])
        seen[line.chu] += 1
        assert place.line, line.chu
        text = raw(place)
        if really(text[place.column - 1 :], line.chu):
            found += 1
        elif label_of_data(text, line.chu):
            made += 1
        else:
            wrong.append((line.chu[:60], str(place), text[:60]))
    assert wrong == []
    assert found > 5
    assert found >= 0.7 * (found + made)


def label_of_data(line: str, paragraph: str) -> bool:
    """Headings, task lines and Lưu are made of a key's name and its value."""
    key = line.strip().removeprefix("- ").split(":")[0]
    usual = {
        "muc_dich": "mucdich", "yeu_cau": "yeucau", "noi_dung": "noidung", "to_chuc_thuc_hien": "tochuc", "luu": "luu",
        "chi_dao": "chidao", "ket_qua": "ketqua", "danh_gia": "danhgia", "kien_nghi": "kiennghi", "ghi_chu": "",
        "chu_tri": "chutri", "phoi_hop": "phoihop", "thoi_han": "thoigian", "don_vi_thuc_hien": "donvithuchien",
        "san_pham": "sanpham",
    }  # fmt: skip
    plain = unicodedata.normalize("NFD", paragraph.casefold().replace("đ", "d"))
    return key in usual and usual[key] in re.sub(r"[^a-z0-9]", "", plain)


def test_the_head_and_the_foot_have_their_fields() -> None:
    folder = ROOT / "data" / "2022" / "kh-tuyen-truyen-cchc"
    ho_so, doc = printed(folder)
    locator = Locator(folder, ho_so)
    at = {}
    for component in ("so_ky_hieu", "dia_danh", "chu_quan", "co_quan", "ten_loai", "trich_yeu", "ho_ten", "quoc_hieu"):
        line = doc.tim(component)[0]
        at[component] = locator.place(line.chu, line.chu, component)
    own, agency = "data/2022/kh-tuyen-truyen-cchc/van_ban.yaml", "data/co_quan/skhcn-hai-duong.yaml"
    assert {k: p.file for k, p in at.items()} == {
        "so_ky_hieu": own, "dia_danh": own, "ten_loai": own, "trich_yeu": own, "quoc_hieu": own, "chu_quan": agency,
        "co_quan": agency, "ho_ten": agency,
    }  # fmt: skip
    keys = {k: raw(p).strip().split(":")[0] for k, p in at.items() if p.line}
    assert keys == {
        "so_ky_hieu": "so_van_ban", "dia_danh": "ngay_ban_hanh", "ten_loai": "loai", "trich_yeu": "trich_yeu",
        "chu_quan": "chu_quan", "co_quan": "ten", "ho_ten": "ho_ten",
    }  # fmt: skip
    assert at["quoc_hieu"].line == 0
    assert str(locator.place("Hải Dương", doc.tim("dia_danh")[0].chu, "dia_danh")).startswith(agency)


def test_a_citation_is_found_in_its_description() -> None:
    folder = ROOT / "data" / "2026" / "kh-dan-van"
    ho_so, doc = printed(folder)
    line = next(d for d in doc.dong if "371/QĐ-UBND" in d.chu)
    place = locate(folder, ho_so, "371/QĐ-UBND", line.chu, "doan")
    assert raw(place)[place.column - 1 :] == "371/QĐ-UBND"
    place = locate(folder, ho_so, "Quyết định số 371/QĐ-UBND", line.chu, "doan")
    assert raw(place).strip().startswith("so_ky_hieu: 371")
    other = next(d for d in doc.dong if "14/QĐ-SKHCN" in d.chu)
    place = locate(folder, ho_so, "14/QĐ-SKHCN", other.chu, "gach")
    assert place.file == "data/vien_dan.yaml"
    assert raw(place)[place.column - 1 :] == "14/QĐ-SKHCN"
    place = locate(folder, ho_so, "Thực hiện Quyết định", line.chu, "doan")
    assert raw(place)[place.column - 1 :].startswith("Thực hiện [@qd-371]")


def test_words_have_their_column() -> None:
    folder = ROOT / "data" / "2026" / "tb-phan-cong-cchc"
    ho_so, doc = printed(folder)
    line = next(d for d in doc.dong if "xếp thứ 9/14" in d.chu)
    place = locate(folder, ho_so, "xếp thứ 9/14", line.chu, "doan")
    assert raw(place)[place.column - 1 :].startswith("xếp thứ 9/14**")


@pytest.mark.parametrize(
    ("sample", "annex"), [("kh-dan-van", 0), ("bc-cong-so-than-thien", 0), ("kh-tuyen-truyen-cchc", 0)]
)
def test_every_cell_of_an_annex_is_found_in_its_sheet(sample: str, annex: int) -> None:
    folder = next(f for f in SAMPLES if f.name == sample)
    ho_so, doc = printed(folder)
    locator = Locator(folder, ho_so)
    grid = locator.cells.grid(annex)
    assert grid is not None
    held = {grid.noi.o(d.so, n): bare(locator.cells.shown(o)) for d in grid.hang for n, o in d.o.items()}
    table = doc.phu_luc[annex].bang[0]
    looked = 0
    for row in table.thuong():
        cells = [o.chu if o else "" for o in row.o]
        for i, o in enumerate(row.o):
            if o is None or len(bare(o.chu)) < 3:
                continue
            place = locator.cell(annex, cells, o.chu, table.dau[i])
            assert place.cell, (o.chu, place)
            assert bare(re.sub(r"^[IVX]+\. ", "", o.chu)) in held[place], (o.chu, place)
            looked += 1
    assert looked > 10


def test_a_change_of_form_reaches_the_data(add: Callable[..., Path], space: ws.Workspace) -> None:
    folder = add(DOCUMENT.replace("Làm cho tốt.", "Làm  cho tốt .").replace("Văn phòng Sở tổng", "Văn phòng  Sở tổng"))
    ho_so = pipeline.load(space, folder).value
    assert ho_so is not None
    locator = Locator(folder, ho_so)
    spot = Spot("word/document.xml", 0)
    changes = []
    for text, start, end, new in (
        ("- Làm  cho tốt .", 5, 7, " "), ("- Làm  cho tốt .", 14, 15, ""), ("2. Văn phòng  Sở tổng hợp.", 12, 14, " "),
    ):  # fmt: skip
        found = locator.replacement(text, TextEdit(spot, start, end, new), "gach")
        assert found is not None, text
        path, change = found
        assert path == folder / "van_ban.yaml"
        changes.append(change)
    source = (folder / "van_ban.yaml").read_text(encoding="utf-8")
    made = mend(source, changes)
    assert made.bo_lai == ()
    assert made.text == source.replace("Làm  cho tốt .", "Làm cho tốt.").replace("phòng  Sở", "phòng Sở")
    assert locator.replacement("Điều không có trong dữ liệu", TextEdit(spot, 0, 2, "x"), "gach") is None


def test_rows_written_in_the_file_are_found_on_their_line(add: Callable[..., Path], space: ws.Workspace) -> None:
    folder = add(
        DOCUMENT + "phu_luc:\n  - tieu_de: Danh sách\n    bang:\n      hang: |\n        ten | so\n        An | 1000\n"
        "        Bình | 2\n      cot:\n        - {khoa: ten, tieu_de: Tên}\n        - {khoa: so, tieu_de: Số}\n"
    )
    ho_so = pipeline.load(space, folder).value
    assert ho_so is not None
    lines = (folder / "van_ban.yaml").read_text(encoding="utf-8").split("\n")
    place = Locator(folder, ho_so).cell(0, ["Bình", "2"], "Bình")
    assert "Bình" in lines[place.line - 1]
    assert "An | 1000" in lines[Locator(folder, ho_so).cell(0, ["1", "An", "1.000"], "1.000").line - 1]


@pytest.mark.parametrize(
    ("typed", "printed_line", "sought", "at"),
    [
        ("mo_dau: Sở xây dựng\n  Kế hoạch  như sau", "Sở xây dựng Kế hoạch như sau:", "dựng Kế hoạch", (0, "dựng")),
        ("mo_dau: Sở xây dựng\n  Kế hoạch  như sau", "Sở xây dựng Kế hoạch như sau:", "hoạch như", (1, "hoạch  như")),
        ("mo_dau: 'Ông ''Sở'' nói: **rất** tốt'  # x", "Ông 'Sở' nói: rất tốt", "rất tốt", (0, "rất** tốt")),
        ("mo_dau: Nội dung: Tổ chức: tập huấn", "Nội dung: Tổ chức: tập huấn", "tập huấn", (0, "tập huấn")),
        ("mo_dau: >\n  Dòng một\n  dòng hai", "Dòng một dòng hai", "một dòng", (1, "một")),
        ("mo_dau: Sở Kế hoa\u0323ch và và đầu tư", "Sở Kế hoạch và và đầu tư", "và và", (0, "và và")),
    ],
)
def test_however_it_is_typed_the_words_are_found(
    add: Callable[..., Path], space: ws.Workspace, typed: str, printed_line: str, sought: str, at: tuple[int, str]
) -> None:
    folder = add(re.sub(r"mo_dau: .*", lambda _: typed, DOCUMENT))
    ho_so = pipeline.load(space, folder).value
    assert ho_so is not None
    place = Locator(folder, ho_so).place(sought, printed_line, "doan")
    lines = (folder / "van_ban.yaml").read_text(encoding="utf-8").split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("mo_dau"))
    assert place.line == start + at[0] + 1
    assert lines[place.line - 1][place.column - 1 :].startswith(at[1])


@pytest.mark.parametrize(("signer", "line"), [("mot", 2), ("hai", 5)])
def test_words_of_signing_are_those_of_who_signs(
    add: Callable[..., Path], space: ws.Workspace, signer: str, line: int
) -> None:
    agency = space.data / "co_quan" / "skhcn.yaml"
    before = re.sub(r"(?m)^nguoi_ky:\n(?:  .*\n)+", "", agency.read_text(encoding="utf-8"))
    signers = "".join(
        f"  {key}:\n    chuc_vu: [TM. Ban Chỉ đạo, Trưởng ban]\n    ho_ten: {name}\n"
        for key, name in (("mot", "Nguyễn Văn An"), ("hai", "Trần Văn Bình"))
    )
    agency.write_text(f"{before}nguoi_ky:\n{signers}", encoding="utf-8")
    folder = add(re.sub(r"(?m)^nguoi_ky: .*$", f"nguoi_ky: {signer}", DOCUMENT))
    ho_so = pipeline.load(space, folder).value
    assert ho_so is not None
    found = Locator(folder, ho_so).place("TM. BAN CHỈ ĐẠO", "TM. BAN CHỈ ĐẠO", "quyen_han")
    assert (found.file, found.line) == ("data/co_quan/skhcn.yaml", before.count("\n") + 1 + line)


def test_lines_that_are_alike_are_told_apart_by_their_turn(add: Callable[..., Path], space: ws.Workspace) -> None:
    folder = add(DOCUMENT.replace("  2. Văn phòng Sở tổng hợp.", "  2. Các đơn vị thực hiện."))
    ho_so = pipeline.load(space, folder).value
    assert ho_so is not None
    locator = Locator(folder, ho_so)
    found = [locator.place("thực hiện", "Các đơn vị thực hiện.", "khoan", n).line for n in range(3)]
    assert found == [found[0], found[0] + 1, found[0] + 1]


def test_a_large_file_is_searched_quickly(add: Callable[..., Path], space: ws.Workspace) -> None:
    rows = "".join(f"  {n}. Việc thứ {n} của các phòng, đơn vị thuộc Sở\n" for n in range(1, 3000))
    folder = add(re.sub(r"noi_dung:\n(?:  .*\n)+", lambda _: f"noi_dung: |\n{rows}", DOCUMENT))
    ho_so = pipeline.load(space, folder).value
    assert ho_so is not None
    locator = Locator(folder, ho_so)
    lines = [locator.place(f"thứ {n} của", f"{n}. Việc thứ {n} của các phòng, đơn vị thuộc Sở", "khoan").line
             for n in range(1, 3000, 150)]  # fmt: skip
    assert [b - a for a, b in pairwise(lines)] == [150] * (len(lines) - 1)
