"""Formats of what is the same: letters, paragraphs, tables and pages; told apart from the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from vbhc.compare import places
from vbhc.compare.rows import first_spot
from vbhc.compare.sections import elected, stands_in
from vbhc.compare.tables import headings
from vbhc.compare.words import habits, plain
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.so_sanh import Cap, CapBang, Don, Loai, ThayDoi
from vbhc.model.view import CANH, Layout, Look, Section, Spot

_YES = {True: "có", False: "không"}
_MM, _PT = 0.6, 0.3
"""By how much lengths and spacings may be off and still be the same: programs round."""
_STANDING_OUT: tuple[tuple[str, Callable[[Look], object]], ...] = (
    ("chữ đậm riêng", lambda look: look.bold),
    ("chữ nghiêng riêng", lambda look: look.italic),
    ("chữ gạch chân riêng", lambda look: look.underline),
    ("chữ gạch ngang riêng", lambda look: look.strike),
    ("chữ ẩn riêng", lambda look: look.hidden),
    ("chữ tô nền riêng", lambda look: look.highlight),
    ("chữ khác màu", lambda look: _color(look.color)),
    ("chữ khác cỡ", lambda look: round(look.size * 2)),
    ("chỉ số trên", lambda look: look.raised == "superscript"),
    ("chỉ số dưới", lambda look: look.raised == "subscript"),
)
_RAISED = {"superscript": "trên", "subscript": "dưới"}
NHIEU = "Nhiều phần"
_SPOKEN = {
    "o_bang": "ô bảng", "dau_bang": "đầu bảng", "phan": "tiêu đề phần", "khoan": "khoản", "diem": "điểm",
    "gach": "gạch đầu dòng", "cong": "cộng đầu dòng", "doan": "đoạn văn", "can_cu": "căn cứ", "noi_nhan": "nơi nhận",
    "dieu": "điều", "cap_thap": "mục nhỏ", "bang": "bảng",
}  # fmt: skip


def together(found: Sequence[ThayDoi]) -> ThayDoi:
    """One change for many that are alike; it is called by its kind where it stands for several units."""
    first, count = found[0], sum(one.so_cho for one in found)
    parts = {one.phan for one in found}
    name = NHIEU if len({one.thanh_phan for one in found}) > 1 else _SPOKEN.get(first.thanh_phan, "")
    alone = count == 1 or not name or len({one.vi_tri for one in found}) == 1
    return replace(
        first,
        vi_tri=first.vi_tri if alone else name[0].upper() + name[1:],
        vi_tri_cu=first.vi_tri_cu if alone else "",
        phan=first.phan if len(parts) == 1 else NHIEU,
        so_cho=count,
        a=tuple(spot for one in found for spot in one.a),
        b=tuple(spot for one in found for spot in one.b),
    )


def of_pair(cap: Cap) -> Iterator[ThayDoi]:
    """What a pair of units shows of another format, a change each."""
    if not cap.a or not cap.b:
        return
    if cap.bang is not None:
        yield from _table(cap.bang, cap.b[0])
        return
    x, y = cap.a[0], cap.b[0]
    base = _Base(y.loai, y.phan, y.vi_tri)
    both = _common(x.chu, y.chu) if cap.tu else None
    old, new = _lines(x.dong, both), _lines(y.dong, both)
    if not cap.tu:
        old, new = (*old, *_typed(x.chu)), (*new, *_typed(y.chu))
    yield from base.tell(old, new, x.dong, y.dong)


def of_pages(a: BanDoc, b: BanDoc, caps: Sequence[Cap]) -> Iterator[ThayDoi]:
    """Paper, margins and page numbers of the sections that hold the same; one that came or went tells nothing more."""
    old, new = a.view.sections, b.view.sections
    if not a.view.formats or not b.view.formats:
        return
    many = max(len(old), len(new)) > 1
    votes = ((stands_in(cap.a[0]), stands_in(cap.b[0])) for cap in caps if cap.a and cap.b)
    for i, j in sorted(elected(votes), key=lambda pair: pair[1]):
        if i < len(old) and j < len(new):
            where = f"Trang giấy, phần {j + 1}" if many else "Trang giấy"
            for name, before, after in _differ(_page(old[i]), _page(new[j])):
                yield ThayDoi(Loai.DINH_DANG, "trang", places.PHAN["trang"], where, before, after, name)


Facts = tuple[tuple[str, object, str], ...]
"""What is said of a format: its name for people, a value to compare by, and that value in words."""


class _Base:
    def __init__(self, thanh_phan: str, phan: str, vi_tri: str) -> None:
        self.thanh_phan, self.phan, self.vi_tri = thanh_phan, phan, vi_tri

    def tell(self, old: Facts, new: Facts, x: Sequence[Dong], y: Sequence[Dong]) -> Iterator[ThayDoi]:
        """The facts that differ."""
        if old == new:
            return
        spots: list[tuple[Spot, ...]] = [(d[0].doan.spot,) if d else () for d in (x, y)]
        for name, before, after in _differ(old, new):
            yield ThayDoi(
                Loai.DINH_DANG, self.thanh_phan, self.phan, self.vi_tri, before, after, name, a=spots[0], b=spots[1]
            )


def _differ(old: Facts, new: Facts) -> Iterator[tuple[str, str, str]]:
    before, after = {n: (v, said) for n, v, said in old}, {n: (v, said) for n, v, said in new}
    for name in dict.fromkeys((*before, *after)):
        if name in before and name in after and before[name][0] != after[name][0]:
            yield name, before[name][1], after[name][1]


# --- letters and paragraphs -------------------------------------------------------------------------------------------


def _common(old: str, new: str) -> Counter[str]:
    """The words that stand in both of two texts, as often as they do."""
    return Counter(plain(old)) & Counter(plain(new))


def _lines(dong: Sequence[Dong], both: Counter[str] | None) -> Facts:
    """What is said of the lines of a unit: most of its letters, and its first paragraph."""
    if not dong:
        return ()
    return (*_letters(dong, both), *_paragraph(dong[0].doan.layout))


def _typed(text: str) -> Facts:
    """How the text is typed where the words are the same."""
    return tuple((name, how, how) for name, how in habits(text))


def _letters(dong: Sequence[Dong], both: Counter[str] | None = None) -> Facts:
    """The look of most letters, and the words that stand out (of those in `both` where the words differ)."""
    most = _most(dong, both) or _most(dong, None)
    return (*_look(most), *_emphasis(dong, most, both)) if most is not None else ()


def _most(dong: Sequence[Dong], both: Counter[str] | None) -> Look | None:
    """The look of most letters; where the words differ of those that are in both, since what comes and goes is told."""
    count: Counter[Look] = Counter()
    for run in (run for line in dong for run in line.runs):
        words = run.text.split() if both is None else [word for word in plain(run.text) if word in both]
        count[run.look] += sum(map(len, words))
    most = max(count, key=lambda look: count[look], default=None)
    return most if most is not None and count[most] else None


def _emphasis(dong: Sequence[Dong], most: Look, both: Counter[str] | None) -> Facts:
    """The words that stand out from the rest of their unit: struck out, raised, slanted …, each kind by itself."""
    out = []
    for name, of in _STANDING_OUT:
        words = "".join(
            r.text if of(r.look) != of(most) else " "
            for line in dong
            for r in line.runs
            if r.text.strip()
        )  # fmt: skip
        kept = plain(words) if both is None else sorted((Counter(plain(words)) & both).elements())
        said = f"“{places.shortened(' '.join(words.split()))}”" if kept else "không"
        out.append((name, tuple(kept), said))
    return tuple(out)


@lru_cache(maxsize=512)
def _look(look: Look) -> Facts:
    return (
        ("phông chữ", look.fonts[:1], look.fonts[0] if look.fonts else "không rõ"),
        ("cỡ chữ", round(look.size * 2), f"{look.size:g}".replace(".", ",")),
        ("chữ đậm", look.bold, _YES[look.bold]),
        ("chữ nghiêng", look.italic, _YES[look.italic]),
        ("gạch chân", look.underline or "", look.underline or "không"),
        ("màu chữ", _color(look.color), _color(look.color)),
        ("gạch ngang", look.strike, _YES[look.strike]),
        ("tô nền", look.highlight, look.highlight or "không"),
        ("chữ ẩn", look.hidden, _YES[look.hidden]),
        ("chỉ số", look.raised, _RAISED.get(look.raised, "không")),
    )


def _color(color: str) -> str:
    return "đen" if color.upper() in {"AUTO", "000000"} else color.upper()


@lru_cache(maxsize=512)
def _paragraph(layout: Layout) -> Facts:
    return (
        ("căn lề", layout.align, CANH.get(layout.align, layout.align)),
        ("lùi trái", _step(layout.left, _MM), _mm(layout.left)),
        ("lùi phải", _step(layout.right, _MM), _mm(layout.right)),
        ("lùi dòng đầu", _step(layout.first, _MM), _mm(layout.first)),
        ("cách trên", _step(layout.before, _PT), _pt(layout.before)),
        ("cách dưới", _step(layout.after, _PT), _pt(layout.after)),
        ("giãn dòng", (_step(layout.line, 0.01 if layout.line_rule == "auto" else _PT), layout.line_rule),
         f"{layout.line:g} {'dòng' if layout.line_rule == 'auto' else 'pt'}".replace(".", ",")),
        ("sang trang mới", layout.page_break_before, _YES[layout.page_break_before]),
    )  # fmt: skip


def _step(value: float, size: float) -> int:
    return round(value / size)


def _mm(value: float) -> str:
    return f"{value:.1f} mm".replace(".0 ", " ").replace(".", ",")


def _pt(value: float) -> str:
    return f"{value:.1f} pt".replace(".0 ", " ").replace(".", ",")


# --- tables and pages -------------------------------------------------------------------------------------------------


def _table(pair: CapBang, unit: Don) -> Iterator[ThayDoi]:
    """Widths of columns, and the format of cells by column."""
    spots, heads = (first_spot(pair.a), first_spot(pair.b)), headings(pair.b)
    for i, j in pair.cot:
        if i is not None and j is not None and i < len(pair.a.table.widths) and j < len(pair.b.table.widths):
            old, new = pair.a.table.widths[i], pair.b.table.widths[j]
            if abs(old - new) > 2 * _MM:
                yield ThayDoi(
                    Loai.DINH_DANG, "bang", unit.phan, f"{unit.vi_tri}, cột “{heads[j] or j + 1}”", _mm(old),
                    _mm(new), "độ rộng cột", a=spots[0], b=spots[1],
                )  # fmt: skip
    for row in pair.hang:
        if row.a is None or row.b is None:
            continue
        for i, j in pair.cot:
            x = row.a.o[i] if i is not None else None
            y = row.b.o[j] if j is not None else None
            if x is None or y is None or not x.dong or not y.dong or _alike(x.dong, y.dong):
                continue
            base = _Base("o_bang", unit.phan, f"{unit.vi_tri}, cột “{heads[j or 0] or (j or 0) + 1}”")
            texts = [" ".join(line.chu for line in cell.dong) for cell in (x, y)]
            both = _common(*texts) if texts[0] != texts[1] else None
            yield from base.tell(_cell(x.dong, both), _cell(y.dong, both), x.dong, y.dong)


def _alike(x: Sequence[Dong], y: Sequence[Dong]) -> bool:
    """Whether two cells are each of one look throughout, and of the same: most are, and no more need be asked."""
    looks = {run.look for line in (*x, *y) for run in line.runs if run.text.strip()}
    return len(looks) <= 1 and x[0].doan.layout.align == y[0].doan.layout.align


def _cell(dong: Sequence[Dong], both: Counter[str] | None) -> Facts:
    said = _letters(dong, both)
    layout = dong[0].doan.layout
    return (*said, ("căn lề", layout.align, CANH.get(layout.align, layout.align))) if said else ()


def _page(section: Section) -> Facts:
    names: tuple[tuple[str, Callable[[Section], float]], ...] = (
        ("lề trên", lambda s: s.top), ("lề dưới", lambda s: s.bottom), ("lề trái", lambda s: s.left),
        ("lề phải", lambda s: s.right),
    )  # fmt: skip
    return (
        ("khổ giấy", (_step(section.width, 1), _step(section.height, 1)), _paper(section)),
        *((name, _step(of(section), _MM), _mm(of(section))) for name, of in names),
        ("số trang bắt đầu", section.restart, str(section.restart) if section.restart is not None else "nối tiếp"),
        ("trang đầu khác", section.title_page, _YES[section.title_page]),
    )


def _paper(section: Section) -> str:
    return f"{section.width:.0f} × {section.height:.0f} mm {'ngang' if section.landscape else 'dọc'}"


__all__ = ["of_pages", "of_pair", "together"]
