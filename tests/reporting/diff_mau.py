"""Comparisons as the views' tests need them: a sample beside an edited copy, long annexes, and one made by hand."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from reporting_mau import XSS, doan

from vbhc import compare, pipeline, recognising
from vbhc.loading import workspace as ws
from vbhc.model.ban_doc import BanDoc, Bang, Dong, HangBang, OBang
from vbhc.model.so_sanh import Cap, CapBang, CapHang, ChoSua, Don, Loai, SoSanh, ThayDoi, Tu
from vbhc.model.view import Cell, Row, Section, Spot, Table, View
from vbhc.word import seeing

ROOT = Path(__file__).parents[2]
MAU = "2022/kh-tuyen-truyen-cchc"
_PHOI_HOP = "Các phòng, đơn vị trực thuộc Sở, Ban biên tập Trang TTĐT, Bản tin KH&CN"
_HOI_NGHI = f"TT07;Tổ chức hội nghị trực tuyến về cải cách hành chính;Hội nghị;vp;{_PHOI_HOP};Quý III/2022\n"
_BO = ("  - Tạo điều kiện thuận lợi cho tổ chức, cá nhân, doanh nghiệp chủ động tham gia CCHC, kiểm soát TTHC và thực "
       "hiện TTHC được thuận lợi, dễ dàng.\n")  # fmt: skip
SUA = {
    "van_ban.yaml": [
        ("về công tác CCHC nhằm nâng cao nhận thức", "về công tác CCHC, qua đó nâng cao nhận thức"),
        (_BO, ""),
        ("  3. Kinh phí thực hiện:", "  3. Các phòng báo cáo kết quả trước ngày 15/11/2022.\n  4. Kinh phí thực hiện:"),
        ("  - Lãnh đạo Sở\n", ""),
        ("  - Bản tin KH-CN\n", "  - Bản tin KH-CN\n  - Đài PTTH tỉnh\n"),
    ],
    "nhiem_vu.csv": [
        ("TT04;", f"{_HOI_NGHI}TT04;"),
        ("Đăng tải lên Cổng Thông tin điện tử Sở;tt-dl", "Đăng tải lên Cổng Thông tin điện tử tỉnh;tt-dl"),
    ],
}  # fmt: skip


def ban(sua: dict[str, list[tuple[str, str]]], mau: str = MAU, name: str = "") -> BanDoc:
    """A sample of data as printed and read again, after some texts in it are replaced."""
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(ROOT / "data", Path(root) / "data")
        folder = Path(root) / "data" / mau
        for file, pairs in sua.items():
            text = (folder / file).read_text(encoding="utf-8")
            for old, new in pairs:
                assert old in text, old
                text = text.replace(old, new, 1)
            (folder / file).write_text(text, encoding="utf-8")
        space = ws.Workspace(Path(root).resolve())
        loaded = pipeline.load(space, folder)
        assert loaded.value is not None, loaded.problems
        path = Path(root) / "a.docx"
        path.write_bytes(pipeline.print_bytes(space, loaded.value)[0])
        return recognising.doc(seeing.view(path, name or f"data/{mau}"))


@cache
def that() -> SoSanh:
    """A sample and an edited copy, compared."""
    return compare.so_sanh(ban({}, name=f"HEAD~1:data/{MAU}"), ban(SUA))


@cache
def khong_doi() -> SoSanh:
    """A sample beside itself."""
    return compare.so_sanh(ban({}), ban({}))


@cache
def bang_dai(count: int) -> SoSanh:
    """An annex of many rows: a row put in after the 50th, one taken out, one moved, a cell changed."""
    text = (ROOT / "data" / MAU / "nhiem_vu.csv").read_text(encoding="utf-8")
    head, first = text.split("\n")[:2]
    made = [f"R{n:04};Rà soát hồ sơ số {n * 7919 % 100_003} của cụm {n % 97};Báo cáo;vp;{_PHOI_HOP};Quý {n % 4 + 1}"
            for n in range(count)]  # fmt: skip
    other = [*made[:50], _HOI_NGHI.strip(), *made[50:60], made[80], *made[60:80], *made[81:100], *made[101:]]
    other[-1] = other[-1].replace("Báo cáo", "Tờ trình")
    whole = text.removeprefix(head + "\n")
    assert first in whole
    sides = ((made, "A"), (other, "B"))
    return compare.so_sanh(*(ban({"nhiem_vu.csv": [(whole, "\n".join(r) + "\n")]}, name=name) for r, name in sides))


def dong(p: int, text: str, **look: object) -> Dong:
    """A line of one paragraph."""
    paragraph = doan(p, text, **look)
    return Dong(paragraph, paragraph.runs, text, text)


def _don(p: int, loai: str, nhan: str, chu: str, vi_tri: str, phan: str, duoi: str = "") -> Don:
    return Don(loai, nhan, chu, duoi, (dong(p, f"{nhan} {chu}{duoi}"),), vi_tri, phan)


def _bang(first: int, cot: tuple[str, ...], rows: list[tuple[str, ...]]) -> Bang:
    """A table of headings and rows; paragraphs are numbered on from `first`."""
    wide = len(cot)
    made = []
    for n, cells in enumerate([cot, *rows], start=1):
        o = [OBang(n, c + 1, text, (dong(first + n * wide + c, text),)) for c, text in enumerate(cells)]
        made.append(HangBang("dau" if n == 1 else "thuong", tuple(o), Row(tuple(Cell(()) for _ in o), header=n == 1)))
    return Bang(Table((), number=1), "Phụ lục I", cot, ("stt", "noi_dung", "thoi_han")[:wide], tuple(made))


def _spots(don: Don | OBang) -> tuple[Spot, ...]:
    return tuple(d.doan.spot for d in don.dong)


def _view(name: str) -> BanDoc:
    return recognising.doc(View(name, (doan(0, "x"),), (Section(210, 297, 20, 20, 30, 15),)))


def tay() -> SoSanh:
    """Every kind of change, in words that attack."""
    xau = f"lời {XSS} xấu"
    a1 = _don(1, "diem", "a)", f"Nộp trước ngày 15/02 {xau}", "Mục II.2.a", "Mục II", ";")
    b1 = _don(1, "diem", "a)", f"Nộp trước ngày 28/02 {xau}", "Mục II.2.a", "Mục II", ".")
    a2, b2 = (
        _don(2, "khoan", "4.", "Chuyển đi", "Mục II.4", "Mục II"),
        _don(9, "khoan", "2.", "Chuyển hẳn đi", "Mục II.2", "Mục II"),
    )
    a3 = _don(3, "doan", "", "Một câu. Hai câu", "Mục III, đoạn 1", "Mục III", ".")
    b3 = tuple(
        _don(20 + i, "doan", "", t, f"Mục III, đoạn {i + 1}", "Mục III", ".")
        for i, t in enumerate(("Một câu", "Hai câu"))
    )
    b4, b5 = (
        _don(30, "khoan", "5.", f"Thêm {xau}", "Mục III.5", "Mục III"),
        _don(31, "diem", "a)", "dưới nó", "Mục III.5.a", "Mục III"),
    )
    a6 = _don(6, "noi_nhan", "-", "Như Điều 3", "Nơi nhận", "Nơi nhận", ";")
    a7 = _don(7, "noi_nhan", "-", XSS, "Nơi nhận", "Nơi nhận", ";")
    a8, b8 = (_don(p, "gach", nhan, "như cũ", "Mục I, gạch 1", "Mục I") for p, nhan in ((8, "-"), (40, "+")))
    cot_a, cot_b = ("STT", "Nội dung", "Thời hạn"), ("STT", "Nội dung", f"Thời hạn {XSS}")
    ta = _bang(100, cot_a, [("1", "Một", "15/02"), ("2", f"Hai {XSS}", ""), ("3", "Ba", ""), ("4", "Bốn", "")])
    tb = _bang(200, cot_b, [("1", "Một", "28/02"), ("2", f"Mới {XSS}", "x"), ("3", "Bốn", ""), ("4", "Ba", "")])
    bang = CapBang(ta, tb, ((0, 0), (1, 1), (2, 2)), (
        CapHang(ta.hang[1], tb.hang[1], (2,)), CapHang(None, tb.hang[2]), CapHang(ta.hang[2], None),
        CapHang(ta.hang[4], tb.hang[3], (), True), CapHang(ta.hang[3], tb.hang[4]),
    ))  # fmt: skip
    da, db = (Don("bang", "", "STT", "", (), "Phụ lục I", "Phụ lục I", bang=t) for t in (ta, tb))

    def o(bang: Bang, row: int, column: int = 0) -> tuple[Spot, ...]:
        cell = bang.hang[row].o[column]
        assert cell is not None
        return _spots(cell)

    moved = (Tu("=", "Chuyển"), Tu("+", " hẳn"), Tu("=", " đi"))
    thay_doi = (
        ThayDoi(Loai.DANH_SO, "gach", "Mục I", "Mục I, gạch 1", "-", "+", "dấu đầu dòng", so_cho=4,
                a=_spots(a8), b=_spots(b8)),
        ThayDoi(Loai.CHUYEN, "khoan", "Mục II", "Mục II.2", "Chuyển đi", "Chuyển hẳn đi", vi_tri_cu="Mục II.4",
                tu=moved, cho=(ChoSua("", "", "hẳn"),), a=_spots(a2), b=_spots(b2)),
        ThayDoi(Loai.SUA, "diem", "Mục II", "Mục II.2.b", a1.chu, b1.chu,
                tu=(Tu("=", "Nộp trước ngày"), Tu("-", " 15/02"), Tu("+", " 28/02"), Tu("=", f" {xau}")),
                cho=(ChoSua("thời hạn", "15/02", "28/02"),), a=_spots(a1), b=_spots(b1)),
        ThayDoi(Loai.TACH, "doan", "Mục III", "Mục III, đoạn 1 và Mục III, đoạn 2", "Một câu. Hai câu.",
                "Một câu.\nHai câu.", vi_tri_cu="Mục III, đoạn 1",
                tu=(Tu("=", "Một câu."), Tu("-", " "), Tu("+", "\n"), Tu("=", "Hai câu.")),
                a=_spots(a3), b=(*_spots(b3[0]), *_spots(b3[1]))),
        ThayDoi(Loai.THEM, "khoan", "Mục III", "Mục III.5", moi=f"5. Thêm {xau}\na) dưới nó", duoi=1, b=_spots(b4)),
        ThayDoi(Loai.BO, "noi_nhan", "Nơi nhận", "Nơi nhận", "- Như Điều 3;", a=_spots(a6)),
        ThayDoi(Loai.BO, "noi_nhan", "Nơi nhận", "Nơi nhận", f"- {XSS};", a=_spots(a7)),
        ThayDoi(Loai.SUA, "cot", "Phụ lục I", "Phụ lục I, đầu cột 3", cot_a[2], cot_b[2], "tiêu đề cột",
                tu=(Tu("=", "Thời hạn"), Tu("+", f" {XSS}")), a=o(ta, 0, 2), b=o(tb, 0, 2)),
        ThayDoi(Loai.SUA, "o_bang", "Phụ lục I", "Phụ lục I, hàng “Một”", "15/02", "28/02", "Thời hạn",
                tu=(Tu("-", "15/02"), Tu("+", "28/02")), cho=(ChoSua("", "15/02", "28/02"),),
                a=o(ta, 1, 2), b=o(tb, 1, 2)),
        ThayDoi(Loai.THEM, "hang", "Phụ lục I", f"Phụ lục I, hàng “Mới {XSS}”", moi=f"2 | Mới {XSS}", b=o(tb, 2)),
        ThayDoi(Loai.BO, "hang", "Phụ lục I", f"Phụ lục I, hàng “Hai {XSS}”", f"2 | Hai {XSS}", a=o(ta, 2)),
        ThayDoi(Loai.CHUYEN, "hang", "Phụ lục I", "Phụ lục I, hàng “Bốn”", "hàng 4", "hàng 3", vi_tri_cu="hàng 4",
                a=o(ta, 4), b=o(tb, 3)),
        ThayDoi(Loai.DINH_DANG, "diem", "Mục II", "Mục II.2.b", "14", f"13 {XSS}", "cỡ chữ", so_cho=12,
                a=_spots(a1), b=_spots(b1)),
        ThayDoi(Loai.DINH_DANG, "trang", "Trang giấy", "Trang giấy", "20 mm", "25 mm", "lề trên"),
    )  # fmt: skip
    return SoSanh(
        _view(f"cũ {XSS}"), _view("mới \ud800.docx"),
        (
            Cap((a8,), (b8,), thay_doi=(0,)), Cap((a2,), (b2,), True, moved, thay_doi=(1,)),
            Cap((a1,), (b1,), thay_doi=(2, 12)), Cap((a3,), b3, thay_doi=(3,)), Cap((), (b4,), thay_doi=(4,)),
            Cap((), (b5,)), Cap((a6,), (), thay_doi=(5,)), Cap((a7,), (), thay_doi=(6,)),
            Cap((da,), (db,), bang=bang, thay_doi=(7, 8, 9, 10, 11)),
        ),
        thay_doi, (f"hình trong {XSS}",),
    )  # fmt: skip
