"""How results and problems look in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from vbhc.commands._jobs import Work
from vbhc.loading.workspace import Workspace
from vbhc.pipeline import KHONG_CHAY_DUOC, LOI_CHUONG_TRINH, Printed, list_folder
from vbhc.problems import Problem, Severity

_COLOUR = {Severity.LOI: "red", Severity.CANH_BAO: "yellow", Severity.THONG_TIN: "cyan"}
_TOLD = 50
"""Documents of one list that are told one by one; the rest are counted."""
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


class Tally:
    """What became of files, gathered as they come; of the documents of a list only what is worth telling is kept."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._told: list[tuple[tuple[Problem, ...], str]] = []
        self._seen: set[Problem] = set()
        self._told_of: Counter[Path] = Counter()
        self._left_out: Counter[Path] = Counter()
        self._done: Counter[str] = Counter()
        self._found: Counter[Severity] = Counter()
        self._codes: set[str] = set()
        self.lists: dict[Path, Counter[str]] = {}
        """Folders with a list: what became of their rows."""
        self.files: list[Path] = []
        """The files to be looked at afterwards; of a list's, which are alike, the first that could be printed."""

    def add(self, one: Printed) -> None:
        """One more is done."""
        good = one.viec != "không in"
        new = not (one.hang and good)  # what a row lacks is told again, what it has in common with others is not
        problems = tuple(p for p in dict.fromkeys(one.problems) if new or p not in self._seen)
        name = self._workspace.ten(one.tep or one.nguon)
        if one.hang:
            name = f"{name} ({one.hang})"
            count = self.lists.setdefault(one.nguon, Counter())
            count[one.viec] += 1
        if one.tep is not None and good and (not one.hang or count.total() - count["không in"] == 1):
            self.files.append(one.tep)
        self._done[one.viec] += 1
        self._found.update(p.severity for p in problems)
        self._codes.update(p.code for p in problems if p.severity is Severity.LOI)
        if one.hang:
            if good and not problems:
                return
            self._told_of[one.nguon] += 1
            if self._told_of[one.nguon] > _TOLD:
                self._left_out[one.nguon] += 1
                return
        self._seen.update(problems)
        self._told.append((problems, f"{click.style(one.viec, fg='green' if good else 'red', bold=True)}: {name}"))

    def show(self) -> None:
        """Each file with what became of it, lists by numbers, then a line that sums up."""
        for found, line in self._told:
            problems(found)
            click.echo(line)
        for folder, left in self._left_out.items():
            where = self._workspace.ten(folder)
            click.echo(f"… và {left} bản nữa của danh sách {where} có điều cần xem; sửa các chỗ trên rồi chạy lại.")
        for folder, count in self.lists.items():
            said = ", ".join(f"{n} {viec}" for viec, n in count.items())
            where = self._workspace.ten(list_folder(self._workspace, folder))
            click.echo(f"{click.style('trộn', bold=True)}: {self._workspace.ten(folder)}: {said}; ở {where}/")
        grave = [f"{self._found[s]} {s.label}" for s in sorted(Severity, reverse=True) if self._found[s]]
        done = ", ".join(f"{n} {viec}" for viec, n in self._done.items())
        click.echo(f"{done or 'không có văn bản nào'}; {', '.join(grave) or 'dữ liệu không có lỗi'}.")

    def exit_code(self, muc_do: str) -> int:
        """3 for a bug of ours, 2 when a document could not be read at all, 1 when a problem is as grave as asked or a
        file was not printed.
        """
        if LOI_CHUONG_TRINH in self._codes:
            return 3
        if KHONG_CHAY_DUOC in self._codes:
            return 2
        grave = any(severity >= MUC_DO[muc_do] for severity in self._found)
        return 1 if grave or self._done["không in"] else 0


def checked(workspace: Workspace, folders: list[Path], tally: Tally, work: Work) -> None:
    """What checking the printed files says, counted; the whole of it is `vbhc check`'s to tell."""
    from vbhc import checking

    found = [p for p in tally.files if p.is_file()]
    if not found:
        return
    profile, _ = checking.profile(workspace)
    reports = checking.check_all(workspace, found, checking.Cach(profile), executor=work.executor)
    counts = Counter(f.muc for one in reports for f in one.ket_qua.findings)
    said = ", ".join(f"{counts[s]} {s.label}" for s in sorted(Severity, reverse=True) if counts[s]) or "không thấy lỗi"
    left = len({c.quy_tac for one in reports for c in one.ket_qua.chua_xet})
    colour = next((_COLOUR[s] for s in sorted(Severity, reverse=True) if counts[s]), "green")
    more = f"; {left} quy tắc chưa xét được" if left else ""
    where = workspace.ten(folders[0]) if len(folders) == 1 else ""
    sample = " (mỗi danh sách một bản)" if tally.lists else ""
    click.echo(f"Soát thể thức {len(found)} tệp{sample}: {click.style(said, fg=colour)}{more}. "
               f"Xem: vbhc check {where}".rstrip())  # fmt: skip
