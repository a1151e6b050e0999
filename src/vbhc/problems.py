"""Faults as values: collected, carried beside the result, shown all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(IntEnum):
    """How much a problem weighs; ordered, so that an asked severity is a threshold."""

    THONG_TIN = 1
    CANH_BAO = 2
    LOI = 3

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {1: "thông tin", 2: "cảnh báo", 3: "lỗi"}[int(self)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file, and in it a line and column (YAML) or a sheet, row and column (spreadsheet).

    Lines, columns and rows count from 1, as an editor or Excel shows them. Zero means "the file as a whole".
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.sheet or self.cell:
            inside = " ".join(x for x in (f"trang “{self.sheet}”" if self.sheet else "", self.cell) if x)
            return f"{self.file}: {inside}"
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where, how grave, a short stable code, what is wrong, and what to write instead.

    `chung` is the message without what is a row's own, where it says both: the same fault of many rows is told once.
    """

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""
    truong: str = ""
    chung: str = ""

    def __str__(self) -> str:
        what = f"{self.truong}: {self.message}" if self.truong else self.message
        text = f"{self.place}: {self.severity.label}: {what} [{self.code}]"
        return f"{text}\n    → {self.hint}" if self.hint else text


@dataclass(slots=True)
class Problems:
    """A growing list of problems, handed down through one piece of work."""

    items: list[Problem] = field(default_factory=list)

    def add(self, severity: Severity, code: str, place: Place, message: str, hint: str = "", truong: str = "") -> None:
        """Put one problem on the list."""
        self.items.append(Problem(place, severity, code, message, hint, truong))

    def loi(self, code: str, place: Place, message: str, hint: str = "", truong: str = "") -> None:
        """An error: the document cannot be printed as it stands."""
        self.add(Severity.LOI, code, place, message, hint, truong)

    def canh_bao(self, code: str, place: Place, message: str, hint: str = "", truong: str = "") -> None:
        """A warning: it prints, but the văn thư would send it back or should look."""
        self.add(Severity.CANH_BAO, code, place, message, hint, truong)

    def thong_tin(self, code: str, place: Place, message: str, hint: str = "", truong: str = "") -> None:
        """A remark: nothing is wrong, but the program did something the writer should know."""
        self.add(Severity.THONG_TIN, code, place, message, hint, truong)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere."""
        self.items.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity on the list, or None when it is empty."""
        return max((p.severity for p in self.items), default=None)

    @property
    def co_loi(self) -> bool:
        """Whether an error is among them."""
        return self.worst is Severity.LOI


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A result with the problems met on the way; `value` is None when they made it impossible."""

    value: T | None
    problems: tuple[Problem, ...] = ()
