"""A dossier as a file in output/: composed, printed, kept beside what people have made of earlier prints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import vbhc
from vbhc import composing, resources
from vbhc.composing import letterhead
from vbhc.errors import FileChangedByPerson, UserError
from vbhc.loading.workspace import TEN_TEP, Workspace
from vbhc.model.ban_in import BanIn
from vbhc.model.ho_so import HoSo
from vbhc.outputs import keeping, names
from vbhc.pipeline import earlier
from vbhc.pipeline.reading import load_one
from vbhc.problems import Outcome, Place, Problem, Problems, Severity

if TYPE_CHECKING:
    from vbhc.word.stamp import Stamp
    from vbhc.word.template import Template

KHONG_CHAY_DUOC = "tep/khong_chay_duoc"
"""The code of a problem that stopped a document before its faults could be looked at."""
LOI_CHUONG_TRINH = "tep/loi_chuong_trinh"
"""The code of a bug of ours met on one of many documents."""

_ROWS = 512
"""Rows hashed at a time, so that a long table is not held once more as text."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of one file: `viec` is "đã in", "đã thay bảng", "không đổi", "để nguyên" or "không in".

    `hang` names the row of a list that the document was made for.
    """

    nguon: Path
    tep: Path | None
    viec: str
    problems: tuple[Problem, ...] = ()
    hang: str = ""


def print_bytes(workspace: Workspace, ho_so: HoSo) -> tuple[bytes, tuple[Problem, ...]]:
    """A document's file as bytes, with what composing and printing remarked; nothing is written.

    Raises:
        UserError: composing found an error, or the template is at fault.
    """
    composed = composing.ban_in(ho_so)
    if composed.value is None or any(p.severity is Severity.LOI for p in composed.problems):
        raise UserError("\n".join(str(p) for p in composed.problems))
    data, remarks = _render(workspace, composed.value)
    return data, (*composed.problems, *remarks)


def find_template(workspace: Workspace, name: str) -> Template:
    """The office's own template, or the shipped one where the office has no folder of its own."""
    from vbhc.word.template import opened  # with docxtpl behind it: not for those who only look

    own = workspace.templates / f"{name}.docx"
    return opened(own if workspace.templates.is_dir() else resources.base_templates() / f"{name}.docx")


def build(workspace: Workspace, folder: Path, *, ghi_de: bool = False) -> Printed:
    """Print one document into output/, if anything it depends on has changed."""
    return print_loaded(workspace, folder, load_one(workspace, folder), ghi_de=ghi_de)


def print_loaded(
    workspace: Workspace,
    folder: Path,
    loaded: Outcome[HoSo],
    *,
    ghi_de: bool,
    there: Iterable[Path] | None = None,
) -> Printed:
    """Print what was loaded from a folder.

    Args:
        workspace: where.
        folder: the folder.
        loaded: what was loaded; faults that stop it are told in what is returned.
        ghi_de: overwrite edited files (they are kept aside).
        there: files among which an earlier print of it may be; None: those beside the new one.
    """
    problems = Problems(list(loaded.problems))
    if loaded.value is None:
        return Printed(folder, None, "không in", tuple(problems))
    composed = composing.ban_in(loaded.value)
    problems.extend(composed.problems)
    if composed.value is None or problems.co_loi:
        return Printed(folder, None, "không in", tuple(problems))
    target = output_path(workspace, folder, loaded.value)
    done = print_composed(workspace, folder, composed.value, target, problems, ghi_de=ghi_de)
    if done.viec == "không in":
        return done
    fresh = done.viec == "đã in"
    earlier.put_in_order(workspace, loaded.value, target, there, problems, fresh=fresh)  # also when a run was cut short
    if not loaded.value.hang:
        earlier.after_the_list(workspace, folder, problems)
    return replace(done, problems=tuple(problems))


def output_path(workspace: Workspace, folder: Path, ho_so: HoSo) -> Path:
    """Where a document's print goes: `output/<năm>/…`, or a folder there for the documents of a list.

    Raises:
        UserError: no print can be called after the folder.
    """
    name = names.file_name(ho_so.hang or folder.name, ho_so.van_ban, letterhead.ky_hieu(ho_so))
    if fault := names.fault(folder.name, "" if ho_so.hang else name):
        raise UserError(f"{workspace.ten(folder)}: {fault}; đổi tên thư mục, ví dụ kh-chuyen-doi-so")
    return (earlier.list_folder(workspace, folder) if ho_so.hang else workspace.output / folder.parent.name) / name


def print_composed(
    workspace: Workspace, folder: Path, ban_in: BanIn, target: Path, problems: Problems, *, ghi_de: bool
) -> Printed:
    """Write a composed document to its place, unless it stands there already or a person's work does."""
    data, remarks = _render(workspace, ban_in)
    problems.extend(remarks)
    if keeping.holds(target, data):
        return Printed(folder, target, "không đổi", tuple(problems))
    state, mark = keeping.look(target)
    other = mark.nguon if mark is not None and mark.nguon != ban_in.nguon else ""
    if other and _still_there(workspace, other):
        problems.loi(
            "tep/trung_ten", Place(workspace.ten(target)), f"tên tệp này đã dùng cho bản in của {other}",
            "Chuyển tệp ấy về tên cũ hoặc đi nơi khác" if ban_in.nguon.partition("#")[0] == other.partition("#")[0]
            else "Đổi tên một trong hai thư mục văn bản (tên tệp in không phân biệt dấu)",
        )  # fmt: skip
        return Printed(folder, target, "không in", tuple(problems))
    if state is keeping.State.EDITED and mark and _says_the_same(mark, ban_in) and not ghi_de:
        problems.thong_tin(
            "tep/de_nguyen", Place(workspace.ten(target)), "đã có người sửa, dữ liệu không đổi: để nguyên"
        )
        return Printed(folder, target, "để nguyên", tuple(problems))
    try:
        aside = keeping.put(target, data, workspace.ten(target), ghi_de=ghi_de)
    except FileChangedByPerson as error:
        tables = state is keeping.State.EDITED and ban_in.phu_luc and "#" not in ban_in.nguon
        which = f" --tep {workspace.ten(target)}" if names.is_annex(target.name) else ""
        hint = f"Chỉ cần bảng phụ lục mới: vbhc annex --trong {ban_in.nguon}{which}" if tables else ""
        problems.loi("tep/da_sua", Place(workspace.ten(target)), error.why, hint)
        return Printed(folder, target, "không in", tuple(problems))
    if aside is not None:
        problems.thong_tin("tep/giu_lai", Place(workspace.ten(target)), f"tệp đã có người sửa giữ thành ‹{aside.name}›")
    return Printed(folder, target, "đã in", tuple(problems))


def _still_there(workspace: Workspace, nguon: str) -> bool:
    """Whether the data that a stamp names are there: a folder's own, or (after `#`) a row of its list."""
    return any((workspace.root / name / TEN_TEP).is_file() for name in (nguon, nguon.rpartition("#")[0]) if name)


def _says_the_same(mark: Stamp, ban_in: BanIn) -> bool:
    """Whether a print was made from what is to be printed now.

    Of one by another edition of the program, which may have composed it otherwise: from the same data and tables.
    """
    if mark.dau_vao == inputs_hash(ban_in):
        return True
    from vbhc.word.tables import words_hash

    tables = {one.bang.ma: words_hash(one.bang) for one in ban_in.phu_luc if one.bang is not None}
    return mark.phien_ban != vbhc.__version__ and mark.du_lieu == ban_in.du_lieu and dict(mark.bang) == tables


def inputs_hash(ban_in: BanIn) -> str:
    """A hash of all that is to be printed, as the stamp holds it."""
    state = hashlib.sha256(repr(replace(ban_in, phu_luc=())).encode())
    for annex in ban_in.phu_luc:
        rows = annex.bang.hang if annex.bang else ()
        state.update(repr(replace(annex, bang=replace(annex.bang, hang=()) if annex.bang else None)).encode())
        for start in range(0, len(rows), _ROWS):
            state.update(json.dumps(rows[start : start + _ROWS]).encode())
    return state.hexdigest()


def _render(workspace: Workspace, ban_in: BanIn) -> tuple[bytes, tuple[Problem, ...]]:
    """Print: the bytes, and what did not fit its place."""
    from vbhc.word.render import render

    printed = render(ban_in, find_template(workspace, ban_in.template), vbhc.__version__, inputs_hash(ban_in))
    assert printed.value is not None  # render raises when it cannot print
    return printed.value, printed.problems
