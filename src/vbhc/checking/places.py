"""What was found on the print of a data folder, pointed to in the data: line and column, or sheet and cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from vbhc.loading.locating import Locator
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Finding
from vbhc.model.ho_so import HoSo
from vbhc.problems import Place

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Doan:
    """A printed paragraph: its text, component, the how-many-th with these very words, and its cell when it is in one.

    `annex` is the index of the annex, `row` the texts of the row, `column` the heading over the cell.
    """

    chu: str
    thanh_phan: str
    lan: int
    annex: int = -1
    row: tuple[str, ...] = ()
    column: str = ""


class Places:
    """The paragraphs of one print, ready to be asked where their words come from."""

    def __init__(self, folder: Path, ho_so: HoSo, document: BanDoc) -> None:
        self.locator = Locator(folder, ho_so)
        self.doan: dict[Key, Doan] = {}
        with_table = [i for i, table in enumerate(ho_so.bang) if table is not None]
        for annex, table in zip(with_table, document.bang, strict=False):
            for row in table.hang:
                texts = tuple(o.chu if o else "" for o in row.o)
                for cell in row.o:
                    for line in cell.dong if cell else ():
                        heading = table.dau[cell.cot - 1] if cell and cell.cot <= len(table.dau) else ""
                        self._put(line, Doan(line.doan.text, "o_bang", 0, annex, texts, heading))
        seen: Counter[tuple[str, str]] = Counter()
        for component, lines in document.thanh_phan.items():
            for line in lines:
                text = line.doan.text
                self._put(line, Doan(text, component, seen[component, text]))
                seen[component, text] += 1

    def _put(self, line: Dong, doan: Doan) -> None:
        self.doan.setdefault((line.doan.spot.part, line.doan.spot.p), doan)

    def of(self, finding: Finding) -> Finding:
        """The finding with its place in the data; one that no paragraph holds stays with the document."""
        doan = self.doan.get((finding.spot.part, finding.spot.p)) if finding.spot else None
        if doan is None:
            return finding
        return replace(finding, place=self.place(doan, finding.trich))

    def place(self, doan: Doan, words: str) -> Place:
        """Where words of a paragraph come from."""
        if doan.annex >= 0:
            return self.locator.cell(doan.annex, doan.row, words, doan.column)
        return self.locator.place(words or doan.chu, doan.chu, doan.thanh_phan, doan.lan)
