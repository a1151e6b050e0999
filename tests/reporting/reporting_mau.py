"""Results with a document as the reports' tests need them: every kind of finding, and words that attack."""

from __future__ import annotations

from vbhc import recognising
from vbhc.model.edits import ParagraphEdit, RunEdit, SectionEdit, TextEdit
from vbhc.model.finding import BaoCao, ChuaXet, Finding, KetQua, Sua
from vbhc.model.view import Cell, Layout, Look, Paragraph, Row, Run, Section, Shape, Spot, Table, View
from vbhc.problems import Place, Severity

XSS = "<script>window.bad=1</script><img src=x onerror=window.bad=1>\"'&amp;{0}[a](1)\x1b[31m\u202e"
TEP = "thư mục/kh “1”.docx"


def doan(p: int, text: str, **look: object) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph(Spot("word/document.xml", p), "Normal", Layout(), (Run(text, Look(size=14, **look)),))  # type: ignore[arg-type]


def view() -> View:
    """A document: paragraphs, a table with merges, a text box, a landscape section, a rule."""
    inner = Table((Row((Cell((doan(4, "ô trong"),)),)),))
    table = Table(
        (
            Row((Cell((doan(2, "đầu"),), merged="start"), Cell((doan(3, XSS), inner), span=2)), header=True),
            Row((Cell((doan(5, ""),), merged="on"), Cell((doan(6, "Của của ô"),)), Cell((doan(7, "c"),)))),
        ),
        widths=(40, 60, 60), number=1, bordered=True,
    )  # fmt: skip
    box = Paragraph(
        Spot("word/document.xml", 8), "Normal", Layout(first=1e9, left=-1e9, line=0), (),
        shapes=(Shape("text", blocks=(doan(9, "hộp"),)), Shape("line", width=50), Shape("picture")),
    )  # fmt: skip
    rule = Paragraph(Spot("word/document.xml", 10), "Normal", Layout(left=50, right=50, borders=frozenset({"top"})))
    wide = Table((Row((Cell((doan(11, "ngang"),)),)),), number=2, section=1)
    page = Section(210, 297, 20, 20, 30, 15)
    title, text = doan(0, "Độc lập – Tự do", bold=True), doan(1, f"Lời văn của của Sở {XSS}")
    return View(XSS, (title, text, table, box, rule, wide), (page, Section(297, 210, 20, 20, 30, 15)))  # fmt: skip


def loi(quy_tac: str, muc: Severity, p: int | None, trich: str = "", **more: object) -> Finding:
    """A finding in a paragraph."""
    spot = None if p is None else Spot("word/document.xml", p)
    return Finding(quy_tac, f"N30-{quy_tac}", muc, Place(TEP), f"Sai {XSS}", "Viết khác", trich,
                   noi=("I.II.1b", "la.lung"), spot=spot, **more)  # type: ignore[arg-type]  # fmt: skip


def bao_cao() -> list[BaoCao]:
    """A document with everything, one that could not be read, one of data."""
    at = Spot("word/document.xml", 1)
    edits = (
        TextEdit(at, 8, 15, "của"), RunEdit(at, 0, 3, {"bold": True, "fonts": ("Times New Roman",)}),
        ParagraphEdit(at, {"align": "both", "borders": frozenset({"top"})}), SectionEdit(0, {"top": 20}),
    )  # fmt: skip
    first = KetQua(
        TEP,
        findings=(
            loi("quoc_hieu/dau_noi", Severity.LOI, 0, "–", sua=Sua.AN_TOAN,
                edits=(TextEdit(Spot("word/document.xml", 0), 8, 9, "-"),), vi_tri="Tiêu ngữ", trang=1),
            loi("van_tu/lap_tieng", Severity.CANH_BAO, 1, "của của", sua=Sua.DE_XUAT, edits=edits),
            loi("van_tu/lap_tieng", Severity.CANH_BAO, 1, "không có ở đây"),
            loi("van_tu/lap_tieng", Severity.CANH_BAO, 6, "Của của", vi_tri="Bảng 1, hàng 2, cột 2"),
            loi("trang/le", Severity.THONG_TIN, None),
            loi("la/la", Severity.LOI, 99999),
        ),
        chua_xet=(ChuaXet("van_tu/lap_tieng", XSS), ChuaXet("quoc_hieu/dau_noi", XSS), ChuaXet("la/nua", "lẽ gì")),
        dat=("van_tu/lap_tieng", "la/dat"),
        im_lang=(loi("quoc_hieu/dau_noi", Severity.LOI, 0, im_lang=f"lý do {XSS}"),),
        khong_hieu=(f"chưa biết “{XSS}”",),
        thong_tin={"loai": "KH", "so_ky_hieu": "/KH-X", "ngay": "", "phu_luc": "0"},
    )  # fmt: skip
    data = KetQua(
        "data/2026/kh/van_ban.yaml",
        findings=(
            Finding("van_tu/lap_tieng", "NHA-VT-1", Severity.CANH_BAO,
                    Place("data/2026/kh/van_ban.yaml", 12, 5), "“của của” lặp", noi=("nha",)),
        ),
    )  # fmt: skip
    return [
        BaoCao(first, recognising.doc(view())),
        BaoCao(KetQua("hong.docx", loi_doc=f"tệp hỏng {XSS}"), None),
        BaoCao(data, None),
    ]
