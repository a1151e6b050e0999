"""A document's annexes by themselves: printed alone, or put into a file that people have worked in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from vbhc import composing
from vbhc.composing.annexes import unit_line
from vbhc.errors import UserError
from vbhc.loading.workspace import TEN_TEP, Workspace
from vbhc.model.ho_so import HoSo
from vbhc.outputs import changes, keeping, names
from vbhc.pipeline.printing import Printed, inputs_hash, output_path, print_composed
from vbhc.pipeline.reading import load_one
from vbhc.problems import Place, Problems, Severity
from vbhc.word import patch
from vbhc.word.unit_line import UnitLine


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
    loaded = load_one(workspace, folder)
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
        yield print_composed(workspace, folder, printed, target.with_name(name), problems, ghi_de=ghi_de)


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
    loaded = load_one(workspace, folder)
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
    tables = [(i, bang) for i in wanted if (bang := now.phu_luc[i].bang) is not None]
    state, mark = keeping.look(target)
    if mark is not None and mark.nguon != ho_so.nguon and (workspace.root / mark.nguon / TEN_TEP).is_file():
        raise UserError(f"{workspace.ten(target)}: là bản in của {mark.nguon}, không phải của {ho_so.nguon}")
    inputs, data, units = "", None, {}
    if mark is not None:
        changes.check_annexes(
            workspace.ten(target), mark.du_lieu, now.du_lieu, wanted, problems,
            cache(lambda: {changes.folded(text) for text in patch.paragraphs(target)}),
        )  # fmt: skip
        if problems.co_loi:
            return Printed(folder, target, "không in", tuple(problems))
        data, before = changes.with_tables(mark.du_lieu, now.du_lieu, wanted), changes.units(mark.du_lieu)
        if len(wanted) == len(now.phu_luc) and data == now.du_lieu:
            inputs = inputs_hash(now)
        units = {b.ma: UnitLine(unit_line(before[i]), now.phu_luc[i].don_vi_tinh) for i, b in tables}
    patched = patch.replace_tables(
        target, workspace.ten(target), [b for _, b in tables], inputs, force=ghi_de, du_lieu=data, units=units
    )
    problems.extend(patched.problems)
    if patched.value is None:
        return Printed(folder, target, "không đổi" if not problems.co_loi else "không in", tuple(problems))
    if not patched.value.changed:  # a person has brought the table to what the sheet says: from now on it is ours
        patch.save(target, patched.value.parts)
        return Printed(folder, target, "không đổi", tuple(problems))
    if state is keeping.State.EDITED:
        aside = keeping.keep_aside(target)
        problems.thong_tin(
            "tep/giu_lai", Place(workspace.ten(target)), f"tệp trước khi thay bảng được giữ thành “{aside.name}”"
        )
    patch.save(target, patched.value.parts)
    return Printed(folder, target, "đã thay bảng", tuple(problems))


def _wanted(ho_so: HoSo, so: tuple[int, ...]) -> list[int]:
    count = len(ho_so.van_ban.phu_luc)
    if not count:
        raise UserError(f"{ho_so.nguon}: văn bản không có phụ lục")
    for n in so:
        if not 1 <= n <= count:
            raise UserError(f"{ho_so.nguon}: không có phụ lục {n}; văn bản có {count} phụ lục")
    return [n - 1 for n in so] or list(range(count))
