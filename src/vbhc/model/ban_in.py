"""The document ready to print: finished strings, paragraphs with the name of their component, tables of texts.

This is what kinds and composing hand over and the Word room prints; it knows neither YAML nor OOXML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from vbhc.model.nen import Huong
from vbhc.model.phu_luc import Canh
from vbhc.text.inline import Run


class Doan(NamedTuple):
    """A paragraph of one component of the form (`thanh_phan`: a key of norms' components.yaml).

    `can_doi` asks for even lines when it wraps; `giu_voi_sau` keeps it with what follows; `neo` is a bookmark.
    """

    thanh_phan: str
    chu: tuple[Run, ...]
    can_doi: bool = False
    giu_voi_sau: bool = False
    neo: str = ""

    @property
    def van(self) -> str:
        """The words."""
        return "".join(run.text for run in self.chu)


@dataclass(frozen=True, slots=True)
class KeDuoi:
    """The rule under a text: as long as `ti_le` of that text's last line (Phụ lục I, II.1b, II.2b, II.5b)."""

    van: Doan
    ti_le: float


@dataclass(frozen=True, slots=True)
class KinhGui:
    """The lines of Kính gửi: one addressee on the line, or several with dashes aligned under the colon (II.9d)."""

    noi_nhan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Khung:
    """A mark in a single-line box of given size in millimetres; `do` prints it bright red (III.2)."""

    chu: str
    rong: float
    cao: float
    do: bool = False


@dataclass(frozen=True, slots=True)
class CotIn:
    """A printed column: heading, share of the width, alignment of its cells."""

    tieu_de: str
    rong: float
    canh: Canh = Canh.TRAI


class HangIn(NamedTuple):
    """A printed row. Cells are texts with inline marks; a newline starts a new paragraph.

    `loai`: "thuong" a row, "nhom" a group heading (an empty cell of it merges into the cell on its left),
    "tong" the sums. `gop`: "" none, "dau" first of a merged first column, "tiep" merged with the row above, "mot" the
    only row of its group.
    """

    o: tuple[str, ...]
    loai: str = "thuong"
    khoa: str = ""
    gop: str = ""


@dataclass(frozen=True, slots=True)
class BangIn:
    """A printed table; `ma` names it among the document's tables."""

    ma: str
    cot: tuple[CotIn, ...]
    hang: tuple[HangIn, ...]
    mo_ta: str = ""


@dataclass(frozen=True, slots=True)
class PhuLucIn:
    """A printed annex; every field is a name the templates know."""

    so: int
    tieu_de: Doan
    ten: Doan | None
    kem_theo: Doan
    ke: KeDuoi
    loi_van: tuple[Doan, ...]
    don_vi_tinh: str
    bang: BangIn | None
    ghi_chu: tuple[Doan, ...]
    ket: Doan | None
    huong: Huong


@dataclass(frozen=True, slots=True)
class ThuocTinh:
    """Document properties that readers, search and screen readers use."""

    tieu_de: str
    chu_de: str
    tac_gia: str
    ngay: str = ""


@dataclass(frozen=True, slots=True)
class BanIn:
    """One file to print: template, names for it, and what the file says of itself.

    `bien` holds the template's names; `phu_luc` the annexes (also among the names); `nguon` and `du_lieu` are the
    source folder and the data in canonical JSON, which travel in the file.
    """

    template: str
    co_chu: str
    thuoc_tinh: ThuocTinh
    bien: Mapping[str, object]
    phu_luc: tuple[PhuLucIn, ...] = ()
    nguon: str = ""
    du_lieu: str = ""
    neo: Mapping[str, str] = field(default_factory=dict)
