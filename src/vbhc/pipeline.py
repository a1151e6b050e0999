"""The only place that joins rooms: load, fill tables, compose, print, keep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import vbhc
from vbhc import annex, composing, resources
from vbhc.composing import letterhead
from vbhc.composing.text import tasks
from vbhc.errors import FileChangedByPerson, UserError
from vbhc.loading import dossier
from vbhc.loading.workspace import TEN_TEP, Workspace
from vbhc.model.ban_in import BangIn, BanIn
from vbhc.model.ho_so import HoSo
from vbhc.outputs import changes, keeping, names
from vbhc.problems import Outcome, Place, Problem, Problems, Severity
from vbhc.word import patch
from vbhc.word.render import render
from vbhc.word.template import Template, opened

KHONG_CHAY_DUOC = "tep/khong_chay_duoc"
"""The code of a problem that stopped a document before its faults could be looked at."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of one file: `viec` is "đã in", "đã thay bảng", "không đổi", "để nguyên" or "không in"."""

    nguon: Path
    tep: Path | None
    viec: str
    problems: tuple[Problem, ...] = ()


def load(workspace: Workspace, folder: Path) -> Outcome[HoSo]:
    """A document with its tables read; None when an error stands in the way."""
    loaded = dossier.load(workspace, folder)
    problems = Problems(list(loaded.problems))
    ho_so = loaded.value
    if ho_so is None:
        return Outcome(None, tuple(problems))
    records = tasks(ho_so)
    units = {key: unit.ten for key, unit in ho_so.co_quan.don_vi.items()}
    tables: list[BangIn | None] = []
    for i, attached in enumerate(ho_so.van_ban.phu_luc):
        if attached.bang is None:
            tables.append(None)
            continue
        line = ho_so.places.of("phu_luc", i, "bang", "hang" if attached.bang.hang else "nguon").line
        read = annex.lap_bang(attached.bang, f"vb_bang_{i + 1}", folder, ho_so.places.file, line, records, units)
        problems.extend(read.problems)
        tables.append(read.value)
    return Outcome(None if problems.co_loi else replace(ho_so, bang=tuple(tables)), tuple(problems))


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
    own = workspace.templates / f"{name}.docx"
    return opened(own if workspace.templates.is_dir() else resources.base_templates() / f"{name}.docx")


def build(workspace: Workspace, folder: Path, *, ghi_de: bool = False) -> Printed:
    """Print one document into output/, if anything it depends on has changed."""
    loaded = load(workspace, folder)
    problems = Problems(list(loaded.problems))
    if loaded.value is None:
        return Printed(folder, None, "không in", tuple(problems))
    composed = composing.ban_in(loaded.value)
    problems.extend(composed.problems)
    if composed.value is None or problems.co_loi:
        return Printed(folder, None, "không in", tuple(problems))
    target = output_path(workspace, folder, loaded.value)
    return _print(workspace, folder, composed.value, target, problems, ghi_de=ghi_de)


def build_all(workspace: Workspace, folders: list[Path], *, ghi_de: bool = False) -> Iterator[Printed]:
    """Print many documents; one that cannot be read at all does not sink the others."""
    for folder in folders:
        try:
            yield build(workspace, folder, ghi_de=ghi_de)
        except UserError as error:
            place = Place(workspace.ten(folder))
            yield Printed(folder, None, "không in", (Problem(place, Severity.LOI, KHONG_CHAY_DUOC, str(error)),))


def output_path(workspace: Workspace, folder: Path, ho_so: HoSo) -> Path:
    """Where a document's print goes: `output/<năm>/…`."""
    name = names.file_name(folder, ho_so.van_ban, letterhead.ky_hieu(ho_so))
    return workspace.output / folder.parent.name / name


def _print(
    workspace: Workspace, folder: Path, ban_in: BanIn, target: Path, problems: Problems, *, ghi_de: bool
) -> Printed:
    data, remarks = _render(workspace, ban_in)
    problems.extend(remarks)
    if keeping.holds(target, data):
        return Printed(folder, target, "không đổi", tuple(problems))
    state, mark = keeping.look(target)
    other = mark.nguon if mark is not None and mark.nguon != ban_in.nguon else ""
    if other and (workspace.root / other / TEN_TEP).is_file():
        problems.loi(
            "tep/trung_ten", Place(workspace.ten(target)), f"tên tệp này đã dùng cho bản in của {other}",
            "Đổi tên một trong hai thư mục văn bản (tên tệp in không phân biệt dấu)",
        )  # fmt: skip
        return Printed(folder, target, "không in", tuple(problems))
    if state is keeping.State.EDITED and mark and mark.dau_vao == inputs_hash(ban_in) and not ghi_de:
        problems.thong_tin(
            "tep/de_nguyen", Place(workspace.ten(target)), "đã có người sửa, dữ liệu không đổi: để nguyên"
        )
        return Printed(folder, target, "để nguyên", tuple(problems))
    try:
        keeping.put(target, data, workspace.ten(target), ghi_de=ghi_de)
    except FileChangedByPerson as error:
        problems.loi("tep/da_sua", Place(workspace.ten(target)), str(error).split(": ", 1)[1])
        return Printed(folder, target, "không in", tuple(problems))
    if names.belongs_to(folder, target.name):  # a file of annexes alone takes nobody's place
        _drop_earlier_names(workspace, folder, target, problems)
    return Printed(folder, target, "đã in", tuple(problems))


def inputs_hash(ban_in: BanIn) -> str:
    """A hash of all that is to be printed, as the stamp holds it."""
    return hashlib.sha256(repr(ban_in).encode()).hexdigest()


def _render(workspace: Workspace, ban_in: BanIn) -> tuple[bytes, tuple[Problem, ...]]:
    """Print: the bytes, and what did not fit its place."""
    printed = render(ban_in, find_template(workspace, ban_in.template), vbhc.__version__, inputs_hash(ban_in))
    assert printed.value is not None  # render raises when it cannot print
    return printed.value, printed.problems


def _drop_earlier_names(workspace: Workspace, folder: Path, target: Path, problems: Problems) -> None:
    """A number given since the last print renames the file: the old one goes, unless a person has worked in it."""
    for old in sorted(target.parent.glob("*.docx")):
        if old == target or not names.belongs_to(folder, old.name):
            continue
        state, mark = keeping.look(old)
        if mark is None or mark.nguon != workspace.ten(folder):
            continue
        if state is keeping.State.OURS:
            old.unlink()
        else:
            problems.canh_bao(
                "tep/ban_cu", Place(workspace.ten(old)),
                "bản in trước của văn bản này đã có người sửa nên vẫn còn đó; "
                f"bản mới KHÔNG có những chỗ đã sửa trong ‹{old.name}›",
                "Chép các chỗ ấy vào dữ liệu, hoặc ghi số, ngày thẳng vào tệp đã sửa",
            )  # fmt: skip


# --- annexes ----------------------------------------------------------------------------------------------------------


def annexes_alone(
    workspace: Workspace, folder: Path, so: tuple[int, ...], *, tung_tep: bool, ghi_de: bool = False
) -> Iterator[Printed]:
    """Print annexes without the document: all in one file, or each in its own.

    Args:
        workspace: where.
        folder: the document.
        so: numbers of the annexes wanted, from 1; empty means all.
        tung_tep: a file each.
        ghi_de: overwrite edited files (they are kept aside).
    """
    loaded = load(workspace, folder)
    if loaded.value is None:
        yield Printed(folder, None, "không in", loaded.problems)
        return
    ho_so = loaded.value
    wanted = _wanted(ho_so, so)
    target = output_path(workspace, folder, ho_so)
    groups = [(i,) for i in wanted] if tung_tep else [tuple(wanted)]
    whole = composing.ban_in(ho_so).value
    for n, group in enumerate(groups):
        name = names.annex_name(target.name, group[0] + 1 if tung_tep else None)
        printed = composing.rieng_phu_luc(ho_so, group)
        if whole is not None:  # so that new tables can later be put into this file too
            printed = replace(printed, du_lieu=whole.du_lieu)
        problems = Problems(list(loaded.problems) if n == 0 else [])
        yield _print(workspace, folder, printed, target.with_name(name), problems, ghi_de=ghi_de)


def annexes_inside(
    workspace: Workspace, folder: Path, so: tuple[int, ...], tep: Path | None, *, ghi_de: bool = False
) -> Printed:
    """Put the annex tables into a Word file that was printed before and edited since; all else stays byte for byte.

    Args:
        workspace: where.
        folder: the document.
        so: numbers of the annexes wanted, from 1; empty means all.
        tep: the Word file; None means the print in output/.
        ghi_de: replace tables even where a person has changed them.

    A file that a person has edited is kept aside before it is written.
    """
    loaded = load(workspace, folder)
    problems = Problems(list(loaded.problems))
    if loaded.value is None:
        return Printed(folder, None, "không in", tuple(problems))
    ho_so = loaded.value
    wanted = _wanted(ho_so, so)
    composed = composing.ban_in(ho_so)
    if composed.value is None or any(p.severity is Severity.LOI for p in composed.problems):
        return Printed(folder, None, "không in", (*problems, *composed.problems))
    now = composed.value
    target = tep or output_path(workspace, folder, ho_so)
    state, mark = keeping.look(target)
    if mark is not None and mark.nguon != ho_so.nguon and (workspace.root / mark.nguon / TEN_TEP).is_file():
        raise UserError(f"{workspace.ten(target)}: là bản in của {mark.nguon}, không phải của {ho_so.nguon}")
    inputs = ""
    if mark is not None:
        changes.check_annexes(workspace.ten(target), mark.du_lieu, now.du_lieu, wanted, problems)
        if problems.co_loi:
            return Printed(folder, target, "không in", tuple(problems))
        if len(wanted) == len(now.phu_luc) and changes.only_tables_differ(mark.du_lieu, now.du_lieu):
            inputs = inputs_hash(now)
    tables = [now.phu_luc[i].bang for i in wanted]
    patched = patch.replace_tables(
        target, workspace.ten(target), [b for b in tables if b is not None], inputs, force=ghi_de
    )
    problems.extend(patched.problems)
    if patched.value is None:
        return Printed(folder, target, "không đổi" if not problems.co_loi else "không in", tuple(problems))
    if state is keeping.State.EDITED:
        aside = keeping.keep_aside(target)
        problems.thong_tin(
            "tep/giu_lai", Place(workspace.ten(target)), f"tệp trước khi thay bảng được giữ thành “{aside.name}”"
        )
    patch.save(target, patched.value)
    return Printed(folder, target, "đã thay bảng", tuple(problems))


def _wanted(ho_so: HoSo, so: tuple[int, ...]) -> list[int]:
    count = len(ho_so.van_ban.phu_luc)
    if not count:
        raise UserError(f"{ho_so.nguon}: văn bản không có phụ lục")
    for n in so:
        if not 1 <= n <= count:
            raise UserError(f"{ho_so.nguon}: không có phụ lục {n}; văn bản có {count} phụ lục")
    return [n - 1 for n in so] or list(range(count))
