"""Formats resolved: defaults → table style → paragraph style → numbering → character style → direct (ECMA-376 17.7.2).

A format is kept as a small dictionary of plain values while it is put together and becomes a `Look` or `Layout` once;
equal ones are shared. Toggles (bold, italic, capitals) set by both a paragraph and a character style cancel (17.7.3).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from vbhc.model.view import Layout, Look
from vbhc.word import ns
from vbhc.word.ns import mm, number, points, w

Props = dict[str, Any]

_OFF = {"0", "false", "off", "none"}
_TOGGLES = ("b", "i", "caps")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ALIGN = {"start": "left", "end": "right", "distribute": "both"}
_VAL, _STYLE_ID, _TYPE, _CUSTOM = w("val"), w("styleId"), w("type"), w("customStyle")
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_SLOT = {w(slot): slot for slot in _FONT_SLOTS}
_THEME = {w(f"{slot}Theme"): slot for slot in ("ascii", "hAnsi", "eastAsia")} | {w("cstheme"): "cs"}
_HINT = w("hint")
CONDITION = "\0"
"""Between a table style's id and the names of its conditional formats."""


def is_on(node: Any) -> bool:
    """The value of an on/off element."""
    return node.get(_VAL) not in _OFF


class Cascade:
    """The styles, defaults and theme of one file."""

    def __init__(self, styles: bytes | None, theme: bytes | None, name: str) -> None:
        self._fonts = _theme_fonts(theme, name)
        self._styles: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        self._default: dict[str, str] = {}
        self._run_base: Props = {}
        self._para_base: Props = {}
        self._memo: dict[tuple[str, str], tuple[Props, Props]] = {}
        self._numbered: dict[str, Any] = {}
        self._looks: dict[tuple[Any, ...], Look] = {}
        self._layouts: dict[tuple[Any, ...], Layout] = {}
        if styles is not None:
            self._read(ns.parse(styles, f"{name} (styles.xml)"))

    def _read(self, tree: Any) -> None:
        for style in tree.iterfind(w("style")):
            key = style.get(_STYLE_ID, "")
            self._styles.setdefault(key, style)
            label = style.find(w("name"))
            self.names[key] = "" if label is None else label.get(_VAL, "")
            if style.get(w("default")) in {"1", "true", "on"}:
                self._default[style.get(_TYPE, "")] = key
        defaults = tree.find(w("docDefaults"))
        if defaults is not None:
            self._run_base = self.run_props(defaults.find(f"{w('rPrDefault')}/{w('rPr')}"))
            self._para_base = self.para_props(defaults.find(f"{w('pPrDefault')}/{w('pPr')}"))

    def own(self, name: str, kind: str) -> str:
        """The id of the style of that name and type that is none of Word's own; empty when there is none."""
        wanted = name.casefold()
        for key, style in self._styles.items():
            custom = style.get(_CUSTOM) in {"1", "true", "on"} and style.get(_TYPE) == kind
            if custom and self.names[key].casefold() == wanted:
                return key
        return ""

    def default(self, kind: str) -> str:
        """The id of the default style of a type ("paragraph", "table"); empty when there is none."""
        return self._default.get(kind, "")

    def style(self, key: str) -> tuple[Props, Props]:
        """Paragraph and run properties of a style with all it is based on; unknown ids give nothing."""
        memo = self._memo.get((key, ""))
        if memo is not None:
            return memo
        if CONDITION in key:
            return self._conditional(key)
        para: Props = {}
        run: Props = {}
        for style in reversed(self._chain(key)):
            para.update(self.para_props(style.find(w("pPr"))))
            run.update(self.run_props(style.find(w("rPr"))))
        self._memo[key, ""] = para, run
        return para, run

    def _conditional(self, key: str) -> tuple[Props, Props]:
        base, *wanted = key.split(CONDITION)
        para, run = (dict(props) for props in self.style(base))
        for name in wanted:
            for style in reversed(self._chain(base)):
                for part in style.iterfind(w("tblStylePr")):
                    if part.get(_TYPE) == name:
                        para |= self.para_props(part.find(w("pPr")))
                        run |= self.run_props(part.find(w("rPr")))
        self._memo[key, ""] = para, run
        return para, run

    def has_conditions(self, key: str) -> bool:
        """Whether a table style has formats for its first row and the like."""
        return any(style.find(w("tblStylePr")) is not None for style in self._chain(key))

    def _chain(self, key: str) -> list[Any]:
        """A style and what it is based on, itself first; a loop ends where it closes."""
        chain: list[Any] = []
        at: str | None = key
        while at and at in self._styles and self._styles[at] not in chain and len(chain) < 50:
            chain.append(self._styles[at])
            base = chain[-1].find(w("basedOn"))
            at = None if base is None else base.get(_VAL)
        return chain

    def lineage(self, key: str) -> tuple[str, ...]:
        """The ids of a style and of those it is based on, itself first."""
        return tuple(style.get(_STYLE_ID, "") for style in self._chain(key))

    def numbering_of(self, key: str) -> Any:
        """The numPr that a style or one it is based on gives; None when none does."""
        if key not in self._numbered:
            self._numbered[key] = self._numbering(key)
        return self._numbered[key]

    def list_of(self, key: str) -> str:
        """The w:numId that a style or one it is based on gives, whoever of them names the level; "" when none does."""
        given = (style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}") for style in self._chain(key))
        return next((found.get(w("val"), "") for found in given if found is not None), "")

    def _numbering(self, key: str) -> Any:
        given = (style.find(f"{w('pPr')}/{w('numPr')}") for style in self._chain(key))
        return next((own for own in given if own is not None), None)

    def paragraph(self, style: str, table_style: str, numbering: Props, direct: Props) -> Layout:
        """The resolved layout of a paragraph."""
        props = self._para_base | (self.style(table_style)[0] if table_style else {})
        props |= self.style(style)[0] | numbering | direct
        key = tuple(sorted(props.items()))
        found = self._layouts.get(key)
        if found is None:
            found = self._layouts[key] = Layout(
                align=props.get("frame_align") or props.get("align", "left"),
                left=props.get("left", 0.0),
                right=props.get("right", 0.0),
                first=props.get("first", 0.0),
                before=props.get("before", 0.0),
                after=props.get("after", 0.0),
                line=_line(props),
                line_rule=props.get("line_rule", "auto"),
                keep_next=props.get("keep_next", False),
                keep_lines=props.get("keep_lines", False),
                page_break_before=props.get("page_break_before", False),
                outline=props.get("outline", 0),
                borders=props.get("borders", frozenset()),
                contextual=props.get("contextual", False),
            )
        return found

    def run_base(self, style: str, table_style: str) -> Props:
        """What a run inherits in a paragraph of this style, before its own character style and direct format."""
        memo = self._memo.get((style, table_style or "-"))
        if memo is not None:
            return memo[1]
        props = self._run_base | (self.style(table_style)[1] if table_style else {}) | self.style(style)[1]
        self._memo[style, table_style or "-"] = {}, props
        return props

    def run(self, base: Props, character_style: str, direct: Props) -> Look:
        """The resolved look of a run."""
        props = base
        if character_style:
            own = self.style(character_style)[1]
            props = base | own
            for toggle in _TOGGLES:
                if own.get(toggle) and base.get(toggle):
                    props[toggle] = False
        if direct:
            props = props | direct
        key = tuple(sorted(props.items()))
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = Look(
                fonts=self._letters_in(props),
                size=props.get("size", 10.0),
                bold=props.get("b", False),
                italic=props.get("i", False),
                underline=props.get("u", ""),
                color=props.get("color", "auto"),
                caps=props.get("caps", False),
                hidden=props.get("vanish", False),
                strike=props.get("strike", False),
                raised=props.get("raised", ""),
                highlight=props.get("highlight", ""),
            )
        return found

    @staticmethod
    def _letters_in(props: Props) -> tuple[str, ...]:
        """The fonts Vietnamese letters print in: ascii and hAnsi, or cs where a run says it is complex script."""
        slots: tuple[str, ...] = ("cs",) if props.get("complex") else ("ascii", "hAnsi")
        if props.get("hint") == "eastAsia":
            slots = ("ascii", "hAnsi", "eastAsia")
        return tuple(dict.fromkeys(props.get(f"font_{slot}", "Times New Roman") for slot in slots))

    def run_props(self, node: Any) -> Props:
        """What an rPr says itself."""
        out: Props = {}
        if node is None:
            return out
        for child in node:
            read = _RUN.get(child.tag)
            if read is not None:
                read(out, child)
            elif child.tag == _RFONTS:
                self._font(out, child)
        return out

    def _font(self, out: Props, node: Any) -> None:
        for attribute, value in node.items():
            if attribute in _SLOT:
                out.setdefault(f"font_{_SLOT[attribute]}", value)
            elif attribute in _THEME and value in self._fonts:
                out[f"font_{_THEME[attribute]}"] = self._fonts[value]  # the theme wins over the name (17.3.2.26)
            elif attribute == _HINT:
                out["hint"] = value

    @staticmethod
    def para_props(node: Any) -> Props:
        """What a pPr says itself."""
        out: Props = {}
        if node is not None:
            for child in node:
                read = _PARA.get(child.tag)
                if read is not None:
                    read(out, child)
        return out


def _line(props: Props) -> float:
    raw = props.get("line")
    if raw is None:
        return 1.0
    raw = float(raw)
    return round(raw / 240, 3) if props.get("line_rule", "auto") == "auto" else round(raw / 20, 2)


def _theme_fonts(theme: bytes | None, name: str) -> dict[str, str]:
    """Theme slot ("minorHAnsi") → font."""
    out: dict[str, str] = {}
    if theme is None:
        return out
    scheme = ns.parse(theme, f"{name} (theme)").find(f".//{_A}fontScheme")
    for kind in ("major", "minor") if scheme is not None else ():
        for tag, ends in (("latin", ("HAnsi", "Ascii")), ("ea", ("EastAsia",)), ("cs", ("Bidi",))):
            node = scheme.find(f"{_A}{kind}Font/{_A}{tag}")
            if node is not None and node.get("typeface"):
                out |= {f"{kind}{end}": node.get("typeface") for end in ends}
    return out


# --- one reader an element ------------------------------------------------------------------------------------------


def _toggle(key: str) -> Any:
    def read(out: Props, node: Any) -> None:
        out[key] = is_on(node)

    return read


def _size(out: Props, node: Any) -> None:
    out["size"] = points(node.get(_VAL))


def _color(out: Props, node: Any) -> None:
    # A theme colour is written out beside its name by Word; "text1" and "dark1" print black.
    value = (node.get(_VAL) or "auto").upper()
    out["color"] = "auto" if value in {"AUTO", "000000"} else value


def _underline(out: Props, node: Any) -> None:
    value = node.get(_VAL, "single")
    out["u"] = "" if value == "none" else value


def _word(key: str, none: str) -> Any:
    def read(out: Props, node: Any) -> None:
        value = node.get(_VAL, none)
        out[key] = "" if value == none else value

    return read


def _spacing(out: Props, node: Any) -> None:
    for side in ("before", "after"):
        raw = node.get(w(side))
        if raw is not None:
            out[side] = number(raw) / 20
        if node.get(w(f"{side}Autospacing")) in {"1", "true", "on"}:
            out[side] = 14.0  # Word's "auto": 14 pt
    if node.get(w("line")) is not None:
        out["line"] = number(node.get(w("line")), 240)
        out["line_rule"] = node.get(w("lineRule"), "auto")
    elif node.get(w("lineRule")) is not None:
        out["line_rule"] = node.get(w("lineRule"))


def _indent(out: Props, node: Any) -> None:
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            if node.get(w(name)) is not None:
                out[key] = mm(node.get(w(name)))
    if node.get(w("hanging")) is not None:
        out["first"] = -mm(node.get(w("hanging")))
    elif node.get(w("firstLine")) is not None:
        out["first"] = mm(node.get(w("firstLine")))


def _align(out: Props, node: Any) -> None:
    value = node.get(_VAL, "left")
    out["align"] = _ALIGN.get(value, value)


def _frame(out: Props, node: Any) -> None:
    """An old Word frame stands where it says, whatever its paragraph's own alignment (17.3.1.11)."""
    if node.get(w("xAlign")) in {"left", "center", "right"}:
        out["frame_align"] = node.get(w("xAlign"))


def _borders(out: Props, node: Any) -> None:
    out["borders"] = frozenset(
        etree.QName(side).localname
        for side in node
        if isinstance(side.tag, str) and side.get(_VAL, "nil") not in {"nil", "none"}
    )


def _outline(out: Props, node: Any) -> None:
    level = int(number(node.get(_VAL), 9))
    out["outline"] = level + 1 if level < 9 else 0


_RFONTS = w("rFonts")
_RUN: dict[str, Any] = {
    w("b"): _toggle("b"),
    w("i"): _toggle("i"),
    w("caps"): _toggle("caps"),
    w("vanish"): _toggle("vanish"),
    w("strike"): _toggle("strike"),
    w("dstrike"): _toggle("strike"),
    w("cs"): _toggle("complex"),
    w("rtl"): _toggle("complex"),
    w("sz"): _size,
    w("color"): _color,
    w("u"): _underline,
    w("vertAlign"): _word("raised", "baseline"),
    w("highlight"): _word("highlight", "none"),
}
_PARA: dict[str, Any] = {
    w("jc"): _align,
    w("ind"): _indent,
    w("spacing"): _spacing,
    w("pBdr"): _borders,
    w("outlineLvl"): _outline,
    w("keepNext"): _toggle("keep_next"),
    w("keepLines"): _toggle("keep_lines"),
    w("pageBreakBefore"): _toggle("page_break_before"),
    w("contextualSpacing"): _toggle("contextual"),
    w("framePr"): _frame,
}
