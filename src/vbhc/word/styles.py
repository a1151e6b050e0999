"""The named styles of a Word file: found by name (ids differ between Word, LibreOffice and languages), resolved."""

from __future__ import annotations

from typing import Any

from vbhc import norms
from vbhc.errors import UserError
from vbhc.text.measure import Face
from vbhc.word import ns
from vbhc.word.ns import w

_ON = {None, "1", "true", "on"}
_LARGEST = 1638
"""Points of the largest letters that Word sets."""


class Styles:
    """The styles part of one file."""

    def __init__(self, xml: bytes, name: str) -> None:
        self._name = name
        self._tree: Any = ns.parse(xml, f"{name} (styles.xml)")
        self._by_id: dict[str, Any] = {}
        self._ids: dict[str, str] = {}
        self._faces: dict[str, Face] = {}
        self._known: dict[str, str] = {}
        for style in self._tree.iterfind(w("style")):
            style_id = style.get(w("styleId"), "")
            label = style.find(w("name"))
            self._by_id[style_id] = style
            if label is not None:
                self._ids[label.get(w("val"), "").casefold()] = style_id

    def id_of(self, thanh_phan: str) -> str:
        """The id of a component's style in this file.

        Raises:
            UserError: the file has no style of that name.
        """
        known = self._known.get(thanh_phan)
        if known is not None:
            return known
        style_name = norms.thanh_phan()[thanh_phan].kieu
        found = self._ids.get(style_name.casefold())
        if found is None:
            raise UserError(
                f"{self._name}: mẫu không có kiểu đoạn “{style_name}”. Thêm lại kiểu ấy trong Word (Styles), "
                "hoặc lấy lại mẫu gốc bằng `vbhc init`"
            )
        self._known[thanh_phan] = found
        return found

    def ten(self, style_id: str) -> str:
        """The name of the style with this id; empty when there is none."""
        style = self._by_id.get(style_id)
        label = None if style is None else style.find(w("name"))
        return "" if label is None else label.get(w("val"), "")

    @property
    def ids(self) -> frozenset[str]:
        """All style ids of the file."""
        return frozenset(self._by_id)

    def face(self, thanh_phan: str) -> Face:
        """The cut of the font that a component prints in, resolved through its base styles and the defaults."""
        if thanh_phan not in self._faces:
            self._faces[thanh_phan] = self._face(thanh_phan)
        return self._faces[thanh_phan]

    def _face(self, thanh_phan: str) -> Face:
        style_id: str | None = self.id_of(thanh_phan)
        found: dict[str, Any] = {}
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._by_id:
            seen.add(style_id)
            style = self._by_id[style_id]
            self._take(style.find(w("rPr")), found)
            base = style.find(w("basedOn"))
            style_id = None if base is None else base.get(w("val"))
        self._take(self._tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"), found)
        return Face(found.get("sz", 10.0), found.get("b", False), found.get("i", False))

    @staticmethod
    def _take(properties: Any, found: dict[str, Any]) -> None:
        if properties is None:
            return
        for tag in ("sz", "b", "i"):
            node = properties.find(w(tag))
            if node is not None and tag not in found:
                value = node.get(w("val"))
                if tag != "sz":
                    found[tag] = value in _ON
                elif 1 <= (size := ns.points(value)) <= _LARGEST:  # any other Word does not print either
                    found[tag] = size

    def jc(self, thanh_phan: str) -> str:
        """How a component's style itself aligns its paragraphs; "" where it does not say."""
        node = self._by_id[self.id_of(thanh_phan)].find(f"{w('pPr')}/{w('jc')}")
        place: str = "" if node is None else node.get(w("val"), "")
        return {"start": "left", "end": "right"}.get(place, place)  # as other programs spell them

    def set_sizes(self, co_chu: str) -> None:
        """Write the sizes of a set on the components' styles ("13"; the templates are drawn in "14")."""
        self._faces.clear()
        for component in norms.thanh_phan().values():
            style = self._by_id.get(self._ids.get(component.kieu.casefold(), ""))
            if style is None or component.bang:
                continue
            properties = style.find(w("rPr"))
            for tag in ("sz", "szCs"):
                node = None if properties is None else properties.find(w(tag))
                if node is not None:
                    node.set(w("val"), str(round(component.co_chu(co_chu) * 2)))

    def xml(self) -> bytes:
        """The part as it now stands."""
        return ns.serialize(self._tree)
