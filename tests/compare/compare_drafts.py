"""Drafts to be compared: the generated right documents as trees of points and rows that can be edited and printed.

`make(n)` is the document `n` of `rules_generate` made harder to compare: longer points, points that differ in a word,
points and rows that stand there twice, dates and amounts, tables with groups, merged cells, sums, short repeated rows.
A `Draft` knows what every unit is and where it stands, so that what a script did to it needs no comparison to be told.
"""

from __future__ import annotations

import copy
import itertools
import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rules_generate
import yaml
from rules_generate import LETTERS, OBJECTS, TAILS, UNITS, VERBS

from vbhc import archive, pipeline, recognising
from vbhc.loading import workspace as ws
from vbhc.model.ban_doc import BanDoc
from vbhc.word import seeing

PARTS = {"KH": ("muc_dich", "yeu_cau", "noi_dung", "to_chuc_thuc_hien"), "TB": ("noi_dung",),
         "BC": ("ket_qua", "kien_nghi")}  # fmt: skip
TWICE = "Thực hiện các nhiệm vụ khác được giao"
"""The words that stand in two places of some drafts: which of the two moved cannot be told."""
_LINE = re.compile(r"(?:(?P<so>\d+)\. |(?P<chu>[a-zđ])\) |(?P<gach>- ))?(?P<loi>.*)")
_count = itertools.count(1)


class _Dumper(yaml.SafeDumper):
    """Texts of several lines after `|`."""


_Dumper.add_representer(
    str, lambda d, text: d.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)
)


@dataclass
class Node:
    """A point of the text: its level, its words without mark and ending, the ending it has inside a list."""

    cap: str
    chu: str
    cuoi: str = "."
    under: list[Node] = field(default_factory=list)
    uid: int = field(default_factory=lambda: next(_count))

    def all(self) -> Iterator[Node]:
        """It and what stands under it."""
        yield self
        for node in self.under:
            yield from node.all()


@dataclass
class DataRow:
    """A row of an annex: the cells by column."""

    o: dict[str, str]
    uid: int = field(default_factory=lambda: next(_count))


@dataclass
class Annex:
    """An annex: what `van_ban.yaml` says of it besides the rows; the columns that print; the rows."""

    data: dict[str, Any]
    cot: dict[str, str]
    hang: list[DataRow]
    uid: int = field(default_factory=lambda: next(_count))

    @property
    def nhom(self) -> str:
        """The column that groups the rows, "" for none."""
        return self.data["bang"].get("nhom", "") or self.data["bang"].get("gop", "")

    def words(self, row: DataRow) -> tuple[str, ...]:
        """What a row prints in the columns of its own, without STT and group."""
        return tuple(row.o[key] for key in self.cot if key != self.nhom)


@dataclass
class Draft:
    """A document as data that can be edited. `hop` are fields of one line that the scripts change as they are."""

    agency: dict[str, Any]
    doc: dict[str, Any]
    parts: dict[str, list[Node]]
    annexes: list[Annex]

    def copy(self) -> Draft:
        """A draft of its own with the same units."""
        return copy.deepcopy(self)

    def lists(self) -> Iterator[tuple[int | str, list[Node]]]:
        """Every list of points with its owner: a part's name or the uid of the point above."""
        for name, nodes in self.parts.items():
            yield name, nodes
            for node in nodes:
                yield from ((inner.uid, inner.under) for inner in node.all())

    def nodes(self) -> Iterator[Node]:
        """Every point in the order of the print."""
        for nodes in self.parts.values():
            for node in nodes:
                yield from node.all()


def make(n: int, rows: int = 0) -> Draft:
    """The draft of number `n`. `rows`: its first annex is a table of so many numbered rows."""
    dice = random.Random(f"so sánh {n} {rows}")
    with tempfile.TemporaryDirectory() as name:
        (folder,) = rules_generate.write(Path(name), 1, first=n)
        doc = yaml.safe_load((folder / "van_ban.yaml").read_text(encoding="utf-8"))
        agency_file = Path(name) / "data" / "co_quan" / f"{doc['co_quan']}.yaml"
        agency = yaml.safe_load(agency_file.read_text(encoding="utf-8"))
    doc.pop("phu_luc", None)
    parts = {part: _read(doc.pop(part)) for part in PARTS[doc["loai"]]}
    draft = Draft(agency, doc, parts, [])
    _longer(draft, dice)
    kinds = dice.sample(list(_TABLES), dice.choice([0, 1, 1, 2, 3]))
    kinds = [k for i, k in enumerate(kinds) if not (rows and i == 0)]
    tables = [_TABLES[k](dice, dice.choice([4, 7, 15, 40])) for k in kinds]
    draft.annexes = [
        annex(dice, i, t) for i, t in enumerate([_tasks(dice, rows, keyed=False), *tables] if rows else tables)
    ]
    _point_to(draft)
    return draft


def _read(text: str) -> list[Node]:
    """The points of an outline as `rules_generate` writes it, without the lines that point to annexes."""
    out: list[Node] = []
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        assert found is not None
        if "[@pl-" in line:
            continue
        cap = "khoan" if found["so"] else "diem" if found["chu"] else "gach" if found["gach"] else "doan"
        titled = cap == "khoan" and found["loi"][-1:] not in ".;"
        node = Node(cap, found["loi"].rstrip(".;"), "" if titled else found["loi"][-1])
        above = out[-1] if out and cap in {"diem", "gach"} and out[-1].cap == "khoan" and not out[-1].cuoi else None
        (above.under if above else out).append(node)
    return out


def sentence(dice: random.Random, seen: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    """The words of a new point, unlike those in `seen` in verb and object."""
    for _ in range(200):
        start = f"{dice.choice(VERBS)} {dice.choice(OBJECTS)}"
        if start not in seen:
            break
    text = start + dice.choice(TAILS)
    if dice.random() < 0.5:
        text += f"; đồng thời {dice.choice(VERBS).lower()} {dice.choice(OBJECTS)}"
    if dice.random() < 0.5:
        text += f", giao {dice.choice(UNITS)[0]} theo dõi và báo cáo Lãnh đạo"
    return text + dice.choice(["", "", f" trước ngày {day(dice)}", f" với kinh phí {dice.randint(11, 890)} triệu đồng"])


def day(dice: random.Random) -> str:
    """A date in digits."""
    return f"{dice.randint(10, 28)}/{dice.randint(3, 12)}/2026"


def heads(draft: Draft) -> set[str]:
    """Verb and object of every point."""
    out = set()
    for text in [n.chu for n in draft.nodes()] + [t for a in draft.annexes for r in a.hang for t in r.o.values()]:
        out |= {f"{v} {o}" for v in VERBS for o in OBJECTS if text.startswith(f"{v} {o}")}
    return out


def _longer(draft: Draft, dice: random.Random) -> None:
    for _, nodes in list(draft.lists()):
        for node in list(nodes):
            if node.cuoi and dice.random() < 0.7:
                node.chu = sentence(dice)
        plain = [n for n in nodes if n.cuoi]
        if plain and len(nodes) < len(LETTERS) - 3 and dice.random() < 0.4:  # one that differs from another in a word
            model = dice.choice(plain)
            verb = next(v for v in VERBS if model.chu.startswith(v))
            other = dice.choice([v for v in VERBS if v != verb])
            twin = Node(model.cap, other + model.chu[len(verb) :], model.cuoi)
            nodes.insert(dice.randint(0, len(plain)), twin)
    every = [nodes for _, nodes in draft.lists() if any(n.cuoi for n in nodes)]
    if len(every) > 1 and dice.random() < 0.4:  # the same words in two places
        for nodes in dice.sample(every, 2):
            model = next(n for n in nodes if n.cuoi)
            nodes.append(Node(model.cap, TWICE, model.cuoi))


def _tasks(
    dice: random.Random, count: int, *, keyed: bool = True
) -> tuple[dict[str, Any], dict[str, str], list[DataRow]]:
    cot = {"nhiem_vu": "Nhiệm vụ", "chu_tri": "Đơn vị chủ trì", "phoi_hop": "Đơn vị phối hợp", "thoi_han": "Thời hạn"}
    hang = [
        DataRow({"ma": f"m{i}", "nhiem_vu": sentence(dice), "chu_tri": dice.choice(UNITS)[0],
                 "phoi_hop": dice.choice(UNITS)[0], "thoi_han": day(dice)})
        for i in range(count)
    ]  # fmt: skip
    return {"stt": "có"} | ({"khoa": "ma"} if keyed else {"bo_qua": ["ma"]}), cot, hang


def _short(dice: random.Random, count: int) -> tuple[dict[str, Any], dict[str, str], list[DataRow]]:
    """Short rows, many of them alike."""
    cot = {"don_vi": "Đơn vị", "ket_qua": "Kết quả", "ghi_chu": "Ghi chú"}
    hang = [
        DataRow({"don_vi": dice.choice(UNITS)[0], "ket_qua": dice.choice(["Đạt", "Đạt", "Chưa đạt", "Tốt"]),
                 "ghi_chu": dice.choice(["", "", "", f"Đợt {dice.randint(1, 3)}"])})
        for _ in range(count)
    ]  # fmt: skip
    return {"stt": dice.choice(["có", "không"])}, cot, hang


def _money(dice: random.Random, count: int) -> tuple[dict[str, Any], dict[str, str], list[DataRow]]:
    cot = {"noi_dung": "Nội dung", "so_tien": "Số tiền"}
    hang = [
        DataRow({"ma": f"k{i}", "noi_dung": sentence(dice), "so_tien": f"{dice.randint(1, 900)},{dice.randint(1, 9)}"})
        for i in range(count)
    ]
    return {"stt": "có", "khoa": "ma", "tong": ["so_tien"], "don_vi_tinh": "triệu đồng"}, cot, hang


def _grouped(
    dice: random.Random, count: int, how: str = "nhom"
) -> tuple[dict[str, Any], dict[str, str], list[DataRow]]:
    """Rows under headings of groups, or beside a merged first cell."""
    made, cot, hang = _tasks(dice, max(count, 6), keyed=dice.random() < 0.5)
    names = dice.sample(["Cải cách thể chế", "Cải cách thủ tục", "Xây dựng chính quyền số", "Tài chính công"], 3)
    size = -(-len(hang) // 3)
    for i, row in enumerate(hang):
        row.o["nhom"] = names[i // size]
    cot = {"nhom": "Lĩnh vực"} | cot if how == "gop" else cot
    return made | ({"nhom": "nhom"} if how == "nhom" else {"gop": "nhom"}), cot, hang


_TABLES = {
    "tasks": _tasks,
    "bare": lambda dice, count: _tasks(dice, count, keyed=False),
    "short": _short,
    "money": _money,
    "grouped": _grouped,
    "merged": lambda dice, count: _grouped(dice, count, "gop"),
}


def annex(dice: random.Random, n: int, table: tuple[dict[str, Any], dict[str, str], list[DataRow]]) -> Annex:
    """An annex of a name of its own around a table."""
    bang, cot, hang = table
    data = {"ma": f"pl-{n}", "tieu_de": f"{dice.choice(['Danh mục', 'Bảng tổng hợp', 'Biểu phân công'])} "
            f"{dice.choice(['nhiệm vụ', 'nội dung', 'công việc'])} đợt {n + 1}", "huong": dice.choice(["dọc", "ngang"]),
            "bang": bang}  # fmt: skip
    return Annex(data, cot, hang)


def new_annex(dice: random.Random, n: int) -> Annex:
    """One more annex for a draft that has `n`."""
    return annex(dice, n, _TABLES[dice.choice(sorted(_TABLES))](dice, dice.choice([4, 9])))


def _point_to(draft: Draft) -> None:
    """Annexes are pointed to from the last part, each in a point that no script touches."""
    nodes = list(draft.parts.values())[-1]
    cap = "khoan" if nodes[0].cap == "khoan" and nodes[0].cuoi else "gach" if nodes[0].cap == "gach" else "doan"
    if len({n.cap for n in nodes}) > 1 or nodes[0].cap == "diem":
        cap = "doan"
    for found in draft.annexes:
        nodes.append(Node(cap, f"Nội dung chi tiết tại [@{found.data['ma']}] kèm theo", "."))


def lines(nodes: list[Node], after: str = "") -> Iterator[tuple[Node, str, str]]:
    """Points with their marks and endings as they print: numbers by order, "." at the end of a list."""
    counts = {"khoan": 0, "diem": 0}
    for i, node in enumerate(nodes):
        mark = "- " if node.cap == "gach" else ""
        if node.cap in counts:
            counts[node.cap] += 1
            mark = f"{counts['khoan']}. " if node.cap == "khoan" else f"{LETTERS[counts['diem'] - 1]}) "
        last = i + 1 == len(nodes) or nodes[i + 1].cap != node.cap
        yield node, mark, "." if node.cuoi and last else node.cuoi
        yield from lines(node.under)


def write(draft: Draft, root: Path) -> Path:
    """The draft as a workspace of one document; its folder."""
    doc = dict(draft.doc)
    for part, nodes in draft.parts.items():
        doc[part] = "\n".join(f"{mark}{node.chu}{end}" for node, mark, end in lines(nodes))
    if draft.annexes:
        doc["phu_luc"] = [_annex_data(a) for a in draft.annexes]
    folder = root / "data" / "2026" / "vb"
    (root / "data" / "co_quan").mkdir(parents=True)
    folder.mkdir(parents=True)
    for path, data in (
        (root / "data/co_quan" / f"{doc['co_quan']}.yaml", draft.agency),
        (folder / "van_ban.yaml", doc),
    ):
        path.write_text(
            yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000), encoding="utf-8"
        )
    return folder


def _annex_data(found: Annex) -> dict[str, Any]:
    keys = list(dict.fromkeys(key for row in found.hang for key in row.o))
    rows = [" | ".join(keys), *(" | ".join(row.o.get(key, "") for key in keys) for row in found.hang)]
    cot = [
        {"khoa": key, "tieu_de": title, "rong": 20} | ({"kieu": "so"} if key == "so_tien" else {})
        for key, title in found.cot.items()
    ]
    return found.data | {"bang": found.data["bang"] | {"hang": "\n".join(rows), "cot": cot}}


def printed(draft: Draft) -> bytes:
    """The draft's print."""
    with tempfile.TemporaryDirectory() as name:
        folder = write(draft, Path(name))
        space = ws.Workspace(Path(name).resolve())
        loaded = pipeline.load(space, folder)
        assert loaded.value is not None, [str(p) for p in loaded.problems]
        return pipeline.print_bytes(space, loaded.value)[0]


def read(data: bytes, name: str = "mẫu") -> BanDoc:
    """A file as understood."""
    return recognising.doc(seeing.view_of(archive.members(data, name, "tệp Word"), name))
