"""Annex tables: rows from a spreadsheet, from the YAML, or from the document's tasks, made ready to print.

Nothing is lost or guessed in silence: what cannot be read, is hidden, merged or left out becomes a `Problem`
that names the sheet and the cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from vbhc.annex import sheets
from vbhc.annex.bang import dung
from vbhc.annex.hang import lay
from vbhc.annex.luoi import Loai, Luoi
from vbhc.annex.nguon import tim_tep
from vbhc.annex.o_in import NguCanh
from vbhc.annex.tai_cho import tu_bang_ke, tu_danh_sach
from vbhc.annex.theo_khoa import chia_hang, so_khoa
from vbhc.annex.tu_trang import chon_trang, luoi_cua, so_don_vi
from vbhc.errors import UserError
from vbhc.model.ban_in import BangIn
from vbhc.model.phu_luc import Bang
from vbhc.problems import Outcome, Place, Problems
from vbhc.text import letters

__all__ = ["chia_hang", "lap_bang", "lap_tu_luoi", "lay_luoi", "so_khoa"]


def lap_bang(
    bang: Bang,
    ma: str,
    thu_muc: Path,
    ten_tep: str,
    dong: int,
    nhiem_vu: Sequence[Mapping[str, str]],
    don_vi: Mapping[str, str],
) -> Outcome[BangIn]:
    """Make the printed table of an annex.

    Args:
        bang: what the drafter asks.
        ma: the table's name among the document's tables.
        thu_muc: the document's folder; `nguon` may not leave it.
        ten_tep: how messages show the document's YAML file; a spreadsheet is shown beside it.
        dong: the line of `hang:` (or of the table) in that file; 0 when not known. The rows of a `hang: |`
            block are taken to begin on the next line.
        nhiem_vu: the document's tasks, key → text, for `nguon: nhiem_vu`.
        don_vi: the agency's units, key → name, for columns of `kieu: don_vi`.

    Returns:
        The table with the remarks and warnings met; no table when any problem is an error.
    """
    problems = Problems()
    grid = lay_luoi(bang, thu_muc, ten_tep, dong, nhiem_vu, problems)
    return lap_tu_luoi(bang, grid, ma, don_vi, problems) if grid is not None else Outcome(None, tuple(problems))


def lap_tu_luoi(
    bang: Bang, luoi: Luoi, ma: str, don_vi: Mapping[str, str], problems: Problems | None = None
) -> Outcome[BangIn]:
    """As `lap_bang`, from rows already read; `problems` are those met while reading them."""
    problems = problems or Problems()
    rows = lay(bang, luoi, problems)
    table = dung(bang, rows, ma, problems, NguCanh(don_vi)) if rows is not None else None
    return Outcome(None if problems.co_loi else table, tuple(problems))


def lay_luoi(
    bang: Bang,
    thu_muc: Path,
    ten_tep: str,
    dong: int,
    nhiem_vu: Sequence[Mapping[str, str]],
    problems: Problems,
) -> Luoi | None:
    """The rows a table is made from, as they stand in its source; arguments as for `lap_bang`."""
    if isinstance(bang.hang, str) and bang.hang:
        return tu_bang_ke(bang.hang, ten_tep, dong, problems)
    if bang.hang:
        assert not isinstance(bang.hang, str)
        return tu_danh_sach(bang.hang, Loai.THU_TU, ten_tep, dong)
    if letters.key_of(bang.nguon) == "nhiem_vu":
        return tu_danh_sach(nhiem_vu, Loai.NHIEM_VU, ten_tep, dong)
    shown = str(PurePosixPath(ten_tep.replace("\\", "/")).parent / bang.nguon)
    yaml = Place(ten_tep, dong, 1) if dong else Place(ten_tep)
    try:
        path = tim_tep(thu_muc, bang.nguon, sheets.cac_doc)
    except UserError as error:
        problems.loi("phu_luc/nguon", yaml, str(error), truong="nguon")
        return None
    try:
        sheet = chon_trang(sheets.doc(path, shown), bang.trang, shown, problems)
    except UserError as error:
        problems.loi("phu_luc/bang_tinh", Place(shown), str(error).removeprefix(f"{shown}: "))
        return None
    if sheet is None:
        return None
    grid = luoi_cua(bang, sheet, shown)
    so_don_vi(bang, sheet, grid, problems)
    return grid
