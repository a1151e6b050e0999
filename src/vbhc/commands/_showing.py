"""How results and problems look in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from vbhc.commands import _options, _running
from vbhc.commands._jobs import Work
from vbhc.loading.workspace import Workspace
from vbhc.pipeline import KHONG_CHAY_DUOC, LOI_CHUONG_TRINH, Printed, list_folder
from vbhc.problems import Problem, Severity

_COLOUR = {Severity.LOI: "red", Severity.CANH_BAO: "yellow", Severity.THONG_TIN: "cyan"}
_TOLD = 50
"""Rows of one list with errors, and rows with mere remarks, that are told one by one; the rest are counted."""
_SAME = 20
"""Rows that are named beside one with the very same errors."""
_NAMED = 150
"""Further rows with errors that are at least named."""


def problem(item: Problem, *, err: bool = False) -> None:
    """One problem: place, severity, what; and under it what to do. `err`: beside the output proper."""
    what = f"{item.truong}: {item.message}" if item.truong else item.message
    label = click.style(item.severity.label, fg=_COLOUR[item.severity], bold=True)
    click.echo(f"{click.style(str(item.place), bold=True)}: {label}: {what} [{item.code}]", err=err)
    if item.hint:
        click.echo(f"    → {item.hint}", err=err)


def problems(items: Iterable[Problem], *, err: bool = False) -> None:
    """All problems of a document, each once, gravest first where they share a line."""
    seen = set()
    for item in sorted(items, key=lambda p: (p.place.file, p.place.line, p.place.column, -p.severity)):
        if item not in seen:
            seen.add(item)
            problem(item, err=err)


@dataclass(slots=True)
class _Line:
    """What became of one file, and what is said of it; `others`: further rows that have the very same errors."""

    viec: str
    name: str
    problems: tuple[Problem, ...]
    others: list[str] = field(default_factory=list)

    def show(self) -> None:
        problems(self.problems)
        more = f" và {len(self.others)} hàng nữa, cùng lỗi ấy" if self.others else ""
        if more and any(p.chung for p in self.problems):  # it may come from a cell of each
            more += f": {'; '.join(self.others[:_SAME])}{'; …' if self.others[_SAME:] else ''}"
        colour = "red" if self.viec == "không in" else "green"
        click.echo(f"{click.style(self.viec, fg=colour, bold=True)}: {self.name}{more}")


@dataclass(slots=True)
class _Told:
    """What is told of one folder: of a list, the rows that need somebody's hand first, and remarks by themselves."""

    bad: dict[Hashable, _Line] = field(default_factory=dict)
    noted: list[_Line] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    bad_left: int = 0
    noted_left: Counter[Severity] = field(default_factory=Counter)

    def add_bad(self, line: _Line, row: str) -> bool:
        """Whether it is told; if not, it is at least counted."""
        told = (replace(p, message=p.chung or p.message) for p in line.problems if p.severity is Severity.LOI)
        errors = frozenset(told) or row
        if errors in self.bad:  # what is wrong is not the row's own, but the template's or so
            self.bad[errors].others.append(row)
        elif len(self.bad) < _TOLD:
            self.bad[errors] = line
            return True
        else:
            self.bad_left += 1
            self.named += [row] if len(self.named) < _NAMED else []
        return False

    def add_noted(self, line: _Line) -> bool:
        """Whether it is told; if not, it is counted by the gravest that is said of it."""
        if len(self.noted) < _TOLD:
            self.noted.append(line)
            return True
        self.noted_left[max(p.severity for p in line.problems)] += 1
        return False

    def show(self, where: str) -> None:
        for line in (*self.bad.values(), *self.noted):
            line.show()
        if self.bad_left:
            more = "; …" if self.bad_left > len(self.named) else ""
            click.echo(f"… và {self.bad_left} bản nữa của danh sách {where} có điều cần xem: "
                       f"{'; '.join(self.named)}{more}; sửa các chỗ trên rồi chạy lại.")  # fmt: skip
        if left := self.noted_left.total():
            said = ", ".join(
                f"{n} có {severity.label}" for severity, n in sorted(self.noted_left.items(), reverse=True)
            )
            click.echo(f"… và {left} bản nữa của danh sách {where} không có lỗi, chỉ được nhắc như trên ({said}).")


class Tally:
    """What became of files, gathered as they come; of the documents of a list only what is worth telling is kept.

    Args:
        workspace: where they are.
        remarks: problems of all of them together; told first.
    """

    def __init__(self, workspace: Workspace, remarks: Iterable[Problem] = ()) -> None:
        self._workspace = workspace
        self._remarks = tuple(remarks)
        self._told: dict[Path, _Told] = {}
        self._seen: set[Problem] = set()
        self._done: Counter[str] = Counter()
        self._found = Counter(p.severity for p in self._remarks)
        self._codes: set[str] = set()
        self.lists: dict[Path, Counter[str]] = {}
        """Folders with a list: what became of their rows."""
        self.files: list[Path] = []
        """The files to be looked at afterwards; of a list's, which are alike, the first that could be printed."""

    def add(self, one: Printed) -> None:
        """One more is done."""
        good = one.viec != "không in"
        bad = not good or any(p.severity is Severity.LOI for p in one.problems)
        every = tuple(dict.fromkeys(one.problems))
        new = tuple(p for p in every if not one.hang or p not in self._seen)
        name = self._workspace.ten(one.tep or one.nguon)
        if one.hang:
            name = f"{name} ({one.hang})"
            count = self.lists.setdefault(one.nguon, Counter())
            count[one.viec] += 1
        if one.tep is not None and good and (not one.hang or count.total() - count["không in"] == 1):
            self.files.append(one.tep)
        self._done[one.viec] += 1
        self._found.update(p.severity for p in new)
        self._codes.update(p.code for p in new if p.severity is Severity.LOI)
        if one.hang and not bad and not new:
            return
        told = self._told.setdefault(one.nguon, _Told())
        line = _Line(one.viec, name, every if bad else new)  # what a row lacks is told again
        if not one.hang:
            told.noted.append(line)
        elif told.add_bad(line, one.hang) if bad else told.add_noted(line):
            self._seen.update(new)

    def show(self) -> None:
        """Each file with what became of it, lists by numbers, then a line that sums up."""
        problems(self._remarks)
        for folder, told in self._told.items():
            told.show(self._workspace.ten(folder))
        for folder, count in self.lists.items():
            said = ", ".join(f"{n} {viec}" for viec, n in count.items())
            where = self._workspace.ten(list_folder(self._workspace, folder))
            click.echo(f"{click.style('trộn', bold=True)}: {self._workspace.ten(folder)}: {said}; ở {where}/")
        grave = [f"{self._found[s]} {s.label}" for s in sorted(Severity, reverse=True) if self._found[s]]
        done = ", ".join(f"{n} {viec}" for viec, n in self._done.items())
        click.echo(f"{done or 'không có văn bản nào'}; {', '.join(grave) or 'dữ liệu không có lỗi'}.")

    def exit_code(self, muc_do: str) -> int:
        """BUG for a bug of ours, CANNOT when a document could not be read at all, FAULTS when a problem is as grave as
        asked or a file was not printed.
        """
        if LOI_CHUONG_TRINH in self._codes:
            return _running.BUG
        if KHONG_CHAY_DUOC in self._codes:
            return _running.CANNOT
        grave = any(severity >= _options.MUC_DO[muc_do] for severity in self._found)
        return _running.FAULTS if grave or self._done["không in"] else _running.OK


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
