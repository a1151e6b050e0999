"""The same edits made in Word: the print of a draft changed by hand into what another draft says.

`by_hand(data, a, b)` takes the print of `a` and puts, moves and takes out paragraphs and rows as a person does: what
stays keeps its paragraph, what comes is a copy of a neighbour with other words. The stamp and the bookmarks stay as
they were. `numbers=False`: nobody numbers anew, what comes bears the number of the one that was copied.
"""

from __future__ import annotations

import copy
import itertools
import re
from typing import Any

import compare_drafts
from compare_drafts import Annex, Draft, Node
from compare_wants import bare
from lxml import etree

from vbhc import archive
from vbhc.word import ns
from vbhc.word.ns import w

KINDS = (
    "word_changed", "phrase_changed", "words_inserted", "words_deleted", "date_changed", "amount_changed",
    "point_inserted", "point_inserted_alike", "point_deleted", "point_moved", "point_moved_away",
    "point_moved_and_changed", "point_split", "points_joined", "khoan_inserted", "khoan_deleted", "khoan_moved",
    "recipient_added", "recipient_removed", "recipient_changed", "signer_changed", "title_changed", "closing_changed",
    "row_inserted", "row_deleted", "row_moved", "cell_changed",
)  # fmt: skip
"""The kinds of edit that can be made by hand here; whole annexes, columns and groups cannot."""
_STT = re.compile(r"\d+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def by_hand(data: bytes, a: Draft, b: Draft, *, numbers: bool = True) -> bytes:
    """The print `data` of `a` as a person edits it in Word until it says what `b` says."""
    parts = archive.members(data, "mẫu", "tệp Word")
    tree = ns.parse(parts[ns.DOCUMENT], "mẫu")
    doc = compare_drafts.read(data)
    nodes = list(tree.iter(w("p")))
    _points(a, b, [(bare(m.chu), nodes[m.dong.doan.spot.p]) for m in doc.muc], numbers=numbers)
    _recipients([nodes[d.doan.spot.p] for d in doc.noi_nhan.muc], a, b)
    for component, old, new in (
        ("trich_yeu", a.doc["trich_yeu"], b.doc["trich_yeu"]),
        ("ho_ten", a.agency["nguoi_ky"]["ky"]["ho_ten"], b.agency["nguoi_ky"]["ky"]["ho_ten"]),
    ):
        lines = [nodes[d.doan.spot.p] for d in doc.tim(component)]
        _put_words(lines, old, new)
    closing = next(nodes[m.dong.doan.spot.p] for m in doc.muc if bare(m.chu) == bare(a.doc["ket_thuc"]))
    _put_words([closing], a.doc["ket_thuc"], b.doc["ket_thuc"])
    for annex, bang in zip(a.annexes, doc.bang, strict=True):
        rows = [next(nodes[d.doan.spot.p].iterancestors(w("tr"))) for h in bang.hang if h.loai == "thuong"
                for d in [next(o.dong[0] for o in h.o[::-1] if o is not None)]]  # fmt: skip
        other = next(x for x in b.annexes if x.uid == annex.uid)
        _rows(annex, other, rows, numbers=numbers)
    return archive.pack(parts | {ns.DOCUMENT: ns.serialize(tree)})


def _points(a: Draft, b: Draft, printed: list[tuple[str, Any]], *, numbers: bool) -> None:
    """Point by point in the order of the print: each keeps its paragraph wherever it goes."""
    mine: dict[int, Any] = {}
    left = iter(printed)
    for node in a.nodes():
        if "[@" in node.chu:
            mine[node.uid] = next(p for text, p in left if text.startswith("nội dung chi tiết tại phụ lục"))
        else:
            mine[node.uid] = next(p for text, p in left if text == bare(node.chu))
    caps = {n.uid: n.cap for n in a.nodes()}
    labels = {n.uid: mark for nodes in a.parts.values() for n, mark, _ in compare_drafts.lines(nodes)}
    placed: list[Any] = []
    starts = {part: mine[nodes[0].uid].getprevious() for part, nodes in a.parts.items()}
    for part, nodes in b.parts.items():
        at = starts[part]
        gone = [mine[n.uid] for top in a.parts[part] for n in top.all()]
        made: list[Any] = []
        for node, mark, end in compare_drafts.lines(nodes):
            paragraph = mine[node.uid] if caps.get(node.uid) == node.cap else _copy(_model(node, nodes, a, mine))
            if "[@" not in node.chu:
                label = labels[node.uid] if not numbers and caps.get(node.uid) == node.cap else mark
                _set(paragraph, f"{label}{node.chu}{end}")
            made.append(paragraph)
        for old in gone:
            if not any(old is paragraph for paragraph in placed):  # it may stand in another part by now
                old.getparent().remove(old)
        for paragraph in made:
            at.addnext(paragraph)
            at = paragraph
        placed += made


def _copy(node: Any) -> Any:
    """A copy without the bookmarks, whose names may stand in a file only once."""
    twin = copy.deepcopy(node)
    for mark in [*twin.iter(w("bookmarkStart")), *twin.iter(w("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    return twin


def _model(node: Node, nodes: list[Node], a: Draft, mine: dict[int, Any]) -> Any:
    """A paragraph to copy for a new point: one of its level in its part, else anywhere."""
    near = [n for top in nodes for n in top.all()]
    alike = [n for n in [*near, *a.nodes()] if n.uid in mine and n.uid != node.uid and n.cap == node.cap
             and bool(n.cuoi) == bool(node.cuoi)]  # fmt: skip
    return mine[alike[0].uid]


def _recipients(lines: list[Any], a: Draft, b: Draft) -> None:
    told = {bare("".join(t.text or "" for t in p.iter(w("t")))): p for p in lines}
    own = {r: told[bare(r)] for r in a.doc["noi_nhan"]}
    at = own[a.doc["noi_nhan"][0]].getprevious()
    model = copy.deepcopy(own[a.doc["noi_nhan"][0]])
    for old in own.values():
        old.getparent().remove(old)
    lost = [r for r in a.doc["noi_nhan"] if r not in b.doc["noi_nhan"]]
    for name in b.doc["noi_nhan"]:
        changed = next((r for r in lost if name.startswith(r)), None)
        paragraph = own[name] if name in own else own[changed] if changed else copy.deepcopy(model)
        _set(paragraph, f"- {name};")
        at.addnext(paragraph)
        at = paragraph


def _put_words(lines: list[Any], old: str, new: str) -> None:
    """Other words for a text that may stand on several lines, in capitals: those that differ, where they stand."""
    count = [len(ns.text_of(line).split()) for line in lines]
    words, goal = old.split(), new.split()
    first = next((i for i, (x, y) in enumerate(zip(words, goal, strict=False)) if x != y), len(goal))
    n = next(n for n in range(len(lines)) if first < sum(count[: n + 1]) or n + 1 == len(lines))
    part = goal[sum(count[:n]) : len(goal) - sum(count[n + 1 :])]
    before = ns.text_of(lines[n])
    text = " ".join(part)
    _set(lines[n], (text.upper() if before.isupper() else text) + ("./." if before.endswith("./.") else ""))


def _rows(annex: Annex, other: Annex, rows: list[Any], *, numbers: bool) -> None:
    """Row by row, each group for itself; a merged first cell stays at the top of its group."""
    mine = {row.uid: tr for row, tr in zip(annex.hang, rows, strict=True)}
    numbered, merged = annex.data["bang"]["stt"] == "có", "gop" in annex.data["bang"]
    table = rows[0].getparent()
    for group in dict.fromkeys(r.o.get(annex.nhom, "") for r in annex.hang):
        was, now = ([r for r in x.hang if r.o.get(annex.nhom, "") == group] for x in (annex, other))
        at = mine[was[0].uid].getprevious()
        firsts = [_copy(mine[r.uid].find(w("tc"))) for r in was[:2]]
        made = [mine[r.uid] if r.uid in mine else _copy(mine[was[-1].uid]) for r in now]
        for row in was:
            table.remove(mine[row.uid])
        for n, (row, tr) in enumerate(zip(now, made, strict=True)):
            for tc, text in zip(tr.findall(w("tc"))[numbered + merged :], other.words(row), strict=True):
                _set(tc.find(w("p")), text)
            if merged:
                tr.replace(tr.find(w("tc")), copy.deepcopy(firsts[min(n, len(firsts) - 1)]))
            at.addnext(tr)
            at = tr
    if numbers and numbered:
        number_anew(table, int(merged))


def number_anew(table: Any, column: int, first: int = 1) -> None:
    """Type the numbers of a table's numbered rows anew from `first`."""
    count = itertools.count(first)
    for tr in table.iterfind(w("tr")):
        cells = tr.findall(w("tc"))
        if len(cells) > column and _STT.fullmatch(ns.text_of(cells[column]).strip()):
            _set(cells[column].find(w("p")), str(next(count)))


def _set(paragraph: Any, text: str) -> None:
    """Other words in a paragraph: what is the same at both ends keeps its runs."""
    nodes = list(paragraph.iter(w("t")))
    if not nodes:
        nodes = [etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))]
    old = "".join(t.text or "" for t in nodes)
    most = min(len(old), len(text))
    low = next((i for i in range(most) if old[i] != text[i]), most)
    high = next((i for i in range(most - low) if old[-1 - i] != text[-1 - i]), most - low)
    start, end, new = low, len(old) - high, text[low : len(text) - high]
    at = 0
    for t in nodes:
        own = t.text or ""
        left, right = max(start - at, 0), min(end - at, len(own))
        here = start - at <= len(own) and (new or left < right)
        if here and left <= right:
            t.text, new = own[:left] + new + own[right:], ""
            t.set(_SPACE, "preserve")
        at += len(own)
    assert "".join(t.text or "" for t in nodes) == text, (old, text)
