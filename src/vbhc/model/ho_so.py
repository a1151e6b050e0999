"""A dossier: one document with everything it names already found — agency, signer, recipients, citations, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from vbhc.model.ban_in import BangIn
from vbhc.model.co_quan import CoQuan, NguoiKy, VienDan
from vbhc.model.van_ban import VanBan
from vbhc.problems import Place, Problem

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where every field of the data stands in its file."""

    file: str
    at: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def of(self, *path: str | int, down: int = 0) -> Place:
        """The place of a field, or of the nearest field around it; `down` lines below its start."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.at:
                line, column = self.at[path[:end]]
                return Place(self.file, line + down, column)
        return Place(self.file)


@dataclass(frozen=True, slots=True)
class HoSo:
    """A document ready to be composed."""

    van_ban: VanBan
    co_quan: CoQuan
    nguoi_ky: NguoiKy
    noi_nhan: tuple[str, ...]
    luu: str
    vien_dan: Mapping[str, VienDan]
    bang: tuple[BangIn | None, ...]
    kind: Kind
    places: Places
    nguon: str
    hang: str = ""
    """For a document made from a row of a list: the row's key as file names have it."""


@dataclass(frozen=True, slots=True)
class VaiTro:
    """A part of the text known by its role: the YAML key and the usual heading."""

    ma: str
    tieu_de: str
    mo_ta: str = ""


@dataclass(frozen=True, slots=True)
class NhomVaiTro:
    """Roles that share one part: `I. MỤC ĐÍCH, YÊU CẦU` with `1. Mục đích` and `2. Yêu cầu`."""

    ma: str
    tieu_de: str
    vai_tro: tuple[VaiTro, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its parts in order, its template, and what makes it complete.

    `danh_so_phan` is whether parts carry `I.` and a heading (KH, BC) or the text runs in khoản at once (TB).
    """

    ma: str
    template: str
    phan: tuple[VaiTro | NhomVaiTro, ...]
    kiem: Callable[[HoSo], Iterable[Problem]]
    danh_so_phan: bool = True
    mau: Mapping[str, str] = field(default_factory=dict)

    @property
    def vai_tro(self) -> dict[str, VaiTro]:
        """Every role by its key."""
        out: dict[str, VaiTro] = {}
        for part in self.phan:
            for role in part.vai_tro if isinstance(part, NhomVaiTro) else (part,):
                out[role.ma] = role
        return out

    @property
    def khoa_tieu_de(self) -> tuple[str, ...]:
        """The keys whose heading a document may override."""
        return tuple(p.ma for p in self.phan) + tuple(
            r.ma for p in self.phan if isinstance(p, NhomVaiTro) for r in p.vai_tro
        )
