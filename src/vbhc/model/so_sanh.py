"""What a comparison of two documents says: which part of one is which part of the other, and what has changed.

A is the earlier document, B the later one. Every view of a comparison (terminal, page, JSON, tracked changes) is made
from this and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vbhc.model.ban_doc import BanDoc, Bang, Dong, HangBang
from vbhc.model.view import Spot


class Loai(StrEnum):
    """Kinds of change. The value is what people read."""

    THEM = "thêm"
    BO = "bỏ"
    SUA = "sửa"
    CHUYEN = "chuyển chỗ"
    TACH = "tách"
    NHAP = "nhập"
    DANH_SO = "đánh số"
    DINH_DANG = "định dạng"


@dataclass(frozen=True, slots=True)
class Tu:
    """A stretch of words: `dau` is "=" in both, "-" only in A, "+" only in B. Joined in order they give each text."""

    dau: str
    chu: str


@dataclass(frozen=True, slots=True)
class ChoSua:
    """A place inside a changed text: what it is, as far as known ("thời hạn", "số tiền", "ngày"), before and after."""

    truong: str
    cu: str
    moi: str


@dataclass(frozen=True, slots=True)
class ThayDoi:
    """One change, as a reviewer counts them.

    `thanh_phan` is the component it is in (key of norms' components.yaml, "khoan", "diem" …; "hang", "o_bang", "cot",
    "bang" in tables; "trang" for pages, "hinh" for pictures). `phan` is the part of the document, for filters: "Phần
    đầu", "Căn cứ", "Mục II", "Nơi nhận", "Phụ lục I". `vi_tri` is the place in B ("Mục II.2.b", "Phụ lục I, hàng “Tuyên
    truyền…”"), in A for what is gone; `vi_tri_cu` the place in A where it differs and says something (moved, split,
    joined).
    `truong` is the heading of the cell's column, or what format changed ("cỡ chữ"). `cu`, `moi` are the texts before
    and after, "" where there is none; a point taken out or put in with all under it is one change, a line a paragraph,
    and `duoi` says how many lines are under it. `tu` are the words of both texts (SUA, TACH, NHAP, and CHUYEN with
    changed words); `cho` the places in them. A part moved and changed inside is one CHUYEN, with `tu`. `a`, `b` point
    into the two Views; `so_cho` counts the places that one change of format or of numbering stands for.
    """

    loai: Loai
    thanh_phan: str
    phan: str
    vi_tri: str
    cu: str = ""
    moi: str = ""
    truong: str = ""
    vi_tri_cu: str = ""
    tu: tuple[Tu, ...] = ()
    cho: tuple[ChoSua, ...] = ()
    duoi: int = 0
    so_cho: int = 1
    a: tuple[Spot, ...] = ()
    b: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Don:
    """A unit of a document: what is compared as one. A point, a title, a recipient, a table.

    `loai` is its component or level ("phan", "khoan", "diem", "gach", "doan", "can_cu", "trich_yeu", "noi_nhan",
    "bang", "phu_luc" …). `nhan` is the number or mark before it as printed, `chu` its words as they print, without the
    mark; `duoi` a final mark that its place in a list asks for (";", ".", "./."), not part of `chu`. `dong` are its
    lines; empty for a table. `me` is the index of the unit it stands under, -1 at the top. `o_dau`: "" for the running
    text in order, "dau" for the head, "cuoi" for the foot, "le" for headers and footers of pages.
    """

    loai: str
    nhan: str
    chu: str
    duoi: str
    dong: tuple[Dong, ...]
    vi_tri: str
    phan: str
    me: int = -1
    o_dau: str = ""
    bang: Bang | None = None


@dataclass(frozen=True, slots=True)
class CapHang:
    """A row of A and the row of B it became; one of them None for a row put in or taken out.

    `khac` are the indexes into `CapBang.cot` of cells whose words differ. `chuyen`: it stands elsewhere in the table.
    """

    a: HangBang | None
    b: HangBang | None
    khac: tuple[int, ...] = ()
    chuyen: bool = False


@dataclass(frozen=True, slots=True)
class CapBang:
    """A table of A and of B: columns (index in A, index in B, None where it is missing) and rows in the order of B.

    A row taken out stands after the row it followed in A.
    """

    a: Bang
    b: Bang
    cot: tuple[tuple[int | None, int | None], ...]
    hang: tuple[CapHang, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """Units of A and the units of B they became: one and one, one and none, none and one; one and many when split.

    `chuyen`: in another place of the order. `tu` are the words without their marks, endings included; empty when they
    are the same. `bang` is set for two tables. `thay_doi` are the indexes of the changes that speak of it.
    """

    a: tuple[Don, ...]
    b: tuple[Don, ...]
    chuyen: bool = False
    tu: tuple[Tu, ...] = ()
    bang: CapBang | None = None
    thay_doi: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SoSanh:
    """A comparison. `cap` in the order of B, what is only in A after what it followed there.

    A moved unit is one pair, in its place in B. `khong_so`: what could not be compared, in words for people.
    """

    a: BanDoc
    b: BanDoc
    cap: tuple[Cap, ...]
    thay_doi: tuple[ThayDoi, ...]
    khong_so: tuple[str, ...] = ()

    @property
    def chu(self) -> Iterator[ThayDoi]:
        """The changes of words and structure, formats left out."""
        return (t for t in self.thay_doi if t.loai is not Loai.DINH_DANG)
