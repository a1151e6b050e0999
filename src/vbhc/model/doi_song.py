"""The life of a document: which version changed what in it, and which version each of its parts comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vbhc.git import Commit
from vbhc.model.so_sanh import ThayDoi


class Viec(StrEnum):
    """What a version did to the document. The value is what people read."""

    DAU = "bản đầu tiên"
    DAU_DUNG = "bản đầu tiên dựng được"
    SUA = "sửa"
    KHONG = "không đổi nội dung in ra"
    GOP = "gộp nhánh, không sửa gì thêm"
    XOA = "xoá văn bản"
    LAI = "tạo lại sau khi xoá"
    HONG = "chưa dựng được văn bản"


@dataclass(frozen=True, slots=True)
class LanSua:
    """What one version did. `commit` None: what is on the disk and not committed yet.

    `thay_doi` are the changes of words and structure since the last version before it that could be printed; of a merge
    those that none of the versions it joins has. `dinh_dang` counts the changes of format, `khong_so` what could not be
    compared. `vi_sao` says why it could not be printed. `ten_cu` is the folder or file it was before, where renamed.
    """

    commit: Commit | None
    viec: Viec
    thay_doi: tuple[ThayDoi, ...] = ()
    dinh_dang: int = 0
    khong_so: int = 0
    vi_sao: str = ""
    ten_cu: str = ""


@dataclass(frozen=True, slots=True)
class DoiSong:
    """A document's versions, newest first; `phan` is the part they are about, "" all of it."""

    ten: str
    lan: tuple[LanSua, ...]
    phan: str = ""


@dataclass(frozen=True, slots=True)
class DongNguon:
    """A unit of the document as it is now, and the version that last changed its words; None: not committed yet.

    `phan`, `vi_tri`, `loai` as of a unit (`Don`; "hang" for a row of a table); `chu` its words with mark and ending.
    `truoc`: the version lies before those that were asked for; `commit` is then None.
    """

    phan: str
    vi_tri: str
    loai: str
    chu: str
    commit: Commit | None
    truoc: bool = False


@dataclass(frozen=True, slots=True)
class NguonGoc:
    """Where every part of a document comes from, in its own order."""

    ten: str
    dong: tuple[DongNguon, ...]
