"""YAML as a drafter means it: every scalar is text, nothing is guessed, nothing is dropped in silence.

PyYAML's events are walked once, with a stack and limits, and made into nodes that know their place. That alone shuts
out what a loader would do: 012 → 10, 7:30 → 450, on → True, aliases without end, a crash on thirty thousand brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from vbhc.errors import UserError
from vbhc.problems import Place, Problems
from vbhc.text import letters

MAX_BYTES = 5 * 2**20
MAX_DEPTH = 50
MAX_NODES = 400_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A YAML node. `kind`: "text", "list" or "map"; lines and columns count from 1."""

    kind: str
    line: int
    column: int
    text: str = ""
    block: bool = False
    plain: bool = False
    start: int = 0
    end: int = 0
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and its nodes."""

    name: str
    text: str
    root: Node

    def raw(self, node: Node) -> str:
        """A node as it was typed, folded to one line."""
        return " ".join(self.text[node.start : node.end].split())


def read(path: Path, name: str, problems: Problems) -> Source | None:
    """Read one file.

    Args:
        path: the file.
        name: how messages call it.
        problems: faults of the text go here; None is returned when it cannot be understood at all.
    """
    text = _decode(path, name)
    hidden = letters.forbidden_character(text)
    if hidden:
        index, what = hidden
        line = text.count("\n", 0, index) + 1
        column = index - text.rfind("\n", 0, index)
        problems.loi("du_lieu/ky_tu_la", Place(name, line, column), f"có {what}", "Xoá ký tự ấy (gõ lại đoạn quanh nó)")
        return None
    repaired = text
    for _ in range(200):
        found = Problems()
        try:
            root = _build(repaired, name, found)
        except yaml.YAMLError as error:
            again = _quote_sentence(repaired, error)
            if again is None:
                problems.items.append(_explain(error, name, repaired))
                return None
            repaired = again
            continue
        problems.extend(found)
        return Source(name, repaired, root)
    raise UserError(f"{name}: quá nhiều dòng có hai dấu hai chấm; đặt các câu ấy trong dấu nháy")


def _decode(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"{name}: tệp lớn hơn {MAX_BYTES >> 20} MB; bảng dài thì để trong tệp bảng tính")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{name}: không đọc được ({error.strerror})") from None
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UserError(
            f"{name}:{line}: chữ không phải mã UTF-8; mở bằng Notepad, chọn Save as, Encoding UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _build(text: str, name: str, problems: Problems) -> Node:
    root = Node("map", 1, 1)
    stack: list[Node] = []
    keys: list[Node | None] = []
    count = 0
    found: list[Node] = []
    documents = 0
    lines: list[str] | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        mark, end = event.start_mark, event.end_mark
        assert mark is not None
        assert end is not None  # both parsers of PyYAML set them
        place = Place(name, mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.loi("du_lieu/yaml", place, "tệp có hai phần ngăn bằng ---", "Bỏ dòng --- thứ hai")
                break
            continue
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UserError(
                f"{place}: không dùng & và * để dùng lại đoạn; câu mở đầu bằng & hay * thì đặt trong dấu nháy"
            )
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            node = stack.pop()
            keys.pop()
            node.end = end.index
            continue
        if isinstance(event, yaml.ScalarEvent):
            if event.tag:
                problems.loi(
                    "du_lieu/yaml",
                    place,
                    f"không dùng thẻ {event.tag}",
                    "Câu mở đầu bằng ! thì đặt trong dấu nháy",
                )
            node = Node("text", mark.line + 1, mark.column + 1, letters.nfc(event.value), start=mark.index)
            node.end = end.index
            node.plain = event.style is None or event.style == ""
            node.block = event.style in ("|", ">")
            if node.plain:
                lines = lines if lines is not None else text.split("\n")
                _check_cut(node, lines[end.line], end.column, place, problems)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if event.tag:
                problems.loi("du_lieu/yaml", place, f"không dùng thẻ {event.tag}", "Bỏ thẻ ấy")
            node = Node(
                "list" if isinstance(event, yaml.SequenceStartEvent) else "map",
                mark.line + 1,
                mark.column + 1,
            )
            node.start = mark.index
        else:
            continue
        count += 1
        if count > MAX_NODES:
            raise UserError(f"{name}: quá nhiều dòng dữ liệu; để bảng dài trong tệp bảng tính")
        _attach(node, stack, keys, found, name, problems)
        if node.kind != "text":
            if len(stack) >= MAX_DEPTH:
                raise UserError(f"{place}: lồng quá {MAX_DEPTH} tầng")
            stack.append(node)
            keys.append(None)
    return found[0] if found else root


def _attach(
    node: Node, stack: list[Node], keys: list[Node | None], found: list[Node], name: str, problems: Problems
) -> None:
    if not stack:
        found.append(node)
        return
    parent = stack[-1]
    if parent.kind == "list":
        parent.items.append(node)
    elif keys[-1] is None:
        keys[-1] = node
        if node.kind != "text":
            place = Place(name, node.line, node.column)
            problems.loi(
                "du_lieu/yaml",
                place,
                "khoá phải là một dòng chữ",
                "Câu mở đầu bằng [ hay { thì đặt trong dấu nháy",
            )
    else:
        key = keys[-1]
        keys[-1] = None
        if key.kind == "text":
            parent.pairs.append((key, node))


def _check_cut(node: Node, line: str, column: int, place: Place, problems: Problems) -> None:
    """A text cut by ` #`: YAML takes the rest for a comment. Two spaces before # say that it is one."""
    if node.text and re.match(r" #", line[column:]):
        problems.loi(
            "du_lieu/chu_thich", place, f"chữ sau “{node.text[-30:]}” bị coi là chú thích vì có dấu #",
            "Nếu là chú thích: để hai dấu cách trước #. Nếu là chữ của văn bản: đặt cả câu trong dấu nháy đơn",
        )  # fmt: skip


def _quote_sentence(text: str, error: yaml.YAMLError) -> str | None:
    """A sentence with two colons, or one that opens with a sign YAML keeps for itself, put into quotes.

    `- Nội dung: Tổ chức: …` is an error to YAML and a plain sentence to its writer.
    """
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", "") or ""
    if mark is None or not ("mapping values are not allowed" in problem or "cannot start any token" in problem):
        return None
    lines = text.split("\n")
    line = lines[mark.line]
    head = re.match(r"\s*(?:- +)*", line)
    assert head is not None
    at = head.end()
    inner = line[at:]
    key = re.match(r"[^\s:\"'#&*!|>%@`\[\]{},-][^:\"'#]*:\s+", inner)
    if key and not line[:at].rstrip().endswith("-"):
        at += key.end()
    rest = re.fullmatch(r"(\S.*?)(\s{2,}#.*)?", line[at:])
    if rest is None or rest.group(1)[0] in "\"'|>":
        return None
    quoted = "'" + rest.group(1).replace("'", "''") + "'" + (rest.group(2) or "")
    lines[mark.line] = line[:at] + quoted
    return "\n".join(lines)


_EXPLAIN = (
    ("found character '\\t'", "dòng thụt vào bằng phím Tab", "Thay Tab bằng dấu cách"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau khoá, hoặc câu dài xuống dòng không thụt vào",
     "Kiểm tra dòng này và dòng trên"),
    ("mapping values are not allowed", "câu có dấu hai chấm", "Đặt cả câu trong dấu nháy đơn '…'"),
    ("cannot start any token", "dòng mở đầu bằng ký tự đặc biệt", "Đặt cả câu trong dấu nháy đơn '…'"),
    ("found unexpected end of stream", "dấu nháy mở mà không đóng", "Thêm dấu nháy đóng"),
    ("expected <block end>", "thụt đầu dòng không thẳng hàng", "Các mục cùng tầng phải thẳng cột với nhau"),
    ("did not find expected '-' indicator", "thụt đầu dòng không thẳng hàng",
     "Các mục cùng tầng phải thẳng cột với nhau"),
    ("did not find expected key", "thụt đầu dòng không thẳng hàng, hoặc dấu nháy đóng sớm",
     "Các khoá cùng tầng phải thẳng cột với nhau"),
    ("did not find expected ',' or", "dấu ngoặc mở mà không đóng", "Câu mở đầu bằng [ hay { thì đặt trong dấu nháy"),
    ("unacceptable character", "có ký tự điều khiển", "Xoá ký tự ấy"),
    ("did not find expected comment or line break", "sau dấu | hoặc > phải xuống dòng",
     "Xuống dòng sau | rồi viết thụt vào"),
)  # fmt: skip


def _explain(error: yaml.YAMLError, name: str, text: str) -> Any:
    from vbhc.problems import Problem, Severity

    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    problem = f"{getattr(error, 'problem', '') or error}"
    for sign, what, hint in _EXPLAIN:
        if sign in problem:
            return Problem(place, Severity.LOI, "du_lieu/yaml", what, hint)
    shown = text.split("\n")[place.line - 1].strip()[:60] if place.line else ""
    return Problem(
        place,
        Severity.LOI,
        "du_lieu/yaml",
        f"không hiểu dòng này: “{shown}” ({problem})",
        "Xem lại dấu nháy và thụt đầu dòng",
    )
