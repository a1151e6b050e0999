"""The foot of a document: recipients on one side, who signs on the other, in a table or one under the other."""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import Dong
from vbhc.recognising import signs

KHAC = "-"
_SPACE = 20
"""So many points before a line are room for a signature."""
_Entry = tuple[int, Dong]


class Foot:
    """Gathers the lines of the foot; what each is shows when all have been seen."""

    def __init__(self, formats: bool) -> None:
        self._formats = formats
        self._groups: dict[tuple[int, int], list[_Entry]] = {}
        self._gaps: set[int] = set()
        self._open: list[Dong] = []
        self._names = 0
        self._framed = False
        self._listing = False

    def add(self, index: int, line: Dong, frame: str) -> None:
        """A line of the foot, at an index of the reader's list."""
        spot = line.doan.spot
        framed = frame in {"ky", "khung"}
        self._framed = self._framed or framed
        key = (spot.table, spot.column) if framed else (0, 0)
        if not framed:  # a list under the table of who signs, down to its Lưu line
            self._listing = bool(signs.NOI_NHAN.fullmatch(line.chu)) or (self._listing and not signs.luu(line.chu))
        if self._open or line.doan.layout.before >= _SPACE:
            self._gaps.add(index)
        self._open = []
        self._groups.setdefault(key, []).append((index, line))
        if not framed and self._groups[key] and self._is_name(line):
            self._names += 1

    def gap(self, line: Dong) -> None:
        """An empty line."""
        self._open.append(line)

    def closed(self, line: Dong) -> bool:
        """Whether the foot is complete and a line outside its table no longer belongs to it."""
        if not self._groups:
            return False
        text = line.chu
        if signs.NOI_NHAN.fullmatch(text) or signs.luu(text) or signs.chuc_vu(signs.printed(line)):
            return False
        if self._framed:
            return not (self._listing and signs.GACH.match(text))
        if signs.GACH.match(text) or self._is_name(line):
            return False
        return self._names > 0 and not (signs.NGUOI_SOAN.fullmatch(text) and any(c.isdigit() for c in text))

    def settle(self) -> Iterator[tuple[int, str]]:
        """Each gathered index with its component."""
        for (table, _), entries in self._groups.items():
            yield from self._group(entries, framed=table > 0)

    def _is_name(self, line: Dong) -> bool:
        return not signs.GACH.match(line.chu) and not signs.upper(line) and signs.ho_ten(line.chu)

    def _group(self, entries: list[_Entry], *, framed: bool) -> Iterator[tuple[int, str]]:
        dashes = sum(1 for _, line in entries if signs.GACH.match(line.chu))
        has_heading = any(signs.NOI_NHAN.fullmatch(line.chu) for _, line in entries)
        listing = not has_heading and (dashes > len(entries) / 2 or any(signs.luu(d.chu) for _, d in entries))
        signing: list[_Entry] = []
        filed = ""
        for index, line in entries:
            text = line.chu
            if signs.NOI_NHAN.fullmatch(text):
                listing = True
                yield index, "noi_nhan_dau"
            elif signs.luu(text) or filed.endswith(","):
                filed = text
                yield index, "noi_nhan"
            elif filed and self._drafter(line, framed=framed):
                yield index, "nguoi_soan"
            elif (signs.GACH.match(text) and (listing or not signs.upper(line))) or (
                listing and not filed and not signs.chuc_vu(signs.printed(line)) and self._entry(line, framed=framed)
            ):
                yield index, "noi_nhan"
            else:
                signing.append((index, line))
        yield from self._signature(signing)

    @staticmethod
    def _entry(line: Dong, *, framed: bool) -> bool:
        return framed or line.chu.endswith((";", ",")) or not (signs.upper(line) or signs.ho_ten(line.chu))

    @staticmethod
    def _drafter(line: Dong, *, framed: bool) -> bool:
        if signs.GACH.match(line.chu) or len(line.chu) > 100:
            return False
        if framed:
            return True
        return signs.NGUOI_SOAN.fullmatch(line.chu) is not None and any(c.isdigit() for c in line.chu)

    def _signature(self, entries: list[_Entry]) -> Iterator[tuple[int, str]]:
        """Authority and titles, then (after the room for the signature) another title and the name."""
        lines = []
        for index, line in entries:
            if signs.da_ky(line.chu) or signs.KET.fullmatch(line.chu):
                yield index, KHAC
            else:
                lines.append((index, line))
        if not lines:
            return
        after = next((n for n in range(len(lines) - 1, 0, -1) if lines[n][0] in self._gaps), 0)
        while after and after < len(lines) and signs.chuc_vu(signs.printed(lines[after][1])):
            after += 1
        if not after:
            after = next((n for n, (_, d) in enumerate(lines) if n and not signs.upper(d)), len(lines))
            last = lines[-1][1]
            if after == len(lines) > 1 and not signs.chuc_vu(signs.printed(last)) and signs.ho_ten(last.chu):
                after -= 1
        for n, (index, line) in enumerate(lines):
            if n < after:
                name = len(lines) == 1 and not signs.upper(line) and signs.ho_ten(line.chu)
                yield index, "ho_ten" if name else "quyen_han"
            else:
                yield index, "ho_ten" if n == len(lines) - 1 else "chuc_vu_khac"
