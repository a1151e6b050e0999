"""Units of two documents beside each other as rows of a page, with the words that changed marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from vbhc.model.so_sanh import Don, Loai, ThayDoi, Tu
from vbhc.reporting.diff import _cau
from vbhc.reporting.diff._cau import Manh, Vai
from vbhc.reporting.safe import html, mot_dong

LOP = {
    Loai.THEM: "them", Loai.BO: "bo", Loai.SUA: "sua", Loai.CHUYEN: "chuyen", Loai.TACH: "tach", Loai.NHAP: "nhap",
    Loai.DANH_SO: "danh-so", Loai.DINH_DANG: "dinh-dang",
}  # fmt: skip
"""The class of each kind of change."""
_DAU = {Loai.THEM: "+", Loai.BO: "−", Loai.SUA: "≠", Loai.CHUYEN: "⇅", Loai.TACH: "÷", Loai.NHAP: "∪",
        Loai.DANH_SO: "№", Loai.DINH_DANG: "¶"}  # fmt: skip
QUANH = 2
"""So many unchanged units stay on each side of a change when the rest is folded."""
_DAU_KHOI = frozenset({"phan", "dieu", "phu_luc", "quyen_han", "noi_nhan_dau", "quoc_hieu", "ten_loai", "kinh_gui"})
"""Components before which a page leaves a little space."""
_NHO = 12
"""Points from which down a text prints small (Nơi nhận)."""
_THE = {Vai.CHO: "b", Vai.BO: "del", Vai.CU: "del", Vai.THEM: "ins", Vai.MOI: "ins"}


T = TypeVar("T")


@dataclass
class Trang:
    """What the page knows of its changes: the list, the numbers of their parts, and which have their place already."""

    thay_doi: Sequence[ThayDoi]
    phan: Mapping[str, int]
    co: set[int] = field(default_factory=set)
    _gap: int = 0

    def thuoc_tinh(self, number: int) -> str:
        """The attributes of the one element where a change stands: its id, kind and part."""
        one = self.thay_doi[number]
        self.co.add(number)
        return f'id="t{number}" tabindex="-1" data-loai="{LOP[one.loai]}" data-phan="{self.phan[one.phan]}"'

    def ghi(self, numbers: Iterable[int]) -> str:
        """The notes of changes that have no place yet."""
        return "".join(self._mot(n) for n in numbers if n not in self.co)

    def _mot(self, number: int) -> str:
        one = self.thay_doi[number]
        lines = "<br>".join(cau(line) for line in _cau.nhan_de(one))
        back = f' · <a href="#g{number}">chỗ cũ</a>' if one.loai is Loai.CHUYEN else ""
        return f'<p class="td {LOP[one.loai]}" {self.thuoc_tinh(number)}>{lines}{back}</p>'

    def dau(self, numbers: Sequence[int]) -> str:
        """The sign of the gravest of some changes, for the gutter."""
        kind = min((self.thay_doi[n].loai for n in numbers), key=list(Loai).index)
        return f'<span class="vach" title="{kind}" aria-label="{kind}">{_DAU[kind]}</span>'

    def lop(self, numbers: Sequence[int]) -> str:
        """The classes of an element that these changes speak of."""
        return " ".join(dict.fromkeys(LOP[self.thay_doi[n].loai] for n in numbers))

    def gap(self) -> str:
        """A new id for a folded stretch."""
        self._gap += 1
        return f"k{self._gap}"


def data_t(numbers: Iterable[int]) -> str:
    """The attribute that ties an element to its changes."""
    return f'data-t="{" ".join(map(str, numbers))}"'


def cau(line: Iterable[Manh]) -> str:
    """A line of a list as HTML."""
    out = []
    for piece in line:
        words = html(piece.chu)
        tag = "em" if piece.loai is not None else _THE.get(piece.vai, "")
        out.append(f"<{tag}>{words}</{tag}>" if tag else words)
    return "".join(out).strip()


def danh_dau(tu: Iterable[Tu]) -> str:
    """Words with what went and what came marked."""
    tags = {"-": "del", "+": "ins"}
    return "".join(
        f"<{tags[t.dau]}>{_chu(t.chu)}</{tags[t.dau]}>" if t.dau in tags and t.chu.strip() else _chu(t.chu)
        for t in _cau.sat_chu(tu)
    )


def _chu(text: str) -> str:
    return html(text).replace("\n", "<br>")


def doan(dons: Sequence[Don], tu: Sequence[Tu], dau: str, tag: str = "") -> str:
    """Units as paragraphs. `dau` is the sign of their side; `tag` marks all their words (`del`, `ins`)."""
    full = [don.chu + don.duoi for don in dons]
    pieces = cat(tu, dau, full) if tu else None
    ends = pieces is None
    if ends and tu:
        pieces = cat(tu, dau, [don.chu for don in dons])
    out = []
    for i, don in enumerate(dons):
        inside = danh_dau(pieces[i]) + (_chu(don.duoi) if ends else "") if pieces else _chu(full[i])
        words = f'<span class="nhan">{html(don.nhan)}</span> {inside}' if don.nhan else inside
        out.append(f'<p class="{_dang(don)}">{f"<{tag}>{words}</{tag}>" if tag and words else words}</p>')
    return "".join(out)


def cat(tu: Sequence[Tu], dau: str, texts: Sequence[str]) -> list[list[Tu]] | None:
    """The stretches of each of several texts that stand in one list, a line each; None when they are not those texts.

    What the other side had is kept at its place on the B side, so that it can be read with both.
    """
    if "".join(t.chu for t in tu if t.dau in ("=", dau)) != "\n".join(texts):
        return None
    out: list[list[Tu]] = [[] for _ in texts]
    n, left = 0, len(texts[0])
    for one in tu:
        if one.dau not in ("=", dau):
            if dau == "+":
                out[n].append(one)
            continue
        rest = one.chu
        while rest:
            if not left and n + 1 < len(texts):
                n, rest = n + 1, rest[1:]
                left = len(texts[n])
                continue
            out[n].append(Tu(one.dau, rest[:left]))
            rest, left = rest[left:], left - min(left, len(rest))
    return out


def _dang(don: Don) -> str:
    """The classes that make a unit look as it prints."""
    looks = [look for line in don.dong for look in line.nhin]
    layout = don.dong[0].doan.layout if don.dong else None
    align = layout.align if layout else "left"
    names = [
        {"center": "gi", "right": "ph"}.get(align, "thut" if layout and layout.first > 0 else ""),
        "cach" if don.loai in _DAU_KHOI else "",
        "dam" if looks and all(look.bold for look in looks) else "",
        "ng" if looks and all(look.italic for look in looks) else "",
        "nho" if looks and max(look.size for look in looks) <= _NHO else "",
    ]
    return " ".join(n for n in names if n)


def gap_lai(items: Sequence[T], doi: Callable[[T], bool], least: int) -> Iterator[tuple[bool, Sequence[T]]]:
    """Stretches of items in order, and whether a stretch may be folded: unchanged, `least` long, away from changes."""
    start = 0
    changed = [i for i, item in enumerate(items) if doi(item)]
    for i, low in enumerate([-1, *changed]):
        high = changed[i] if i < len(changed) else len(items)
        first = low + 1 + (QUANH if low >= 0 else 0)
        last = high - (QUANH if high < len(items) else 0)
        if last - first >= least:
            if start < first:
                yield False, items[start:first]
            yield True, items[first:last]
            start = last
    if start < len(items):
        yield False, items[start:]


def cho_cu(before: Sequence[object], after: Sequence[object | None], moved: Mapping[int, int]) -> dict[int, list[int]]:
    """Where what moved stood before: for each position of B's order, the numbers of what goes before it as a trace.

    `before` are A's items in order, `after` what of A stands at each position (None: nothing), `moved` the index in
    `before` of each moved item with its number.
    """
    place = {id(item): n for n, item in enumerate(after) if item is not None}
    gone = {id(before[i]) for i in moved}
    out: dict[int, list[int]] = {}
    at = 0
    for i, item in enumerate(before):
        if i in moved:
            out.setdefault(at, []).append(moved[i])
        elif id(item) not in gone and id(item) in place:
            at = max(at, place[id(item)] + 1)
    return out


def ten(text: str) -> str:
    """The first words of a text, in quotes, as a link says them."""
    return f"“{html(_cau.cat(mot_dong(text), _cau.NGAN))}”"
