"""Two tables as one table of a page: rows that came, went, moved, and the words of cells that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vbhc.model.ban_doc import Bang, HangBang, OBang
from vbhc.model.so_sanh import CapBang, CapHang, Loai
from vbhc.model.view import Spot
from vbhc.reporting.diff import _cau, _khoi
from vbhc.reporting.diff._khoi import Trang
from vbhc.reporting.safe import html

DAI = 16
"""So many unchanged rows in a stretch are folded at once; fewer only when nothing but changes is asked for."""
IT = 3
"""Fewer unchanged rows are never folded."""
_LOP_HANG = {"nhom": "nhom", "tong": "tong", "danh_so": "danh-so-cot"}
_CANH = {"stt": "gi", "so": "ph", "tien": "ph"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is drawn: the pair, or the trace of a row that moved away (`bong`: the number of its change)."""

    cap: CapHang
    numbers: tuple[int, ...] = ()
    o: dict[int, list[int]] = field(default_factory=dict)
    bong: int = -1


def mot_ben(bang: Bang, *, moi: bool) -> CapBang:
    """A table that only one document has, as a pair in which every row came (`moi`) or went."""
    columns = range(len(bang.dau))
    return CapBang(
        bang,
        bang,
        tuple((None, c) if moi else (c, None) for c in columns),
        tuple(CapHang(None, h) if moi else CapHang(h, None) for h in bang.hang if h.loai != "dau"),
    )


def ve(cap: CapBang, trang: Trang, numbers: Sequence[int], ten: str) -> str:
    """The table; `numbers` are the changes that speak of it. Those that find no place in it stay for the caller."""
    places = _Places(cap)
    head: dict[int, list[int]] = {}
    at: dict[int, tuple[list[int], dict[int, list[int]]]] = {}
    for number in numbers:
        one = trang.thay_doi[number]
        where = places.of(one.a, one.b)
        if one.loai is Loai.DINH_DANG or where is None:
            continue
        row, column = where
        if row < 0:
            head.setdefault(column, []).append(number)
        else:
            own, cells = at.setdefault(row, ([], {}))
            own.append(number)
            if one.thanh_phan == "o_bang" and one.loai is Loai.SUA:
                cells.setdefault(column, []).append(number)
    rows = [_Row(r, tuple(at[n][0]), at[n][1]) if n in at else _Row(r) for n, r in enumerate(cap.hang)]
    drawn = list(_voi_bong(cap, rows, trang))
    wide = len(cap.cot[:_COLUMNS]) + 1
    body = "".join(_khuc(f, part, cap, trang, wide) for f, part in _khoi.gap_lai(drawn, _changed, IT))
    return f'<div class="cuon"><table aria-label="{html(ten)}">{_dau(cap, head, trang)}{body}</table></div>'


_COLUMNS = 200
"""Columns of a table that are drawn at most."""


def _changed(row: _Row) -> bool:
    return bool(row.numbers) or row.bong >= 0 or row.cap.a is None or row.cap.b is None or bool(row.cap.khac)


class _Places:
    """Where in a drawn table a paragraph stands: its row (-1: headings) and column among the drawn ones."""

    def __init__(self, cap: CapBang) -> None:
        self._a: dict[tuple[str, int], tuple[int, int]] = {}
        self._b: dict[tuple[str, int], tuple[int, int]] = {}
        columns_a = {i: n for n, (i, _) in enumerate(cap.cot) if i is not None}
        columns_b = {j: n for n, (_, j) in enumerate(cap.cot) if j is not None}
        sides = (
            (self._a, cap.a, columns_a, [r.a for r in cap.hang]),
            (self._b, cap.b, columns_b, [r.b for r in cap.hang]),
        )
        for known, bang, columns, rows in sides:
            heads = [(-1, h) for h in bang.hang if h.loai == "dau"]
            for n, row in (*heads, *enumerate(rows)):
                for c, o in enumerate(row.o if row is not None else ()):
                    for line in o.dong if o is not None else ():
                        known.setdefault((line.doan.spot.part, line.doan.spot.p), (n, columns.get(c, 0)))

    def of(self, a: Sequence[Spot], b: Sequence[Spot]) -> tuple[int, int] | None:
        """The place that a change's spots name, in B if they can."""
        for known, spots in ((self._b, b), (self._a, a)):
            for spot in spots[:1]:
                if (found := known.get((spot.part, spot.p))) is not None:
                    return found
        return None


def _voi_bong(cap: CapBang, rows: Sequence[_Row], trang: Trang) -> Iterator[_Row]:
    """The rows with a trace wherever one moved away."""
    index = {id(h): n for n, h in enumerate(cap.a.hang)}
    moved = {}
    for row in rows:
        told = [n for n in row.numbers if trang.thay_doi[n].loai is Loai.CHUYEN]
        if row.cap.chuyen and row.cap.a is not None and told and id(row.cap.a) in index:
            moved[index[id(row.cap.a)]] = told[0]
    traces = _khoi.cho_cu(cap.a.hang, [r.cap.a for r in rows], moved)
    by_number = {n: cap.a.hang[i] for i, n in moved.items()}
    for n in range(len(rows) + 1):
        for number in traces.get(n, ()):
            yield _Row(CapHang(by_number[number], None), (number,), {}, number)
        if n < len(rows):
            yield rows[n]


def _dau(cap: CapBang, head: dict[int, list[int]], trang: Trang) -> str:
    cells = []
    for n, (i, j) in enumerate(cap.cot[:_COLUMNS]):
        old, new = cap.a.dau[i] if i is not None else "", cap.b.dau[j] if j is not None else ""
        numbers = head.get(n, [])
        tu = next((t.tu for k in numbers if (t := trang.thay_doi[k]).tu), ())
        marked = _khoi.danh_dau(tu) if tu else _ben(old, new, i is None, j is None)
        tied = f" {_khoi.data_t(numbers)}" if numbers else ""
        cells.append(f'<th scope="col"{tied}>{_vach(numbers, trang)}{marked}</th>')
    return f'<thead><tr><th class="v"></th>{"".join(cells)}</tr></thead>'


def _ben(old: str, new: str, them: bool, bo: bool) -> str:
    """A text that only one side has, marked; else that of B."""
    if them and not bo:
        return f"<ins>{html(new)}</ins>" if new else ""
    if bo and not them:
        return f"<del>{html(old)}</del>" if old else ""
    return html(new or old)


def _khuc(folded: bool, rows: Sequence[_Row], cap: CapBang, trang: Trang, wide: int) -> str:
    inside = "".join(_hang(r, cap, trang, wide) for r in rows)
    if not folded:
        return f"<tbody>{inside}</tbody>"
    ref, kind = trang.gap(), "gap dai" if len(rows) >= DAI else "gap"
    return (
        f'<tbody class="nut {kind}"><tr><td colspan="{wide}"><button type="button" aria-expanded="false" '
        f'aria-controls="{ref}">… {len(rows)} hàng không đổi …</button></td></tr></tbody>'
        f'<tbody class="{kind}" id="{ref}">{inside}</tbody>'
    )


def _vach(numbers: Sequence[int], trang: Trang) -> str:
    """The marks of changes at the edge of a row, one each, where stepping stops."""
    out = []
    for number in numbers:
        if number in trang.co:
            continue
        one = trang.thay_doi[number]
        said = " ".join("".join(p.chu for p in line) for line in _cau.cau(one))
        more = f"{html(one.cu)} → {html(one.moi)}" if one.loai is Loai.DANH_SO else ""
        if one.loai is Loai.CHUYEN:
            more = f'<a href="#g{number}">từ {html(one.vi_tri_cu or one.cu)}</a>'
        out.append(f'<span class="td {_khoi.LOP[one.loai]}" {trang.thuoc_tinh(number)} title="{html(said)}">'
                   f"{trang.dau([number])}{more}</span>")  # fmt: skip
    return "".join(out)


def _hang(row: _Row, cap: CapBang, trang: Trang, wide: int) -> str:
    pair = row.cap
    if row.bong >= 0 and pair.a is not None:
        one = trang.thay_doi[row.bong]
        own = [(role == "noi_dung", o.chu) for o, role in zip(pair.a.o, cap.a.cot, strict=False)
               if o is not None and o.hang == _own(pair.a) and any(c.isalpha() for c in o.chu)]  # fmt: skip
        name = max(own, key=lambda x: x[0], default=(False, ""))[1]
        link = f'{_khoi.ten(name)} <a href="#t{row.bong}">chuyển đến {html(one.moi or one.vi_tri)}</a>'
        return (f'<tr class="bong" id="g{row.bong}" {_khoi.data_t(row.numbers)}><td class="v"></td>'
                f'<td colspan="{wide - 1}">{link}</td></tr>')  # fmt: skip
    shown = pair.b or pair.a
    assert shown is not None
    whole = trang.lop([n for n in row.numbers if trang.thay_doi[n].thanh_phan != "o_bang"])
    names = " ".join(filter(None, (whole, _LOP_HANG.get(shown.loai, ""))))
    attributes = (f' class="{names}"' if names else "") + (f" {_khoi.data_t(row.numbers)}" if row.numbers else "")
    return f'<tr{attributes}><td class="v">{_vach(row.numbers, trang)}</td>{"".join(_cac_o(row, cap, trang))}</tr>'


def _cac_o(row: _Row, cap: CapBang, trang: Trang) -> Iterator[str]:
    """The cells of a row; a cell that spans several columns once, one merged with that above it as an empty one."""
    pair = row.cap
    open_: list[str] = []
    span = 0
    own_a, own_b = _own(pair.a), _own(pair.b)
    for n, (i, j) in enumerate(cap.cot[:_COLUMNS]):
        a, b = _o(pair.a, i), _o(pair.b, j)
        if a is None and b is None and open_ and n not in row.o:
            span += 1
            continue
        if open_:
            yield _dong_o(open_, span)
        span = 1
        role = cap.b.cot[j] if j is not None else cap.a.cot[i] if i is not None else ""
        numbers = row.o.get(n, [])
        on = all(o is None or o.hang != row for o, row in ((a, own_a), (b, own_b)))
        names = [_CANH.get(role, ""), "doi" if n in pair.khac else "", "noi" if on and (a or b) else ""]
        words = _chu_o(row, n, (i, j), (a, b), (own_a, own_b), trang)
        named = " ".join(filter(None, names))
        open_ = [(f' class="{named}"' if named else "") + (f" {_khoi.data_t(numbers)}" if numbers else ""), words]
    if open_:
        yield _dong_o(open_, span)


def _dong_o(cell: Sequence[str], span: int) -> str:
    wide = f' colspan="{span}"' if span > 1 else ""
    return f"<td{cell[0]}{wide}>{cell[1]}</td>"


def _chu_o(row: _Row, n: int, cot: tuple[int | None, int | None], o: tuple[OBang | None, OBang | None],
           own: tuple[int, int], trang: Trang) -> str:  # fmt: skip
    """The words of a cell, marked where they changed."""
    pair, (a, b) = row.cap, o
    old, new = ("" if x is None or x.hang != at else x.chu for x, at in zip(o, own, strict=True))
    if pair.a is None or pair.b is None:
        return _ben(old, new, pair.a is None, pair.b is None)
    if None in cot:
        return _ben(old, new, cot[0] is None, cot[1] is None)
    tu = next((t.tu for k in row.o.get(n, ()) if (t := trang.thay_doi[k]).tu), ())
    if tu:
        return _khoi.danh_dau(tu)
    if n in pair.khac:  # a change that speaks of the cell was not found: the whole of it
        return "".join((f"<del>{html(old)}</del> " if old else "", f"<ins>{html(new)}</ins>" if new else ""))
    shown = b if b is not None else a
    return "<br>".join(html(line.chu) for line in shown.dong if line.chu) if shown is not None and (new or old) else ""


def _o(row: HangBang | None, column: int | None) -> OBang | None:
    return row.o[column] if row is not None and column is not None and column < len(row.o) else None


def _own(row: HangBang | None) -> int:
    """The number of a row in its table: that of its own cells, of which those merged with cells above are not."""
    return max((o.hang for o in row.o if o is not None), default=0) if row is not None else 0
