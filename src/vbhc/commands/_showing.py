"""How results and problems look in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from vbhc.loading.workspace import Workspace
from vbhc.pipeline import KHONG_CHAY_DUOC, Printed
from vbhc.problems import Problem, Severity

_COLOUR = {Severity.LOI: "red", Severity.CANH_BAO: "yellow", Severity.THONG_TIN: "cyan"}
MUC_DO = {"loi": Severity.LOI, "canh-bao": Severity.CANH_BAO, "thong-tin": Severity.THONG_TIN}


def problem(item: Problem) -> None:
    """One problem: place, severity, what; and under it what to do."""
    what = f"{item.truong}: {item.message}" if item.truong else item.message
    label = click.style(item.severity.label, fg=_COLOUR[item.severity], bold=True)
    click.echo(f"{click.style(str(item.place), bold=True)}: {label}: {what} [{item.code}]")
    if item.hint:
        click.echo(f"    → {item.hint}")


def problems(items: Iterable[Problem]) -> None:
    """All problems of a document, each once, gravest first where they share a line."""
    seen = set()
    for item in sorted(items, key=lambda p: (p.place.file, p.place.line, p.place.column, -p.severity)):
        if item not in seen:
            seen.add(item)
            problem(item)


def printed(workspace: Workspace, items: list[Printed]) -> None:
    """Each file with what became of it, then a line that sums up."""
    for one in items:
        problems(one.problems)
        name = workspace.ten(one.tep) if one.tep else workspace.ten(one.nguon)
        good = one.viec != "không in"
        click.echo(f"{click.style(one.viec, fg='green' if good else 'red', bold=True)}: {name}")
    counts = Counter(p.severity for one in items for p in set(one.problems))
    done = Counter(one.viec for one in items)
    found = ", ".join(f"{counts[s]} {s.label}" for s in sorted(Severity, reverse=True) if counts[s]) or "không có lỗi"
    click.echo(f"{', '.join(f'{n} {viec}' for viec, n in done.items()) or 'không có văn bản nào'}; {found}.")


def checked(workspace: Workspace, folders: list[Path], done: list[Printed]) -> None:
    """What checking the printed files says, counted; the whole of it is `vbhc check`'s to tell."""
    from vbhc import checking

    found = [p for p in (one.tep for one in done) if p is not None and p.is_file()]
    if not found:
        return
    profile, _ = checking.profile(workspace)
    reports = checking.check_all(workspace, found, checking.Cach(profile))
    counts = Counter(f.muc for one in reports for f in one.ket_qua.findings)
    said = ", ".join(f"{counts[s]} {s.label}" for s in sorted(Severity, reverse=True) if counts[s]) or "không thấy lỗi"
    left = len({c.quy_tac for one in reports for c in one.ket_qua.chua_xet})
    colour = next((_COLOUR[s] for s in sorted(Severity, reverse=True) if counts[s]), "green")
    more = f"; {left} quy tắc chưa xét được" if left else ""
    where = workspace.ten(folders[0]) if len(folders) == 1 else ""
    click.echo(f"Soát thể thức {len(found)} tệp: {click.style(said, fg=colour)}{more}. "
               f"Xem: vbhc check {where}".rstrip())  # fmt: skip


def exit_code(items: list[Printed], muc_do: str) -> int:
    """2 when a document could not be read at all, 1 when a problem is as grave as asked or a file was not printed."""
    if any(p.code == KHONG_CHAY_DUOC for one in items for p in one.problems):
        return 2
    limit = MUC_DO[muc_do]
    bad = any(p.severity >= limit for one in items for p in one.problems) or any(o.viec == "không in" for o in items)
    return 1 if bad else 0
