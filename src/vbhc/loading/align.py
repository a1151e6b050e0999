"""Nodes laid along a model: keys recognised as a person types them, shapes checked, every place remembered.

What comes out is plain data for pydantic, in which only missing fields and bad values can still be wrong.
"""

from __future__ import annotations

import re
import types
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from vbhc.loading.yaml_source import Node, Source
from vbhc.model.ho_so import Path
from vbhc.model.nen import Nen
from vbhc.model.van_ban import Muc, Phan
from vbhc.problems import Place, Problems
from vbhc.text import letters


@dataclass(slots=True)
class Aligner:
    """Lays one source along a model."""

    source: Source
    problems: Problems
    at: dict[Path, tuple[int, int]]
    texts: list[tuple[Path, tuple[tuple[str, Place], ...]]] = field(default_factory=list)
    """Every text that was taken over: where it goes, and its lines with where they stand."""

    def _take(self, node: Node, text: str, path: Path) -> None:
        lines = ((line, Place(self.source.name, *self._start(node, n))) for n, line in enumerate(text.split("\n")))
        self.texts.append((path, tuple(lines)))

    def _start(self, node: Node, n: int = 0) -> tuple[int, int]:
        """Where the n-th line of a text starts; a block's text starts below its `|`."""
        if not node.block:
            return node.line, node.column
        lines = self.source.lines
        line = lines[node.line + n] if node.line + n < len(lines) else ""
        return node.line + 1 + n, len(line) - len(line.lstrip()) + 1

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.source.name, node.line, node.column)

    def model(
        self, node: Node, model: type[Nen], path: Path, more: dict[str, Any] | None = None
    ) -> dict[str, Any] | str:
        """A mapping as a dict with the model's own keys; text stays text (a shorthand the model reads).

        Args:
            node: what stands there.
            model: the model its keys belong to.
            path: where it goes in the document.
            more: further keys allowed here, with their annotations.
        """
        self.at[path] = (node.line, node.column)
        if node.kind == "text":
            self._take(node, node.text, path)
            return node.text
        if node.kind == "list":
            self.problems.loi(
                "du_lieu/hinh_dang",
                self.place(node),
                "cần các khoá, đang là một danh sách",
                "Bỏ dấu gạch đầu dòng, ghi khoá: giá trị",
            )
            return {}
        known = _annotations(model)
        if more:
            known = known | more
        out: dict[str, Any] = {}
        for key_node, value in node.pairs:
            key = letters.key_of(key_node.text)
            if key not in known:
                self._unknown(key_node, known, model, path)
                continue
            if key in out:
                self.problems.loi(
                    "du_lieu/khoa_lap",
                    self.place(key_node),
                    f"khoá “{key_node.text}” đã có ở trên",
                    "Gộp hai chỗ làm một",
                )
                continue
            inner = (*path, key)
            if is_empty(value):
                self.at[inner] = (key_node.line, key_node.column)
                continue  # left out: not known yet
            self.at[inner] = (value.line, value.column)
            out[key] = self.value(value, known[key], inner)
        return out

    def _unknown(self, key: Node, known: dict[str, Any], model: type[Nen], path: Path) -> None:
        near = letters.nearest(key.text, known)
        if near is None:
            titles = {letters.key_of(f.title): k for k, f in model.model_fields.items() if f.title and k in known}
            close = letters.nearest(key.text, titles)
            near = titles[close] if close else None
        if near:  # what is missing for it stands here, and is told once
            self.at.setdefault((*path, near), (key.line, key.column))
        hint = f"Có phải `{near}`?" if near else f"Các khoá dùng được ở đây: {', '.join(known)}"
        self.problems.loi("du_lieu/khoa_la", self.place(key), f"không có khoá “{key.text}”", hint)

    def value(self, node: Node, annotation: Any, path: Path) -> Any:
        """A node as the value of a field with this annotation."""
        shape, inner = _shape(annotation)
        if shape == "content":
            return self.content(node, path)
        if shape == "model":
            return self.model(node, inner, path)
        if shape == "dict":
            return self._dict(node, inner, path)
        if shape == "list":
            return self._list(node, inner, path)
        if shape == "text|model":
            return self.model(node, inner, path) if node.kind == "map" else self.text(node, path)
        if shape == "text|list":
            return self.text(node, path) if node.kind == "text" else self._list(node, inner, path)
        return self.text(node, path)

    def text(self, node: Node, path: Path) -> str:
        """A line of text. A sentence with a colon, which YAML takes for a mapping, is the sentence again."""
        if node.kind == "text":
            self._take(node, node.text, path)
            return node.text.strip("\n") if node.block else node.text
        if node.kind == "map" and self.is_sentence(node):
            sentence = letters.nfc(self.source.raw(node))
            self._take(node, sentence, path)
            return sentence
        if self._double_dash(node):
            return ""
        what = "danh sách" if node.kind == "list" else "các khoá"
        self.problems.loi(
            "du_lieu/hinh_dang",
            self.place(node),
            f"cần một dòng chữ, đang là {what}",
            "Câu có dấu đặc biệt thì đặt trong dấu nháy",
        )
        return ""

    def _double_dash(self, node: Node) -> bool:
        """Whether a list stands in a list as `- - x`; that is told here."""
        before = self.source.lines[node.line - 1][: node.column - 1] if node.line <= len(self.source.lines) else ""
        found = node.kind == "list" and self.source.text[node.start : node.start + 1] == "-" and before.strip() == "-"
        if found:
            self.problems.loi("du_lieu/hinh_dang", self.place(node), "thừa một dấu gạch", "Để một dấu gạch đầu dòng")
        return found

    @staticmethod
    def is_sentence(node: Node) -> bool:
        """Whether a mapping is a sentence with a colon: one plain pair, typed on its line."""
        if len(node.pairs) != 1:
            return False
        key, value = node.pairs[0]
        return key.kind == value.kind == "text" and value.plain and not value.block and value.line == key.line

    def _dict(self, node: Node, inner: Any, path: Path) -> dict[str, Any]:
        if node.kind != "map":
            self.problems.loi(
                "du_lieu/hinh_dang",
                self.place(node),
                "cần các dòng `khoá: …`",
                "Mỗi dòng một khoá, rồi dấu hai chấm",
            )
            return {}
        out: dict[str, Any] = {}
        for key, value in node.pairs:
            if key.text in out:
                self.problems.loi(
                    "du_lieu/khoa_lap",
                    self.place(key),
                    f"khoá “{key.text}” đã có ở trên",
                    "Gộp hai chỗ làm một",
                )
                continue
            spot = (*path, key.text)
            self.at[spot] = (value.line, value.column)
            out[key.text] = self.value(value, inner, spot)
        return out

    def _list(self, node: Node, inner: Any, path: Path) -> list[Any]:
        """A list; a text of several lines where a list is asked for is a list of its lines."""
        if node.kind == "text":
            lines = [x.strip().removeprefix("- ") for x in node.text.split("\n")]
            if len(lines) == 1 and path[-1] in NHIEU_MUC:
                return [x.strip() for x in re.split(r";(?![^()]*\))", self.text(node, path)) if x.strip(" .")]
            kept = [(i, x) for i, x in enumerate(lines) if x]
            for n, (i, _) in enumerate(kept):
                self.at[(*path, n)] = self._start(node, i)
            self._take(node, node.text, path)
            return [x for _, x in kept]
        if node.kind == "map" and self.is_sentence(node) and _shape(inner)[0] == "text":
            return [self.text(node, (*path, 0))]
        if node.kind == "map":
            self.problems.loi(
                "du_lieu/hinh_dang",
                self.place(node),
                "cần một danh sách",
                "Mỗi mục một dòng, mở đầu bằng dấu gạch và dấu cách",
            )
            return []
        out = []
        for i, item in enumerate(node.items):
            spot = (*path, i)
            self.at[spot] = (item.line, item.column)
            if item.kind == "text" and not item.text:
                self.problems.loi(
                    "du_lieu/muc_trong", self.place(item), "mục để trống", "Viết nội dung hoặc xoá dòng này"
                )
                continue
            if self._double_dash(item):
                continue
            sentence = item.kind == "map" and self.is_sentence(item)
            if sentence and isinstance(inner, type) and issubclass(inner, Nen):
                key = letters.key_of(item.pairs[0][0].text)
                sentence = key not in inner.model_fields
            sentence = sentence and _shape(inner)[0] != "dict"  # a row of one column
            out.append(self.text(item, spot) if sentence else self.value(item, inner, spot))
        return out

    # --- the text of the document -----------------------------------------------------------------------------

    def content(self, node: Node, path: Path) -> Any:
        """What stands under a heading: an outline as text, or a list of lines and items."""
        self.at[path] = self._start(node)
        if node.kind == "text":
            self._take(node, node.text, path)
            return node.text
        if node.kind == "map":
            return self.text(node, path) if self.is_sentence(node) else [self.model(node, Muc, (*path, 0))]
        out: list[Any] = []
        for item in node.items:
            spot = (*path, len(out))
            self.at[spot] = self._start(item)
            if item.kind == "map" and not self._is_item(item):
                out.append(self.text(item, spot))
            elif item.kind == "map":
                out.append(self.model(item, Muc, spot))
            elif item.kind == "text" and not item.text:
                self.problems.loi(
                    "du_lieu/muc_trong", self.place(item), "mục để trống", "Viết nội dung hoặc xoá dòng này"
                )
            else:
                out.append(self.text(item, spot))
        return out

    def _is_item(self, node: Node) -> bool:
        """A mapping is an item unless it is a sentence whose first words are no key of an item."""
        if not self.is_sentence(node):
            return True
        key = node.pairs[0][0].text
        return letters.key_of(key) in Muc.model_fields and (key == key.lower() or letters.key_of(key) == "tieu_de")

    def part(self, node: Node, role: str, path: Path) -> dict[str, Any]:
        """The value of a role key (`muc_dich: …`) as a part; text or a list is its content."""
        self.at[path] = (node.line, node.column)
        keys = {letters.key_of(k.text) for k, _ in node.pairs}
        if (node.kind == "map" and keys & {"tieu_de", "noi_dung", "ghi_chu", "muc"}) or (
            node.kind == "map" and not self.is_sentence(node)
        ):
            named = self.model(node, Phan, path, {"muc": Phan.model_fields["noi_dung"].annotation})
            assert isinstance(named, dict)
            if "muc" in named and "noi_dung" not in named:
                named["noi_dung"] = named.pop("muc")
                self.at[(*path, "noi_dung")] = self.at[(*path, "muc")]
            return named | {"vai_tro": role}
        return {"vai_tro": role, "noi_dung": self.content(node, (*path, "noi_dung"))}


NHIEU_MUC = ("noi_nhan", "kinh_gui", "can_cu")
"""Lists whose entries a drafter may type in one line, with semicolons."""


def is_empty(node: Node) -> bool:
    """Whether nothing was typed: blank, `[]`, `{}`, or a mapping of such."""
    return not node.text.strip() and not node.items and all(is_empty(value) for _, value in node.pairs)


@cache
def _annotations(model: type[Nen]) -> dict[str, Any]:
    """The keys a drafter may write in a model, with what stands under them."""
    return {k: f.annotation for k, f in model.model_fields.items() if not _internal(f)}


def _internal(info: FieldInfo) -> bool:
    return isinstance(info.json_schema_extra, dict) and bool(info.json_schema_extra.get("internal"))


def _shape(annotation: Any) -> tuple[str, Any]:
    """The shape a field's annotation asks for: text, list, dict, model, content, or text beside one of them."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _shape(typing.get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Nen):
        return "model", annotation
    if origin is tuple:
        inner = typing.get_args(annotation)[0]
        if inner is Muc or (isinstance(inner, typing.ForwardRef) and inner.__forward_arg__ == "Muc"):
            return "content", Muc
        return "list", inner
    if origin is dict:
        return "dict", typing.get_args(annotation)[1]
    if origin in (types.UnionType, typing.Union):
        shapes = [_shape(a) for a in typing.get_args(annotation) if a is not type(None)]
        kinds = [s for s, _ in shapes]
        if len(shapes) == 1:
            return shapes[0]
        for other in ("model", "list"):
            if other in kinds:
                return f"text|{other}", shapes[kinds.index(other)][1]
    return "text", str
