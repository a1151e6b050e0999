"""A Word file as a View: the one reader behind check, comparison and import."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from vbhc import archive
from vbhc.errors import UserError
from vbhc.model.view import Block, Note, Spot, View
from vbhc.word import ns
from vbhc.word.seeing.cascade import Cascade, is_on
from vbhc.word.seeing.labels import Labels
from vbhc.word.seeing.walk import Walker

MAX_PARAGRAPHS = 200_000
MAX_PART = 100 * 2**20
_MOST_KNOWN = 8
_REFERENCES = ns.w("headerReference"), ns.w("footerReference")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def view(path: Path, name: str = "") -> View:
    """The View of a .docx file; `name` is how reports call it.

    Raises:
        UserError: not a Word file, damaged, encrypted, or a trap.
    """
    return view_of(archive.read(path, "tệp Word"), name or str(path))


def view_of(parts: dict[str, bytes], name: str) -> View:
    """The View of the parts of a .docx.

    Raises:
        UserError: it has no document part, or a part is too large or no well-formed XML.
    """
    if max(map(len, parts.values()), default=0) > MAX_PART:
        raise UserError(f"{name}: có phần lớn hơn {MAX_PART >> 20} MB; không đọc")
    parts = {part: _transitional(part, xml) for part, xml in parts.items()}
    main = main_part(parts, name)
    folder = main.rpartition("/")[0]
    links = relations(parts, main, name)

    def related(kind: str, usual: str) -> bytes | None:
        target = next((t for k, t in links.values() if k == kind), f"{folder}/{usual}".lstrip("/"))
        return parts.get(target)

    cascade = _cascade(related("styles", "styles.xml"), related("theme", "theme/theme1.xml"), name)
    labels = Labels(related("numbering", "numbering.xml"), name)
    tree = ns.parse(parts[main], name)
    if tree.tag != ns.w("document"):
        raise UserError(f"{name}: không phải văn bản Word (tệp mẫu, bảng tính hay dạng Word chưa hỗ trợ)")
    if sum(1 for _ in tree.iter(ns.w("p"))) > MAX_PARAGRAPHS:
        raise UserError(f"{name}: văn bản quá {MAX_PARAGRAPHS} đoạn; không đọc")
    walker = Walker(cascade, labels, name)
    blocks = walker.body(tree, main, _images(parts, links))
    others = {key: target for key, (kind, target) in links.items() if kind in {"header", "footer"}}
    shown = {node.get(f"{{{ns.R}}}id", "") for tag in _REFERENCES for node in tree.iter(tag)}
    wanted = dict.fromkeys(others[key] for key in others if key in shown and others[key] in parts)
    read = {
        part: walker.part(ns.parse(parts[part], f"{name} ({part})"), part, _images(parts, relations(parts, part, name)))
        for part in wanted
    }
    margins = {key: read[target] for key, target in others.items() if target in read}
    notes = _notes(walker, parts, links, name)
    settings = related("settings", "settings.xml")
    even = settings is not None and ns.parse(settings, f"{name} (settings.xml)").find(ns.w("evenAndOddHeaders"))
    return View(
        name=name,
        blocks=blocks,
        sections=walker.sections(margins),
        signed=any(part.startswith("_xmlsignatures/") for part in parts),
        changes=walker.changes,
        unknown=tuple(walker.unknown),
        comments=walker.comments,
        even_odd=even is not None and even is not False and is_on(even),
        notes=notes,
    )


def _notes(
    walker: Walker, parts: dict[str, bytes], links: dict[str, tuple[str, str]], name: str
) -> tuple[Note, ...]:  # fmt: skip
    """The notes that the text has marks of, in their order."""
    called: dict[tuple[str, str], tuple[str, int]] = {}
    for kind, number, at, p in walker.called:  # a note has one mark; a second one would only say it again
        called.setdefault((kind, number), (at, p))
    said: dict[str, dict[str, tuple[Block, ...]]] = {}
    for kind in dict.fromkeys(kind for kind, _ in called):
        for part in (target for what, target in links.values() if what == f"{kind}s" and target in parts):
            tree = ns.parse(parts[part], f"{name} ({part})")
            said[kind] = walker.notes(tree, kind, part, _images(parts, relations(parts, part, name)))
    if any(number not in said.get(kind, ()) for kind, number in called):
        walker.unknown["dấu của chú thích không có trong tệp"] = None
    return tuple(
        Note(kind, said[kind][number], Spot(*at))
        for (kind, number), at in called.items()
        if number in said.get(kind, ())
    )


def _images(parts: dict[str, bytes], links: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Relation → a hash of the picture's file."""
    return {
        key: hashlib.sha256(parts[target]).hexdigest()
        for key, (kind, target) in links.items()
        if kind == "image" and target in parts
    }


_known: dict[tuple[bytes | None, bytes | None], Cascade] = {}


def _cascade(styles: bytes | None, theme: bytes | None, name: str) -> Cascade:
    """What the styles give; kept, for the next file is often one of the same template."""
    key = styles, theme
    if key not in _known:
        made = Cascade(styles, theme, name)
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = made
    return _known[key]


_STRICT_NAMES = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def _transitional(part: str, xml: bytes) -> bytes:
    """A part of a file saved as “Strict Open XML” with the names that all other files have (ECMA-376 part 1, annex)."""
    if not part.endswith((".xml", ".rels")) or b"http://purl.oclc.org/ooxml/" not in xml:
        return xml
    return _STRICT_NAMES.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml)


def main_part(parts: dict[str, bytes], name: str) -> str:
    """The name of the document's main part.

    Raises:
        UserError: there is none.
    """
    for kind, target in relations(parts, "", name).values():
        if kind == "officeDocument" and target in parts:
            return target
    if ns.DOCUMENT in parts:
        return ns.DOCUMENT
    raise UserError(f"{name}: không phải tệp Word .docx")


def relations(parts: dict[str, bytes], part: str, name: str) -> dict[str, tuple[str, str]]:
    """Id → (last word of the relation's type, target part) of a part's own relations."""
    folder, _, file = part.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels".lstrip("/")
    out: dict[str, tuple[str, str]] = {}
    if rels not in parts:
        return out
    for node in ns.parse(parts[rels], f"{name} ({rels})"):
        kind, target = node.get("Type", "") if isinstance(node.tag, str) else "", node.get("Target", "")
        if not kind.startswith((_OFFICE, _STRICT)) or node.get("TargetMode") == "External":
            continue
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        pieces: list[str] = []
        for piece in path.split("/"):
            if piece == "..":
                pieces = pieces[:-1]
            elif piece not in {"", "."}:
                pieces.append(piece)
        out[node.get("Id", "")] = kind.rpartition("/")[2], "/".join(pieces)
    return out
