"""A document as read: which line of a View is which component of the form, whatever made the file.

`BanIn` is what we print; `BanDoc` is what can be understood of any file. All of it points at paragraphs of the View.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vbhc.model.view import Look, Paragraph, Row, Run, Table, View
from vbhc.text.dates import Ngay


@dataclass(frozen=True, slots=True)
class Dong:
    """A line: a paragraph, or a piece of one between two breaks (`dau`: its offset in the paragraph's text).

    `goc` is the text as typed, after the number that Word makes where `tu_dong` names one; `chu` is the same for
    matching: NFC, each run of blanks one space, none at the ends. `o_dau`: "" the body, or "header", "footer", "shape".
    """

    doan: Paragraph
    runs: tuple[Run, ...]
    goc: str
    chu: str
    dau: int = 0
    tu_dong: str = ""
    o_dau: str = ""

    @property
    def nhin(self) -> tuple[Look, ...]:
        """The distinct looks of its visible letters, in order."""
        return tuple(dict.fromkeys(r.look for r in self.runs if r.text.strip()))

    @property
    def in_ra(self) -> str:
        """The words as they print, capitals made by format included."""
        return " ".join("".join(r.shown for r in self.runs).split())


@dataclass(frozen=True, slots=True)
class Muc:
    """A paragraph of the text with its level.

    `cap`: "phan" (I., or Phần/Chương/Mục on a line of its own), "dieu", "khoan", "diem", "gach", "cong", "cap_thap"
    (1.1. and the like) or "doan". `nhan` is its mark as printed ("I.", "1.", "a)", "-"), `chu` the words after it.
    `vi_tri` is what a person calls the place: "Mục II, khoản 2, điểm b". `co_tieu_de`: a titled khoản (its words are a
    heading). `me` is the index in `BanDoc.muc` of the item it stands under, -1 at the top.
    """

    cap: str
    nhan: str
    chu: str
    dong: Dong
    vi_tri: str
    me: int = -1
    co_tieu_de: bool = False


BAC = {"phan": 1, "dieu": 2, "khoan": 3, "cap_thap": 4, "diem": 5, "gach": 6, "cong": 7, "doan": 8}
"""How deep each `Muc.cap` stands; what is deeper stands under what is less deep."""


@dataclass(frozen=True, slots=True)
class OBang:
    """A cell of a table: its lines and where it stands (row and column from 1)."""

    hang: int
    cot: int
    chu: str
    dong: tuple[Dong, ...]


@dataclass(frozen=True, slots=True)
class HangBang:
    """A row of a table. `loai`: "dau" heading, "danh_so" a row of column numbers, "nhom" group, "thuong", "tong" sums.

    `o` has a cell for each grid column; a cell that spans several stands in the first of them, None in the rest; a cell
    merged with the one above is that one.
    """

    loai: str
    o: tuple[OBang | None, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Bang:
    """A data table of the document (not one that only lays out the head or the signature).

    `cot` is the role of each grid column: "stt", "noi_dung", "chu_tri", "phoi_hop", "don_vi" (who does it, one column),
    "thoi_han", "so" (numbers), "tien" or "". `dau` are the headings. `o_dau` is "văn bản" or the annex's heading.
    `manh` are the tables of the file that one cut in several is read from; empty where it is one there as well.
    """

    table: Table
    o_dau: str
    dau: tuple[str, ...]
    cot: tuple[str, ...]
    hang: tuple[HangBang, ...]
    manh: tuple[Bang, ...] = ()

    def vi_tri(self, o: OBang | None = None) -> str:
        """What a person calls the table, or a cell of it."""
        name = f"{self.o_dau}, bảng" if self.o_dau != "văn bản" else f"Bảng {self.table.number}"
        return name if o is None else f"{name}, hàng {o.hang}, cột {o.cot}"

    def thuong(self) -> Iterator[HangBang]:
        """The ordinary rows."""
        return (h for h in self.hang if h.loai == "thuong")


@dataclass(frozen=True, slots=True)
class PhuLuc:
    """An annex: heading, name, indication line, all its lines, its tables; `so` is its number as written, or "".

    `muc` are the items of its text with their levels.
    `van_ban_kem`: not a Phụ lục but a document that this one brings in (a quy chế), titled by its kind (PL3, mẫu 1.3).
    """

    tieu_de: Dong
    so: str
    ten: tuple[Dong, ...]
    kem_theo: tuple[Dong, ...]
    dong: tuple[Dong, ...]
    bang: tuple[Bang, ...]
    section: int
    van_ban_kem: bool = False
    muc: tuple[Muc, ...] = ()


@dataclass(frozen=True, slots=True)
class VienDan:
    """A document cited in the text: `dau`, `cuoi` are offsets in `dong.chu`.

    `loai` is the kind as written; `so_ky_hieu` "" for a law; `ngay` None when no date is given or it is impossible
    (`ngay_chu` then still holds what is written). `can_cu`: cited in a căn cứ line. `trich_yeu` is what follows up to
    the next semicolon or full stop.
    """

    loai: str
    so_ky_hieu: str
    ngay: Ngay | None
    ngay_chu: str
    co_quan: str
    trich_yeu: str
    dong: Dong
    vi_tri: str
    dau: int
    cuoi: int
    can_cu: bool = False
    trong_bang: bool = False

    @property
    def chu(self) -> str:
        """The words of the citation."""
        return self.dong.chu[self.dau : self.cuoi]


@dataclass(frozen=True, slots=True)
class SoKyHieu:
    """The number line: `so` as typed ("" in a draft), `ky_hieu` as typed."""

    dong: Dong
    so: str
    ky_hieu: str


@dataclass(frozen=True, slots=True)
class NoiNhan:
    """The list of recipients: heading, entries (without "Lưu"), the Lưu line."""

    dau: Dong | None
    muc: tuple[Dong, ...]
    luu: Dong | None


@dataclass(frozen=True, slots=True)
class BanDoc:
    """A document as understood. `thanh_phan` maps a component (key of norms' components.yaml) to its lines.

    `loai` is the abbreviation of the kind ("KH"), "" when not recognised, "CV" for a công văn. `ngay` is the date of
    issue as far as written. `cua_ta`: carries our named styles. `khong_hieu`: what could not be placed or read, in
    words for people. `ngoai_nghi_dinh`: whose own form the head follows ("Đảng", "Đoàn"), where it is not the
    decree's.
    """

    view: View
    dong: tuple[Dong, ...]
    thanh_phan: Mapping[str, tuple[Dong, ...]]
    loai: str = ""
    so: SoKyHieu | None = None
    ngay: Ngay | None = None
    dia_danh: str = ""
    can_cu: tuple[Dong, ...] = ()
    muc: tuple[Muc, ...] = ()
    phu_luc: tuple[PhuLuc, ...] = ()
    bang: tuple[Bang, ...] = ()
    vien_dan: tuple[VienDan, ...] = ()
    noi_nhan: NoiNhan = field(default_factory=lambda: NoiNhan(None, (), None))
    cua_ta: bool = False
    khong_hieu: tuple[str, ...] = ()
    vi_tri_dong: Mapping[tuple[str, int, int], str] = field(default_factory=dict)
    ngoai_nghi_dinh: str = ""

    def tim(self, thanh_phan: str) -> tuple[Dong, ...]:
        """The lines of a component, in order; empty when the document has none."""
        return self.thanh_phan.get(thanh_phan, ())

    def vi_tri(self, dong: Dong) -> str:
        """What a person calls the place of a line."""
        return self.vi_tri_dong.get((dong.doan.spot.part, dong.doan.spot.p, dong.dau), "")

    @property
    def loi_van(self) -> Iterator[Dong]:
        """Every line of running text: căn cứ, body, annex words; not the head, the foot or cells."""
        seen = [*self.can_cu, *(m.dong for m in self.muc)]
        yield from seen
