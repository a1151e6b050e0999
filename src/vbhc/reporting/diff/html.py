"""The comparison as one page: both documents beside each other, or as one text, with what changed marked.

The page stands alone: style and script are inside and named by their hashes in its own policy, nothing is fetched, and
every word of a document is escaped. It reads without script, in two columns with all of the text; with it there are one
column, filters, folding, and next/previous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from vbhc.model.so_sanh import Cap, Don, Loai, SoSanh, ThayDoi, Tu
from vbhc.reporting import safe
from vbhc.reporting.diff import _bang, _cau, _khoi
from vbhc.reporting.diff._khoi import Trang
from vbhc.reporting.safe import html, mot_dong

TEN = "html"
DUOI = ".html"
MO_TA = "một trang HTML: hai văn bản cạnh nhau, chỗ đổi được đánh dấu"

IT = 3
"""Fewer unchanged units in a stretch are never folded."""

IT_THAY_DOI = 15
"""So many changes are listed at once above the documents."""


def viet(so_sanh: SoSanh, mau: bool = False) -> str:
    """The whole page; `mau` means nothing here, the page always has its colours."""
    parts = {part: n for n, part in enumerate(dict.fromkeys(t.phan for t in so_sanh.thay_doi))}
    trang = Trang(so_sanh.thay_doi, parts)
    rows = list(_hang(so_sanh))
    body = "\n".join(_khuc(f, part, trang) for f, part in _khoi.gap_lai(rows, lambda r: bool(r.numbers), IT))
    left = trang.ghi(range(len(so_sanh.thay_doi)))
    names = [mot_dong(x.view.name) for x in (so_sanh.a, so_sanh.b)]
    style, script = _file("trang.css"), _file("trang.js")
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{safe.chinh_sach(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>So sánh: {html(" → ".join(names))}</title>
<style>{style}</style>
</head>
<body>
<header class="dau">
<h1>So sánh hai văn bản</h1>
<dl><dt>Trước</dt><dd>{html(names[0])}</dd><dt>Sau</dt><dd>{html(names[1])}</dd></dl>
<p class="tom-tat">{html(_cau.dem(so_sanh))}</p>
{_khong_so(so_sanh.khong_so)}{_danh_sach(so_sanh.thay_doi)}
</header>
{_dieu_khien(so_sanh.thay_doi, parts)}
<main>
{f'<section class="chung" aria-label="Trang giấy và cả văn bản">{left}</section>' if left else ""}
<div class="hang ten"><div class="a">{html(names[0])}</div><div class="b">{html(names[1])}</div></div>
{body}
</main>
<script>{script}</script>
</body>
</html>
"""


def _file(name: str) -> str:
    return resources.files("vbhc.reporting.diff").joinpath(name).read_text(encoding="utf-8")


def _khong_so(reasons: Sequence[str]) -> str:
    rows = "".join(f"<li>{html(x)}</li>" for x in reasons)
    return f'<div class="khong-so"><b>Không so được</b><ul>{rows}</ul></div>' if rows else ""


def _danh_sach(thay_doi: Sequence[ThayDoi]) -> str:
    """The list of changes by part, folded; those of format last."""
    parts: dict[str, list[tuple[int, ThayDoi]]] = {}
    for n, one in enumerate(thay_doi):
        if one.loai is not Loai.DINH_DANG:
            parts.setdefault(mot_dong(one.phan) or "Văn bản", []).append((n, one))
    formats = [(n, t) for n, t in enumerate(thay_doi) if t.loai is Loai.DINH_DANG]
    groups = [*parts.items(), *([("Định dạng", formats)] if formats else [])]
    rows = "".join(
        f"<h3>{html(part)}</h3><ul>"
        + "".join(f'<li><a href="#t{n}">{_khoi.cau(line)}</a></li>' for n, line in _cau.cac_dong(own))
        + "</ul>"
        for part, own in groups
    )
    is_open = " open" if len(thay_doi) <= IT_THAY_DOI else ""
    return f'<details class="muc-luc"{is_open}><summary>Danh sách thay đổi</summary>{rows}</details>' if rows else ""


def _dieu_khien(thay_doi: Sequence[ThayDoi], parts: dict[str, int]) -> str:
    """The bar of controls; shown only where the script runs."""
    kinds, of_part = Counter(t.loai for t in thay_doi), Counter(t.phan for t in thay_doi)
    by_kind = "".join(
        f'<label class="{_khoi.LOP[k]}"><input type="checkbox" name="loai" value="{_khoi.LOP[k]}" checked> '
        f"{k} <b>{kinds[k]}</b></label>"
        for k in Loai
        if kinds[k]
    )
    by_part = "".join(
        f'<label><input type="checkbox" name="phan" value="{n}" checked> {html(mot_dong(p) or "Văn bản")} '
        f"<b>{of_part[p]}</b></label>"
        for p, n in parts.items()
    )
    part_list = (
        f'<details class="chon"><summary>Phần: <span>tất cả</span></summary><div role="group" '
        f'aria-label="Phần của văn bản"><button type="button" name="het">tất cả</button>'
        f'<button type="button" name="khong">không phần nào</button>{by_part}</div></details>'
        if len(parts) > 1
        else ""
    )
    return f"""<form class="loc" autocomplete="off" aria-label="Cách xem">
<fieldset><legend>Cách trình bày</legend><label><input type="radio" name="cot" value="hai" checked> hai cột</label>
<label><input type="radio" name="cot" value="mot"> một cột</label></fieldset>
<label><input type="checkbox" name="chi"> chỉ chỗ đổi</label>
<fieldset class="loai"><legend>Loại thay đổi</legend>{by_kind}</fieldset>{part_list}
<span class="di"><button type="button" name="truoc" title="Phím p">‹ trước</button>
<output aria-live="polite"></output><button type="button" name="sau" title="Phím n">sau ›</button></span>
</form>"""


@dataclass(frozen=True, slots=True)
class _Hang:
    """A row of the page: a pair of units with the numbers of its changes, or the trace of one that moved away."""

    cap: Cap
    numbers: tuple[int, ...] = ()
    bong: int = -1


def _hang(so_sanh: SoSanh) -> Iterator[_Hang]:
    """The pairs in order, each with its changes, or those of the unit it came, went or moved with; and the traces."""
    rows: list[_Hang] = []
    many: set[int] = set()
    for cap in so_sanh.cap:
        numbers = tuple(n for n in cap.thay_doi if n not in many)
        many.update(n for n in numbers if so_sanh.thay_doi[n].so_cho > 1)  # told once, where it is met first
        above = rows[-1] if rows else None
        if not cap.thay_doi and above is not None and _cung(cap, above.cap):
            numbers = tuple(n for n in above.numbers if so_sanh.thay_doi[n].loai in (Loai.THEM, Loai.BO, Loai.CHUYEN))
        rows.append(_Hang(cap, numbers))
    moved: dict[int, int] = {}
    olds = sorted((r.cap for r in rows if r.cap.a), key=lambda c: _thu_tu(c.a[0]))
    told: set[int] = set()
    for i, cap in enumerate(olds):
        if cap.chuyen:
            mine = [n for n in cap.thay_doi if _ca_khoi(so_sanh.thay_doi[n]) and n not in told]
            told.update(mine)
            moved[i] = mine[0] if mine else -1
    traces = _khoi.cho_cu(olds, [r.cap if r.cap.a else None for r in rows], moved)
    by_number = {n: olds[i] for i, n in moved.items()}
    for k in range(len(rows) + 1):
        yield from (_Hang(by_number[n], (n,), n) for n in traces.get(k, ()) if n >= 0)
        if k < len(rows):
            yield rows[k]


def _ca_khoi(one: ThayDoi) -> bool:
    """Whether a change moves a whole unit, not a row in it."""
    return one.loai is Loai.CHUYEN and one.thanh_phan != "hang"


def _cung(cap: Cap, above: Cap) -> bool:
    """Whether a unit that no change speaks of came, went or moved with the one before it."""
    return (bool(cap.a), bool(cap.b), cap.chuyen) == (bool(above.a), bool(above.b), above.chuyen) and (
        cap.chuyen or not cap.a or not cap.b
    )


def _thu_tu(don: Don) -> tuple[int, str, int, int]:
    """Where a unit stands in its own document: the text, then headers and footers."""
    lines = don.dong or tuple(
        line for h in (don.bang.hang[:1] if don.bang else ()) for o in h.o if o is not None for line in o.dong
    )
    if not lines:
        return 1, "", 0, 0
    spot = lines[0].doan.spot
    return int(don.o_dau == "le"), spot.part, spot.p, lines[0].dau


def _khuc(folded: bool, rows: Sequence[_Hang], trang: Trang) -> str:
    inside = "\n".join(_mot(r, trang) for r in rows)
    if not folded:
        return inside
    ref = trang.gap()
    return (
        f'<div class="nut gap"><button type="button" aria-expanded="false" aria-controls="{ref}">'
        f'… {len(rows)} đoạn không đổi …</button></div><div class="gap" id="{ref}">{inside}</div>'
    )


def _mot(row: _Hang, trang: Trang) -> str:
    cap, numbers = row.cap, row.numbers
    if row.bong >= 0:
        one = trang.thay_doi[row.bong]
        words = _khoi.ten(f"{cap.a[0].nhan} {cap.a[0].chu}")
        link = f'{words} <a href="#t{row.bong}">chuyển đến {html(mot_dong(one.vi_tri))}</a>'
        return (f'<div class="hang bong" id="g{row.bong}" {_khoi.data_t(numbers)}>'
                f'<div class="a"><p>{link}</p></div></div>')  # fmt: skip
    table = _cua_bang(cap, trang)
    notes = trang.ghi(numbers)
    side = "chi-a" if not cap.b else "chi-b" if not cap.a else ""
    names = " ".join(filter(None, ("hang", side, trang.lop(numbers))))
    tied = f" {_khoi.data_t(numbers)}" if numbers else ""
    inside = table or _hai_ben(cap, numbers, trang)
    return f'<div class="{names}"{tied}>{f"<div class=ghi>{notes}</div>" if notes else ""}{inside}</div>'


def _cua_bang(cap: Cap, trang: Trang) -> str:
    """The table of a pair, over the whole width; "" where it is no table."""
    pair = cap.bang
    unit = (cap.b or cap.a)[0]
    if pair is None and unit.bang is not None and not (cap.a and cap.b):
        pair = _bang.mot_ben(unit.bang, moi=bool(cap.b))
    return f'<div class="ca">{_bang.ve(pair, trang, cap.thay_doi, unit.vi_tri)}</div>' if pair is not None else ""


def _hai_ben(cap: Cap, numbers: Sequence[int], trang: Trang) -> str:
    """The units of a pair beside each other. B's side holds the words that went too, for reading in one column."""
    own = [trang.thay_doi[n] for n in numbers]
    tu: tuple[Tu, ...] = next((t.tu for t in own if t.tu), ())
    lone = any(t.loai in (Loai.THEM, Loai.BO) for t in own)
    sign = trang.dau(numbers) if numbers else ""
    left = _khoi.doan(cap.a, tu, "-", "del" if lone and not cap.b else "")
    right = _khoi.doan(cap.b, tu, "+", "ins" if lone and not cap.a else "")
    return f'<div class="a">{left}</div>{sign}<div class="b">{right}</div>'
