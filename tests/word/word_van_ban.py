"""Whole documents for the tests of printing: made at random, hostile where data may be, and what must be read back."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from vbhc import composing, kinds
from vbhc.model.ban_in import BangIn, BanIn, CotIn, Doan, HangIn, Khung, KinhGui
from vbhc.model.co_quan import CoQuan, VienDan
from vbhc.model.ho_so import HoSo, Places
from vbhc.model.phu_luc import Canh
from vbhc.model.van_ban import VanBan
from vbhc.text import dates, inline, letters
from vbhc.word import ns
from vbhc.word.fragments import paragraphs_of_cell
from vbhc.word.ns import w
from vbhc.word.render import render
from vbhc.word.template import Template

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"

HOSTILE = (
    "{{ x }}", "{% raw %}", "{%p endfor %}", "{# a #}", "{_{ x }_}", "{_% x %_}", "{{", "%}", "]]>", "<![CDATA[x]]>",
    "<w:p>", "</w:t></w:r></w:p>", "<w:sectPr/>", "&amp;", "&#0;", "&", "A & B <b>", "\"'", "x" * 120, "🇻🇳 👩‍💻"[:2],
    "e\u0302\u0301\u0323", "a\u0301" * 9, "a\u00a0b", "\u2003", "–—…“”", "10*5", "**đậm** và *nghiêng*", "m^{2}",
    "**hở", r"\*sao\*", r"\[@x]", "\ue000vb_bang_1\ue001", "\ue000", "w:p w:tbl", "đ" * 60, "𠮷𝒳", "a\tb", "../../x",
    "{1}{2}", "$1 \\1 \\g<0>", "{{r x}}", "‑-−",
)  # fmt: skip
WORDS = (
    "Sở",
    "Ủy ban nhân dân",
    "triển khai",
    "kế hoạch",
    "năm 2026",
    "báo cáo,",
    "nhiệm vụ;",
    "đẩy mạnh",
    "100%",
    "(số 5)",
)
_loose = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="[]\\\u2028\u2029"), max_size=8
).filter(lambda t: letters.forbidden_character(t) is None)
_piece = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), _loose)


@st.composite
def line(draw: st.DrawFn, most: int = 5) -> str:
    """A line of text as it may stand in the data: composed form, no character that loading refuses."""
    text = letters.nfc(" ".join(draw(st.lists(_piece, min_size=1, max_size=most))))
    return text if letters.forbidden_character(text) is None else "chữ"


class Tokens:
    """Hands out texts, each with a mark of its own, so that a lost or doubled one can be named."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.given: list[str] = []

    def text(self, most: int = 5) -> str:
        token = f"ZQ{len(self.given)}QZ"
        self.given.append(token)
        return f"{token} {self._draw(line(most))}"

    def texts(self, low: int, high: int) -> list[str]:
        return [self.text() for _ in range(self._draw(st.integers(low, high)))]

    def cell(self, kinds_of: tuple[str, ...]) -> str:
        kind = self._draw(st.sampled_from(kinds_of))
        if kind == "":
            return ""
        if kind == "số":
            return "1.234,5"
        return "\n".join(self.text(3) for _ in range(3 if kind == "đoạn" else 1))


def _item(draw: st.DrawFn, t: Tokens, depth: int) -> Any:
    kind = draw(st.sampled_from(["line", "title", "task", "lines", "outline"]))
    if kind == "line":
        return t.text()
    if kind == "lines":
        return {"loi_van": "\n".join(t.texts(1, 3))}
    if kind == "outline":
        return {"tieu_de": t.text(), "muc": "\n".join(f"{m} {t.text()}" for m in ("a)", "-", "+", "-"))}
    item: dict[str, Any] = {"tieu_de": t.text()}
    if kind == "task":
        item["nhiem_vu"] = {
            "chu_tri": draw(st.sampled_from(["vp", "Sở Nội vụ"])), "san_pham": t.text(),
            "thoi_han": draw(st.sampled_from(["Quý I", {"truoc": "01/12", "hang_nam": "có"}, {"tu": "01/2026"}])),
        }  # fmt: skip
    if depth < 3:
        item["muc"] = [_item(draw, t, depth + 1) for _ in range(draw(st.integers(0, 2)))]
    return item


def _table(draw: st.DrawFn, t: Tokens, number: int) -> BangIn:
    columns = draw(st.integers(1, 7))
    cot = tuple(
        CotIn(t.text(2), draw(st.sampled_from([0.01, 1, 10, 44.5, 900])), draw(st.sampled_from(list(Canh))))
        for _ in range(columns)
    )
    rows: list[HangIn] = []
    merging = columns > 1 and draw(st.booleans())
    for i in range(draw(st.integers(0, 7))):
        loai = "thuong" if merging else draw(st.sampled_from(["thuong", "thuong", "thuong", "nhom", "tong"]))
        gop = ""
        if merging:
            gop = "dau" if not rows else draw(st.sampled_from(["dau", "tiep"]))
        kinds_of = ("", "chữ") if loai == "nhom" else ("", "", "số", "chữ", "đoạn")
        o = ["" if gop == "tiep" and j == 0 else t.cell(kinds_of) for j in range(columns)]
        key = draw(st.sampled_from(["", f"k{i}", f"Khoá {i} <&>", f"{'k' * 60}{i}"]))
        rows.append(HangIn(tuple(o), loai, key, gop))
    for i, row in enumerate(rows):
        if row.gop == "dau" and (i + 1 == len(rows) or rows[i + 1].gop != "tiep"):
            rows[i] = row._replace(gop="mot")
    return BangIn(f"vb_bang_{number}", cot, tuple(rows), mo_ta=draw(line(2)))


@st.composite
def ho_so(draw: st.DrawFn, loai: str = "") -> tuple[HoSo, list[str]]:
    """A dossier of any kind, and the marks of the texts that must be printed once each."""
    t = Tokens(draw)
    yes = st.booleans()
    loai = loai or draw(st.sampled_from(["KH", "TB", "BC"]))
    kind = kinds.tim(loai)
    roles = draw(st.lists(st.sampled_from(sorted(kind.vai_tro)), unique=True, min_size=1))
    annexes = draw(st.sampled_from([0, 0, 1, 1, 2, 3]))
    phu_luc: list[dict[str, Any]] = []
    for i in range(annexes):
        table = draw(yes)
        phu_luc.append(
            {
                "ma": f"pl-{i}", "tieu_de": t.text() if draw(yes) else "",
                "huong": draw(st.sampled_from(["dọc", "ngang"])),
                "loi_van": "\n".join(t.texts(0 if table else 1, 3)), "ghi_chu": "\n".join(t.texts(0, 2)),
                **({"bang": {"hang": "a\nb", "cot": [{"khoa": "a", "tieu_de": "A"}],
                             "don_vi_tinh": t.text(1) if draw(yes) else ""}} if table else {}),
            }
        )  # fmt: skip
    data: dict[str, Any] = {
        "loai": loai, "co_quan": "x", "trich_yeu": t.text(8), "ky_hieu": draw(st.sampled_from(["", f"{loai}-SKHCN"])),
        "so_van_ban": draw(st.sampled_from([None, 5, 74, 99999])),
        "ngay_ban_hanh": draw(st.sampled_from(["2026", "2026-04", "2026-01-05"])),
        "do_mat": draw(st.sampled_from([None, "mật", "tối mật", "tuyệt mật"])),
        "do_khan": draw(st.sampled_from([None, "khẩn", "thượng khẩn", "hỏa tốc"])),
        "pham_vi": draw(st.sampled_from([None, "xem xong trả lại", "lưu hành nội bộ"])),
        "hinh_thuc": draw(st.sampled_from([None, "giấy", "điện tử"])),
        "in_dia_chi": draw(yes), "nguoi_soan": t.text(1) if draw(yes) else "",
        "so_ban": draw(st.sampled_from([None, 3])), "kinh_gui": t.texts(0, 3) if loai == "BC" else [],
        "can_cu": [*t.texts(0, 2), *draw(st.sampled_from([[], ["Căn cứ [@qd];", "Theo [@qd gọn]"]]))],
        "mo_dau": t.texts(1, 2), "ket_thuc": t.texts(0, 2),
        "tieu_de_phan": {roles[0]: t.text(2)} if kind.danh_so_phan and draw(yes) else {},
        "phan": [{"vai_tro": r, "ghi_chu": t.text(2) if draw(yes) else "",
                  "noi_dung": [_item(draw, t, 0) for _ in range(draw(st.integers(1, 3)))]} for r in roles],
        "noi_nhan": ["x"], "luu": "VT", "nguoi_ky": "gd", "phu_luc": phu_luc,
    }  # fmt: skip
    agency = {
        "ten": draw(st.sampled_from(["Sở Khoa học và Công nghệ", "Ban Quản lý khu công nghệ\nvà khu kinh tế <A&B>"])),
        "chu_quan": t.text(1) if draw(yes) else "", "viet_tat": "SKHCN",
        "dia_danh": draw(st.sampled_from(["Hà Nội", "A&B"])), "co_chu": draw(st.sampled_from(["13", "14"])),
        "dia_chi": ["Số 1 {{ đường }} & ngõ <2>", "ĐT: 0225"],
        "don_vi": {"vp": "Văn phòng & Sở"},
        "nguoi_ky": {"gd": {"chuc_vu": [t.text(1), t.text(1)], "ho_ten": t.text(1),
                            "chuc_vu_khac": t.text(1) if draw(yes) else ""}},
    }  # fmt: skip
    if not data["in_dia_chi"]:
        agency["dia_chi"] = []
    van_ban, co_quan = VanBan.model_validate(data), CoQuan.model_validate(agency)
    cited = VienDan(loai="Quyết định", so_ky_hieu="1/QĐ", ngay=dates.parse("2026-01-02"), trich_yeu="{{ v }} <1> & *2*")
    made = HoSo(
        van_ban=van_ban, co_quan=co_quan, nguoi_ky=co_quan.nguoi_ky["gd"], noi_nhan=tuple(t.texts(1, 3)), luu="VT, VP",
        vien_dan={"qd": cited},
        bang=tuple(_table(draw, t, i + 1) if p.bang else None for i, p in enumerate(van_ban.phu_luc)),
        kind=kind, places=Places("x"), nguon="data/2026/x",
    )  # fmt: skip
    return made, t.given


@cache
def template(name: str) -> Template:
    return Template(TEMPLATES / f"{name}.docx")


def print_it(ban_in: BanIn) -> bytes:
    printed = render(ban_in, template(ban_in.template), "1", "dau-vao")
    assert printed.value is not None
    return printed.value


def compose(made: HoSo) -> BanIn:
    composed = composing.ban_in(made)
    assert composed.value is not None, composed.problems
    return composed.value


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def printed_paragraphs(data: bytes) -> Counter[str]:
    """Every paragraph with words in it, in body, headers and footers."""
    out: Counter[str] = Counter()
    for name, xml in parts_of(data).items():
        if re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", name):
            texts = (ns.text_of(p) for p in ns.parse(xml, name).iter(w("p")))
            out.update(same_blanks(text) for text in texts if text.strip())
    return out


def same_blanks(text: str) -> str:
    """A blank kept from breaking a line reads as a blank."""
    return text.replace("\u00a0", " ")


def expected_paragraphs(ban_in: BanIn) -> Counter[str]:
    """The same, told from what was handed over to be printed."""
    lines: list[str] = ["2"]  # the page number's field, as it stands before Word counts
    b = dict(ban_in.bien)

    def take(value: Any) -> None:
        if isinstance(value, Doan):
            lines.append(value.van)
        elif isinstance(value, Khung):
            lines.append(value.chu)
        elif isinstance(value, KinhGui):
            names = value.noi_nhan
            if len(names) == 1:
                lines.append(f"Kính gửi: {names[0]}")
            else:
                lines.extend(["Kính gửi:", *(f"- {n};" for n in names[:-1]), f"- {names[-1]}."])
        elif isinstance(value, str):
            lines.append(value)
        elif isinstance(value, list | tuple):
            for item in value:
                take(item)

    if b:
        lines += ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:"]
        lines.append(f"Số: {b.pop('so_van_ban')}/{b.pop('ky_hieu')}")
    for value in b.values():
        take(value)
    for annex in ban_in.phu_luc:
        for value in (
            annex.tieu_de,
            annex.ten,
            annex.kem_theo,
            annex.loi_van,
            annex.don_vi_tinh,
            annex.ghi_chu,
            annex.ket,
        ):
            take(value)
        if annex.bang:
            lines += [inline.plain(c.tieu_de) for c in annex.bang.cot]
            for row in annex.bang.hang:
                for cell in row.o:
                    lines += ["".join(r.text for r in chu) for chu in paragraphs_of_cell(cell)]
    return Counter(same_blanks(text) for text in lines if text.strip())


def dossier(loai: str = "KH", annexes: int = 1, paragraphs: int = 3, **more: Any) -> HoSo:
    """A plain document of known words: a draft of a kind with so many paragraphs and annexes."""
    data: dict[str, Any] = {
        "loai": loai, "co_quan": "x", "trich_yeu": "Triển khai một việc có trích yếu dài quá một dòng để phải ngắt",
        "so_van_ban": 5, "ngay_ban_hanh": "2026-01-05",
        "mo_dau": [f"Đoạn thứ {i} của lời mở đầu." for i in range(paragraphs)],
        "phan": [{"vai_tro": "noi_dung" if loai != "BC" else "ket_qua", "noi_dung": [{"tieu_de": "Việc một"}]}],
        "noi_nhan": ["x"], "luu": "VT", "nguoi_ky": "gd",
        "phu_luc": [{"tieu_de": f"Danh mục {i + 1}", "bang": {"hang": "a", "cot": [{"khoa": "a", "tieu_de": "A"}]}}
                    for i in range(annexes)],
    }  # fmt: skip
    agency = {
        "ten": "Sở Khoa học và Công nghệ", "chu_quan": "UBND thành phố Hải Phòng", "viet_tat": "SKHCN",
        "dia_danh": "Hải Phòng",
        "nguoi_ky": {"gd": {"chuc_vu": ["KT. Giám đốc", "Phó Giám đốc"], "ho_ten": "Nguyễn Văn An"}},
    }  # fmt: skip
    van_ban, co_quan = VanBan.model_validate(data | more), CoQuan.model_validate(agency)
    cot = (CotIn("STT", 5, Canh.GIUA), CotIn("Nhiệm vụ", 30), CotIn("Chủ trì", 10))
    rows = tuple(HangIn((f"{i}", f"Việc {i}", "Văn phòng"), khoa=f"v{i}") for i in range(1, 4))
    return HoSo(
        van_ban=van_ban, co_quan=co_quan, nguoi_ky=co_quan.nguoi_ky["gd"], noi_nhan=("Sở Nội vụ",), luu="VT",
        vien_dan={}, bang=tuple(BangIn(f"vb_bang_{i + 1}", cot, rows) for i in range(len(van_ban.phu_luc))),
        kind=kinds.tim(loai), places=Places("x"), nguon="data/2026/x",
    )  # fmt: skip
