"""YAML as a drafter means it: every scalar is text, nothing is guessed, nothing is dropped in silence.

PyYAML's events are walked once, with a stack and limits, and made into nodes that know their place. That alone shuts
out what a loader would do: 012 → 10, 7:30 → 450, on → True, aliases without end, a crash on thirty thousand brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from vbhc.errors import UserError, ly_do
from vbhc.problems import Place, Problem, Problems, Severity
from vbhc.text import letters

MAX_BYTES = 5 * 2**20
MAX_DEPTH = 50
MAX_NODES = 400_000
MAX_REPAIRED = 20 * 2**20
"""Characters read again and again while sentences are put into quotes, so that a large file cannot keep us busy."""
MAX_SHOWN = 100
_RETYPE = "Xoá ký tự ấy (gõ lại đoạn quanh nó)"
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


@dataclass(frozen=True)
class Source:
    """A file's text and its nodes."""

    name: str
    text: str
    root: Node

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.text.split("\n")

    def raw(self, node: Node) -> str:
        """A node as it was typed, folded to one line; a comment after it is no part of it."""
        inner = node.pairs and self.text[node.start] != "{"
        end = node.pairs[-1][1].end if inner else node.end
        return " ".join(self.text[node.start : end].split())


def read(path: Path, name: str, problems: Problems) -> Source | None:
    """Read one file.

    Args:
        path: the file.
        name: how messages call it.
        problems: faults of the text go here; None is returned when it cannot be understood at all.
    """
    return parse(text_of(path, name), name, problems)


def parse(text: str, name: str, problems: Problems) -> Source | None:
    """As `read`, for a text at hand whose lines end in a line feed alone."""
    text = _as_typed(text)
    if _hidden(text, name, problems):
        return None
    repaired = text
    for _ in range(max(3, min(200, MAX_REPAIRED // (len(text) + 1)))):
        found = Problems()
        try:
            root = _Builder(repaired, name, found).build()
        except yaml.YAMLError as error:
            again = _quote_sentence(repaired, error)
            last = error
            if again is None:
                problems.items.append(_explain(error, name, repaired))
                return None
            repaired = again
            continue
        problems.extend(found)
        return Source(name, repaired, root)
    line = getattr(last, "problem_mark", None)
    at = f"{name}:{line.line + 1}" if line else name
    raise UserError(f"{at}: quá nhiều dòng có hai dấu hai chấm; đặt các câu ấy trong dấu nháy đơn")


_BULLET = re.compile(r"(?m)^([ \u00a0]*(?:- +)?)[\uf0b7\uf0a7\uf02d\uf0d8\uf0fc●▪◦❖➢➤⁃\u2010\u2212](?=\s)(?!\s*\|)")
_STIFF = re.compile(r"(?m)^[ -]*\u00a0[ \u00a0]*(?=[a-z_]+:(?:\s|$))|^[ -]*[a-z_]+:\u00a0+")


def _as_typed(text: str) -> str:
    """What comes with words pasted from Word, as it was meant; each letter keeps its place.

    Its bullets are bullets, but for what may be a box to tick or a cell of a table; its no-break blanks before a
    key and after its colon are blanks.
    """
    if "\u00a0" in text:
        text = _STIFF.sub(lambda found: found[0].replace("\u00a0", " "), text)
    return text if text.isascii() else _BULLET.sub(r"\1•", text)


def _hidden(text: str, name: str, problems: Problems) -> bool:
    """Whether there are characters that may not be printed; the first of each line is named."""
    found = letters.unfit_character(text)
    any_found = found is not None
    while found:
        index, what = found
        line = text.count("\n", 0, index) + 1
        column = index - text.rfind("\n", 0, index)
        problems.loi("du_lieu/ky_tu_la", Place(name, line, column), f"có {what}", _RETYPE)
        end = text.find("\n", index)
        found = letters.unfit_character(text, end) if end >= 0 and len(problems) < MAX_SHOWN else None
    return any_found


def text_of(path: Path, name: str) -> str:
    """A file's text, its lines ended by a line feed alone.

    Raises:
        UserError: it cannot be read, is too large, or is not UTF-8 (nor UTF-16 with a BOM).
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"{name}: tệp lớn hơn {MAX_BYTES >> 20} MB; bảng dài thì để trong tệp bảng tính")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{name}: không đọc được ({ly_do(error)})") from None
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UserError(
            f"{name}:{line}: chữ không phải mã UTF-8; mở bằng Notepad, chọn Save as, Encoding UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Builder:
    """The nodes of one file, made from the parser's events."""

    def __init__(self, text: str, name: str, problems: Problems) -> None:
        self._text, self._name, self._problems = text, name, problems
        self._root: Node | None = None
        self._stack: list[Node] = []
        self._keys: list[Node | None] = []
        self._count = self._documents = 0

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def build(self) -> Node:
        """Walk the file.

        Raises:
            yaml.YAMLError: it is no YAML.
            UserError: it is too large or too deep, or holds anchors.
        """
        for event in yaml.parse(self._text, Loader=_LOADER):
            mark: Any = event.start_mark  # optional by PyYAML's stubs; both of its parsers set them
            end: Any = event.end_mark
            if isinstance(event, yaml.ScalarEvent):
                self._put(self._scalar(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._keys.pop()
                self._stack.pop().end = end.index
            elif isinstance(event, yaml.AliasEvent):  # no anchor is let in, so it names nothing: a sentence, *nghiêng*
                raise yaml.MarkedYAMLError(problem="found an alias that cannot start any token", problem_mark=mark)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._loi(mark, "tệp có hai phần ngăn bằng ---", "Bỏ dòng --- thứ hai")
                    break
        return self._root or Node("map", 1, 1)

    def _place(self, mark: Any) -> Place:
        return Place(self._name, mark.line + 1, mark.column + 1)

    def _loi(self, mark: Any, message: str, hint: str, code: str = "du_lieu/yaml") -> None:
        self._problems.loi(code, self._place(mark), message, hint)

    def _node(self, event: Any, kind: str, text: str = "") -> Node:
        mark = event.start_mark
        if event.anchor:
            raise UserError(
                f"{self._place(mark)}: không dùng & và * để dùng lại đoạn; "
                "câu mở đầu bằng & hay * thì đặt trong dấu nháy"
            )
        return Node(kind, mark.line + 1, mark.column + 1, text, start=mark.index, end=event.end_mark.index)

    def _scalar(self, event: Any) -> Node:
        mark, end = event.start_mark, event.end_mark
        text = event.value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in event.value else event.value
        node = self._node(event, "text", letters.nfc(text))
        if event.tag:
            self._loi(mark, f"không dùng thẻ {event.tag}", "Câu mở đầu bằng ! thì đặt trong dấu nháy")
        escaped = letters.unfit_character(node.text) if event.style == '"' else None
        if escaped:  # "\\x00" is harmless in the file and a NUL in the document
            self._loi(mark, f"trong dấu nháy kép có mã của {escaped[1]}", _RETYPE, "du_lieu/ky_tu_la")
            node.text = ""
        node.plain = not event.style
        node.block = event.style in ("|", ">")
        if node.plain:
            _check_cut(node, self._lines[end.line], end.column, self._name, self._problems)
        if end.line > mark.line and event.style != "|":
            first = mark.line + (2 if node.block else 1)
            _check_folded(self._lines[first : end.line + 1], first, self._name, self._problems)
        return node

    def _open(self, event: Any) -> None:
        node = self._node(event, "list" if isinstance(event, yaml.SequenceStartEvent) else "map")
        if event.tag:
            self._loi(event.start_mark, f"không dùng thẻ {event.tag}", "Bỏ thẻ ấy")
        self._put(node)
        if len(self._stack) >= MAX_DEPTH:
            raise UserError(f"{self._place(event.start_mark)}: lồng quá {MAX_DEPTH} tầng")
        self._stack.append(node)
        self._keys.append(None)

    def _put(self, node: Node) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise UserError(f"{self._name}: quá nhiều dòng dữ liệu; để bảng dài trong tệp bảng tính")
        if not self._stack:
            self._root = self._root or node
            return
        parent = self._stack[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif (key := self._keys[-1]) is not None:
            self._keys[-1] = None
            if key.kind == "text":
                parent.pairs.append((key, node))
        else:
            self._keys[-1] = node
            if node.kind != "text":
                self._problems.loi(
                    "du_lieu/yaml", Place(self._name, node.line, node.column),
                    "khoá phải là một dòng chữ", "Câu mở đầu bằng [ hay { thì đặt trong dấu nháy",
                )  # fmt: skip


_COMMENT = re.compile(r"[ \t]#")


def _check_cut(node: Node, line: str, column: int, name: str, problems: Problems) -> None:
    """A text cut by ` #`: YAML takes the rest for a comment. Two spaces before # say that it is one."""
    if _COMMENT.match(line, column):
        after = f"chữ sau “{node.text[-30:]}”" if node.text else "chữ ở đây"
        problems.loi(
            "du_lieu/chu_thich", Place(name, node.line, node.column), f"{after} bị coi là chú thích vì có dấu #",
            "Nếu là chú thích: để hai dấu cách trước #. Nếu là chữ của văn bản: đặt cả câu trong dấu nháy đơn",
        )  # fmt: skip


_ITEM = re.compile(r"\s*(?:[-+•–]\s|\d{1,3}[.)]\s|[a-zđ]\)\s)")


def _check_folded(lines: list[str], first: int, name: str, problems: Problems) -> None:
    """Items typed in a text that YAML folds into one line; the first of them is named."""
    for number, line in enumerate(lines, start=first + 1):
        found = _ITEM.match(line)
        if found:
            problems.loi(
                "du_lieu/noi_dong", Place(name, number, len(line) - len(line.lstrip()) + 1),
                f"dòng “{line.strip()[:40]}” sẽ nối liền vào dòng trên: "
                "thiếu dấu | sau dấu hai chấm, hoặc thụt đầu dòng sai",
                "Ghi `khoá: |` rồi xuống dòng; hoặc cho dấu gạch thẳng cột với các mục khác",
            )  # fmt: skip
            return


def _quote_sentence(text: str, error: yaml.YAMLError) -> str | None:
    """A sentence with two colons, or one that opens with a sign YAML keeps for itself, put into quotes.

    `- Nội dung: Tổ chức: …` is an error to YAML and a plain sentence to its writer.
    """
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", "") or ""
    if mark is None or not any(sign in problem for sign in _SENTENCE):
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
    comment = re.search(r"(?<!\s)\s{2,}#", line[at:])
    sentence = line[at : at + comment.start()] if comment else line[at:].rstrip()
    # A list or a mapping in brackets is no sentence; [@khoá] is a citation.
    if not sentence or sentence[0] in "\"'|>{" or (sentence[0] == "[" and sentence[1:2] != "@"):
        return None
    rest = line[at + len(sentence) :]
    more = [] if rest.strip() else _continuation(lines, mark.line)
    quoted = "\n".join([sentence, *more]).replace("'", "''")
    lines[mark.line : mark.line + 1 + len(more)] = f"{line[:at]}'{quoted}'{rest}".split("\n")
    return "\n".join(lines)


def _continuation(lines: list[str], at: int) -> list[str]:
    """The lines that go on with the sentence of a line: deeper than it, and neither item, key nor comment."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    out = []
    for line in lines[at + 1 :]:
        deeper = len(line) - len(line.lstrip()) > indent
        if not (line.strip() and deeper) or re.search(r"^\s*-\s|#|:(?:\s|$)", line):
            break
        out.append(line.rstrip())
    return out


_SENTENCE = (
    "mapping values are not allowed",
    "cannot start any token",
    "did not find expected alphabetic or numeric character",
    "expected alphabetic or numeric character, but found",  # the same from PyYAML's own parser
)

_EXPLAIN = (
    ("found character '\\t'", "dòng thụt vào bằng phím Tab", "Thay Tab bằng dấu cách"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau khoá, hoặc câu dài xuống dòng không thụt vào",
     "Kiểm tra dòng này và dòng trên"),
    ("mapping values are not allowed", "câu có dấu hai chấm", "Đặt cả câu trong dấu nháy đơn '…'"),
    ("block sequence entries are not allowed", "dấu gạch đầu dòng đứng ngay sau khoá",
     "Xuống dòng rồi viết - …, hoặc đặt câu trong dấu nháy đơn"),
    ("found unexpected ':'", "dấu hai chấm của câu đứng trong ngoặc { } hay [ ]", "Đặt câu ấy trong dấu nháy đơn"),
    ("did not find expected whitespace or line break", "dòng mở đầu bằng dấu !", "Đặt cả câu trong dấu nháy đơn '…'"),
    ("invalid Unicode character escape code", "mã ký tự sau \\ không dùng được", "Gõ thẳng ký tự ấy"),
    ("unknown escape character", "dấu \\ trong dấu nháy kép", "Thay dấu nháy kép bằng dấu nháy đơn"),
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


_SETTLE = "Giữ phần đúng, xoá các dòng <<<<<<<, =======, >>>>>>>, rồi git add"


def _explain(error: yaml.YAMLError, name: str, text: str) -> Problem:
    conflict = re.search(r"(?m)^(?:<{7}|>{7}) ", text)
    if conflict is not None:
        at = Place(name, text.count("\n", 0, conflict.start()) + 1, 1)
        return Problem(at, Severity.LOI, "du_lieu/yaml", "còn dấu xung đột của git", _SETTLE)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    problem = f"{getattr(error, 'problem', '') or error}"
    if mark and "end of stream" in problem:
        mark = getattr(error, "context_mark", None) or mark  # where the quote opens
        place = Place(name, mark.line + 1, mark.column + 1)
    line = [*text.split("\n"), ""][mark.line] if mark else ""  # the end of a last line without an end is a line more
    if mark and "\t" in line[: mark.column + 1]:
        problem = "found character '\\t'"
    elif mark and line[: mark.column].rstrip()[-1:] in ('"', "'") and line[mark.column :].strip():
        what = "sau dấu nháy đóng còn chữ"
        return Problem(place, Severity.LOI, "du_lieu/yaml", what, "Đặt cả câu trong dấu nháy đơn '…', hoặc dùng “…”")
    key = re.match(r"\s+([a-z_]+):(?:\s|$)", line)
    if key and "mapping values" in problem:
        what = f"khoá `{key[1]}` thụt vào thừa"
        return Problem(place, Severity.LOI, "du_lieu/yaml", what, "Cho khoá thẳng cột với khoá cùng tầng ở trên")
    for sign, what, hint in _EXPLAIN:
        if sign in problem:
            return Problem(place, Severity.LOI, "du_lieu/yaml", what, hint)
    shown = line.strip()[:60]
    return Problem(
        place,
        Severity.LOI,
        "du_lieu/yaml",
        f"không hiểu dòng này: “{shown}” ({problem})",
        "Xem lại dấu nháy và thụt đầu dòng",
    )
