"""The page of a comparison: every change has one place, both texts are whole, words of documents stay words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate, combinations, pairwise

import pytest
from diff_mau import bang_dai, khong_doi, tay, that
from hypothesis import given
from hypothesis import strategies as st

from vbhc.model.so_sanh import SoSanh, Tu
from vbhc.reporting.diff import _khoi, dang
from vbhc.reporting.safe import mot_dong, sach

VOID = {"meta", "br", "input"}


def write(so_sanh: SoSanh) -> str:
    return dang()["html"].viet(so_sanh)


@dataclass
class Node:
    tag: str
    attrs: dict[str, str]
    inside: list[Node | str] = field(default_factory=list)

    def text(self, without: str = "") -> str:
        parts = (x if isinstance(x, str) else "" if x.tag == without else x.text(without) for x in self.inside)
        return "".join(parts) + ("\n" if self.tag in ("p", "td", "th") else "")

    def all(self) -> list[Node]:
        return [self, *(n for x in self.inside if isinstance(x, Node) for n in x.all())]

    def has(self, name: str) -> bool:
        return name in self.attrs.get("class", "").split()


class Reader(HTMLParser):
    """The tree of a page; every tag has to be closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]
        self.feed(page)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {k: v or "" for k, v in attrs})
        assert len(node.attrs) == len(attrs), attrs
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(so_sanh: SoSanh) -> list[Node]:
    return Reader(write(so_sanh)).root.all()


SAMPLES = pytest.mark.parametrize("so_sanh", [that(), tay(), khong_doi()], ids=["sample", "hand", "none"])


@SAMPLES
def test_every_change_has_one_place_and_every_link_an_end(so_sanh: SoSanh) -> None:
    nodes = read(so_sanh)
    ids = [n.attrs["id"] for n in nodes if "id" in n.attrs]
    assert len(ids) == len(set(ids))
    assert sorted(int(i[1:]) for i in ids if i[0] == "t") == list(range(len(so_sanh.thay_doi)))
    assert {n.attrs["href"] for n in nodes if "href" in n.attrs} <= {f"#{i}" for i in ids}
    assert {n.attrs["aria-controls"] for n in nodes if "aria-controls" in n.attrs} <= set(ids)
    for stop in (n for n in nodes if n.has("td")):
        one = so_sanh.thay_doi[int(stop.attrs["id"][1:])]
        assert stop.attrs["data-loai"] == _khoi.LOP[one.loai]


@SAMPLES
def test_both_texts_are_whole(so_sanh: SoSanh) -> None:
    rows = [n for n in read(so_sanh) if n.has("hang") and not n.has("ten") and not n.has("bong")]
    assert len(rows) == len(so_sanh.cap)
    for row, cap in zip(rows, so_sanh.cap, strict=True):
        if (cap.a or cap.b)[0].bang is not None:
            continue
        sides = {k: next((n for n in row.all() if n.has(k)), Node("", {})) for k in "ab"}
        for own, shown in ((cap.a, sides["a"].text()), (cap.b, sides["b"].text("del"))):
            said = " ".join(f"{d.nhan} {d.chu}{d.duoi}" for d in own)
            assert shown.split() == sach(said).split()


@SAMPLES
def test_tables_hold_every_cell_of_both(so_sanh: SoSanh) -> None:
    units = [n for n in read(so_sanh) if n.has("hang") and not n.has("ten") and not n.has("bong")]
    both = [(n, c.bang) for n, c in zip(units, so_sanh.cap, strict=True) if c.bang is not None]
    for unit, pair in both:
        (table,) = (n for n in unit.all() if n.tag == "table")
        rows = [r for r in table.all() if r.tag == "tr" and any(n.has("v") for n in r.all()) and not r.has("bong")][1:]
        for row, cap in zip(rows, pair.hang, strict=True):
            cells = [n for n in row.all() if n.tag == "td" and not n.has("v")]
            starts = accumulate((int(c.attrs.get("colspan", "1")) for c in cells), initial=0)
            at = dict(zip(starts, cells, strict=False))
            for side, gone, k in ((cap.a, "ins", 0), (cap.b, "del", 1)):
                own = max((o.hang for o in side.o if o is not None), default=0) if side is not None else 0
                for n, cot in enumerate(pair.cot):
                    o = side.o[column] if side is not None and (column := cot[k]) is not None else None
                    counted = k == 0 and cap.b is not None and pair.a.cot[cot[0] or 0] == "stt"  # numbers are B's
                    if o is not None and o.hang == own and not counted:
                        assert at[n].text(gone).split() == sach(o.chu).split()
    assert both


def test_a_cell_that_changed_has_its_words_marked() -> None:
    nodes = read(tay())
    cell = next(n for n in nodes if n.tag == "td" and n.attrs.get("data-t") == "8")
    assert [(n.tag, n.text().strip()) for n in cell.all()[1:]] == [("del", "15/02"), ("ins", "28/02")]
    head = next(n for n in nodes if n.tag == "th" and n.attrs.get("data-t") == "7")
    assert [n.text().strip() for n in head.all() if n.tag == "ins"] == [mot_dong(tay().thay_doi[7].tu[1].chu)]
    rows = [(n.attrs["data-t"], n.attrs.get("class", "")) for n in nodes if n.tag == "tr" and "data-t" in n.attrs]
    assert rows == [("8", ""), ("9", "them"), ("10", "bo"), ("11", "chuyen"), ("11", "bong")]
    trace = next(n for n in nodes if n.attrs.get("id") == "g11")
    assert "chuyển đến hàng 3" in trace.text()


def test_what_moved_is_linked_both_ways() -> None:
    nodes = read(tay())
    note = next(n for n in nodes if n.attrs.get("id") == "t1")
    assert [n.attrs["href"] for n in note.all() if n.tag == "a"] == ["#g1"]
    trace = next(n for n in nodes if n.attrs.get("id") == "g1")
    assert [n.attrs["href"] for n in trace.all() if n.tag == "a"] == ["#t1"]
    order = [n.attrs.get("id", "") for n in nodes]
    assert order.index("t1") < order.index("t2") < order.index("g1") < order.index("t3")


def test_what_came_with_its_parent_is_marked_with_it() -> None:
    rows = [n for n in read(tay()) if n.has("hang") and n.attrs.get("data-t") == "4"]
    assert len(rows) == 2
    assert all(row.has("them") and row.has("chi-b") for row in rows)


@SAMPLES
def test_nothing_of_a_document_is_more_than_words(so_sanh: SoSanh) -> None:
    page = write(so_sanh)
    assert page.encode()
    assert page.count("<script") == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\ud800-\udfff]", page)
    for node in Reader(page).root.all():
        assert "style" not in node.attrs
        assert not [a for a in node.attrs if a.startswith("on") or a == "src"]
        assert node.tag not in {"img", "link", "iframe", "object", "embed", "base"}


def test_many_rows_are_folded_and_the_page_stays_small() -> None:
    page = write(bang_dai(200))
    said = re.findall(r"… (\d+) hàng không đổi …", page)
    nodes = Reader(page).root.all()
    folded = [
        len([r for r in n.all() if r.tag == "tr"])
        for n in nodes
        if n.tag == "tbody" and n.has("gap") and "id" in n.attrs
    ]
    assert list(map(int, said)) == folded
    assert folded[0] == 48
    assert sum(folded) > 150
    assert len(page) < 200_000


def test_letters_stand_out_from_what_is_behind_them() -> None:
    style = re.search(r"<style>(.*?)</style>", write(khong_doi()), re.DOTALL)
    assert style is not None
    known = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})\b", style.group(1)))

    def light(name: str) -> float:
        text = known[name][1:]
        text = "".join(c * 2 for c in text) if len(text) == 3 else text
        parts = [int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    pairs = [("them", "nthem"), ("bo", "nbo"), ("chuyen", "nchuyen"), ("sua", "nsua"), ("chu", "nen"), ("nhat", "nen"),
             ("phu", "giay"), ("xanh", "nchuyen"), ("them", "giay"), ("bo", "giay")]  # fmt: skip
    for front, back in pairs:
        a, b = sorted((light(front), light(back)))
        assert (b + 0.05) / (a + 0.05) >= 4.5, (front, back)


_WORDS = st.text("ab .\n", max_size=6)


@given(st.lists(_WORDS.filter(lambda t: "\n" not in t), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_words_of_several_units_are_cut_where_the_units_end(texts: list[str], dice: object) -> None:
    whole = "\n".join(texts)
    edges = sorted({0, len(whole), *(dice.randint(0, len(whole)) for _ in range(3))})  # type: ignore[attr-defined]
    tu = []
    for a, b in pairwise(edges):
        tu += [Tu(dice.choice("=+"), whole[a:b]), Tu("-", "z")]  # type: ignore[attr-defined]
    found = _khoi.cat(tu, "+", texts)
    assert found is not None
    assert ["".join(t.chu for t in piece if t.dau != "-") for piece in found] == texts
    assert sum(t.dau == "-" for piece in found for t in piece) == len(tu) // 2
    assert _khoi.cat(tu, "+", [*texts, "x"]) is None


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 6))
def test_folding_loses_nothing_and_folds_no_change(changed: list[bool], least: int) -> None:
    items = list(enumerate(changed))
    parts = list(_khoi.gap_lai(items, lambda x: x[1], least))
    assert [x for _, part in parts for x in part] == items
    for folded, part in parts:
        if folded:
            assert len(part) >= least
            assert not any(x[1] for x in part)
            near = [n for n, c in items if c and min(abs(n - part[0][0]), abs(n - part[-1][0])) <= _khoi.QUANH]
            assert near == []


@given(st.permutations(range(7)), st.sets(st.integers(0, 6)))
def test_a_trace_stands_after_what_it_followed(order: list[int], gone: set[int]) -> None:
    before = [object() for _ in range(7)]
    moved = {i: 100 + i for i in gone}
    stay = [i for i in range(7) if i not in gone]
    after = sorted(order, key=lambda i: stay.index(i) if i in stay else order.index(i))
    found = _khoi.cho_cu(before, [before[i] for i in after], moved)
    assert sorted(n for numbers in found.values() for n in numbers) == sorted(moved.values())
    for at, numbers in found.items():
        for n in numbers:
            earlier = [i for i in stay if i < n - 100]
            assert at == (max(after.index(i) for i in earlier) + 1 if earlier else 0)


def test_marks_of_kinds_are_distinct() -> None:
    assert all(x != y for x, y in combinations(_khoi.LOP.values(), 2))
