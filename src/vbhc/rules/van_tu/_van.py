"""What rules on words share: a pattern looked for once over all lines, the way back to the file, the fixed lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import TextEdit
from vbhc.text.letters import nfc

_KHUNG = (
    "quoc_hieu", "tieu_ngu", "chu_quan", "co_quan", "so_ky_hieu", "dia_danh", "kinh_gui", "noi_nhan_dau", "noi_nhan",
    "quyen_han", "chuc_vu_khac", "ho_ten", "nguoi_soan", "dau", "so_trang",
)  # fmt: skip
_KHUNG_CHU = re.compile(
    r"(?:Số ?:|Kính gửi|Nơi nhận|- ?Lưu|V/v)|.{0,60}\b[Nn]gày[ \d.…]*[Tt]háng[ \d.…]*[Nn]ăm[ \d.…]*$"
)


@dataclass(frozen=True, slots=True)
class Toan:
    """All lines of a document as one text, a line each; `dau` are the offsets where they begin."""

    chu: str
    dau: tuple[int, ...]
    dong: tuple[Dong, ...]

    def tim(self, pattern: re.Pattern[str]) -> Iterator[tuple[Dong, int, re.Match[str]]]:
        """Each match with its line and where the line begins; a pattern must not go over a line's end."""
        for found in pattern.finditer(self.chu):
            at = bisect_right(self.dau, found.start()) - 1
            yield self.dong[at], self.dau[at], found


_last: tuple[BanDoc, Toan, frozenset[int]] | None = None


def _of(van_ban: BanDoc) -> tuple[BanDoc, Toan, frozenset[int]]:
    """Kept for the document last asked for: all rules look at one document before the next."""
    global _last
    kept = _last
    if kept is None or kept[0] is not van_ban:
        starts, at = [], 0
        for dong in van_ban.dong:
            starts.append(at)
            at += len(dong.chu) + 1
        whole = Toan("\n".join(d.chu for d in van_ban.dong), tuple(starts), van_ban.dong)
        fixed = {id(d) for key in _KHUNG for d in van_ban.tim(key)}
        _last = kept = (van_ban, whole, frozenset(fixed))
    return kept


def toan(van_ban: BanDoc) -> Toan:
    """All lines of a document."""
    return _of(van_ban)[1]


def khung(van_ban: BanDoc, dong: Dong) -> bool:
    """Whether a line is of a fixed form (number, place and date, recipients, signature), judged by rules of its own."""
    return id(dong) in _of(van_ban)[2] or bool(_KHUNG_CHU.match(dong.chu))


def sua(dong: Dong, dau: int, cuoi: int, thay: str) -> tuple[TextEdit, ...]:
    """The edit that puts `thay` for `dau`…`cuoi` of `dong.chu`; none where those letters are not so in the file."""
    at = _map(dong.goc, dong.chu)
    if at is None or not 0 <= dau <= cuoi < len(at):
        return ()
    return sua_goc(dong, at[dau], at[cuoi - 1] + _wide(dong.goc, at[cuoi - 1]) if cuoi > dau else at[dau], thay)


def sua_goc(dong: Dong, dau: int, cuoi: int, thay: str) -> tuple[TextEdit, ...]:
    """The same for offsets in `dong.goc`."""
    skip = len(dong.tu_dong) + 1 if dong.tu_dong else 0
    start, end = dong.dau + dau - skip, dong.dau + cuoi - skip
    if dau < skip or dong.doan.text[start:end] != dong.goc[dau:cuoi]:
        return ()
    return (TextEdit(dong.doan.spot, start, end, thay),)


def _wide(text: str, at: int) -> int:
    """How many characters the letter at `at` is typed with."""
    end = at + 1
    while end < len(text) and not text[at].isspace() and len(nfc(text[at : end + 1])) == 1:
        end += 1
    return end - at


@lru_cache(maxsize=2)  # a line with many faults is asked for each of them
def _map(text: str, chu: str) -> list[int] | None:
    """For each character of `chu`, and for its end, where it stands in `goc`, which is `text`."""
    at = 0
    out: list[int] = []
    made: list[str] = []
    while at < len(text):
        wide = _wide(text, at)
        letter = nfc(text[at : at + wide])
        if letter.isspace():
            if made and made[-1] != " ":
                made.append(" ")
                out.append(at)
        else:
            made.append(letter)
            out += [at] * len(letter)
        at += wide
    out.append(len(text))
    if made and made[-1] == " ":
        del made[-1], out[-2]
    return out if "".join(made) == chu else None


def tung_doan(lines: Iterable[Dong]) -> Iterator[list[Dong]]:
    """Lines in groups of one place: the lines of the body, of a cell, of a drawn box."""
    group: list[Dong] = []
    last: object = None
    for dong in lines:
        spot = dong.doan.spot
        place = (spot.part, spot.table, spot.row, spot.column, dong.o_dau)
        if place != last and group:
            yield group
            group = []
        last = place
        group.append(dong)
    if group:
        yield group
