"""A worksheet's rows and the shared strings by pattern, where they are written as every spreadsheet writes them.

Calling back for every tag of every cell is most of what a long sheet costs. Here the tags are matched by pattern, cell
against cell without a gap, so that nothing is passed over. What is written otherwise (comments, blanks between tags,
letters by number in base 16, runs of different looks, attributes that no spreadsheet writes) is `KhongThuong` and left
to the walk, which reads all and says what is wrong. So both ways give the same of any file
(tests/annex/test_annex_xlsx_quet.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import lt
from typing import NamedTuple

from vbhc.annex.trang_tinh import MAX_COLUMNS, ten_cot

_GIU = '(?: xml:space="preserve")?'
_O = re.compile(
    '(<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]+)")?(?:/>|>'
    '(<f(?: t="(?:normal|shared)")?(?: ref="[A-Z0-9:]+")?(?: si="[0-9]+")?(?: ca="1")?(?: aca="(?:true|false)")?'
    "(?:/>|>[^<]*+</f>))?"
    f"(?:<v{_GIU}>([^<]*+)</v>|<is><t{_GIU}>([^<]*+)</t></is>)?</c>))"
)
_O_CHUOI = re.compile(
    '(<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]{1,6}")? t="s"><v>([0-9]{1,9})</v></c>)'  # as most are
)
_HANG = re.compile('<row((?: [A-Za-z][A-Za-z0-9:]*="[^"<&\t\n]*")*)(/?)>')
_THUOC_TINH = re.compile(' ([^=]+)="([^"]*)"')
_SO = re.compile("[0-9]{1,7}")
_MA = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_MA_CHU = re.compile("&(?:#([0-9]{2,7})|lt|gt|quot|apos|amp);")
_SO_CHU = re.compile("&#([0-9]{2,7});")
_MA_KHAC = re.compile(f"(?!{_MA_CHU.pattern})&")
_GOC = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])?\s*\?>\s*)?"
    rb'<(?:worksheet|sst)(?: [\w:]+="[^"<>]*")*>'
)
_O_NGOAI = re.compile(rb"[<:](?:row|c)[\s/>]")
_KHONG_GIAN = (
    b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
    b' xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"',
)
_CAM = bytes({*range(32)} - {9, 10})
"""No XML holds these but CR, which XML reads as LF."""
_COT = {ten_cot(n): n for n in range(1, MAX_COLUMNS + 1)}


class CacO(NamedTuple):
    """The cells of a row as written, by what they say: column, `s`, `t`, formula, text; "" where it is not said."""

    cot: Sequence[int] = ()
    s: Sequence[str] = ()
    t: Sequence[str] = ()
    cong_thuc: Sequence[str] = ()
    v: Sequence[str] = ()


class KhongThuong(Exception):
    """A part is not written the usual way; the walk is to read it."""


def tach_chuoi(xml: bytes) -> tuple[bytes, list[str]]:
    """The shared strings, and the part without them, for the walk.

    Raises:
        KhongThuong: the part is not written the usual way.
    """
    start, end = _goc(xml), xml.rfind(b"</sst>")
    inside = _chu_cua(xml[start:end]).replace('<si><t xml:space="preserve">', "<si><t>")
    opens, closes, between = "<si><t>", "</t></si>", "</t></si><si><t>"
    if not (inside.startswith(opens) and inside.endswith(closes)):
        raise KhongThuong
    strings = inside[len(opens) : -len(closes)].split(between)
    if inside.count("<") != 4 * len(strings):
        raise KhongThuong
    return _thuong(xml[:start], xml[end:]), [_bo_ma(text) for text in strings] if "&" in inside else strings


def tach(xml: bytes) -> tuple[bytes, Iterator[tuple[dict[str, str], CacO]]]:
    """A worksheet parted: the part without its rows, for the walk, and the rows.

    The rows may raise `KhongThuong` too, any of them.

    Raises:
        KhongThuong: the part is not written the usual way.
    """
    root = _goc(xml)
    start, end = xml.find(b"<sheetData>") + len(b"<sheetData>"), xml.find(b"</sheetData>")
    once = xml.count(b"<sheetData>") == xml.count(b"</sheetData>") == 1
    if not once or not root < start <= end or b"xmlns" in xml[root:start]:
        raise KhongThuong
    if b"sheetFormatPr" in xml[end:] or _O_NGOAI.search(xml, 0, start) or _O_NGOAI.search(xml, end):
        raise KhongThuong  # the walk goes by their order
    prefixes = set(re.findall(r" xmlns:(\w+)=", xml[:root].decode("ascii", "replace")))
    return _thuong(xml[:start], xml[end:]), _cac_hang(_chu_cua(xml[start:end]), prefixes)


def _cac_hang(text: str, prefixes: set[str]) -> Iterator[tuple[dict[str, str], CacO]]:
    coded = "&" in text
    at = 0
    while at < len(text):
        opened = _HANG.match(text, at)
        if opened is None:
            raise KhongThuong
        pairs = _THUOC_TINH.findall(opened[1])
        attrs = dict(pairs)
        number = attrs.get("r", "")
        foreign = {name.partition(":")[0] for name in attrs if ":" in name} if ":" in opened[1] else set()
        if "xmlns" in attrs or len(attrs) < len(pairs) or not foreign <= prefixes or not _SO.fullmatch(number):
            raise KhongThuong
        at = opened.end()
        cells = CacO()
        if not opened[2]:
            end = text.find("</row>", at)
            cells = _chuoi(text, at, end, number) or _bat_ky(text, at, end, number, coded=coded)
            at = end + len("</row>")
        yield attrs, cells


def _chuoi(text: str, at: int, end: int, number: str) -> CacO | None:
    """The cells between two places, if there are some and all are shared strings of that row."""
    found = _O_CHUOI.findall(text, at, end)
    if not found:
        return None
    whole, letters, rows, v = zip(*found, strict=True)
    if at + sum(map(len, whole)) != end or rows.count(number) < len(rows):
        return None
    none = ("",) * len(v)
    return CacO(_cot(letters), none, ("s",) * len(v), none, v)


def _bat_ky(text: str, at: int, end: int, number: str, *, coded: bool) -> CacO:
    """The cells between two places, of any kind; `coded`: letters may be written as codes."""
    found = _O.findall(text, at, end)
    if at + sum(len(one[0]) for one in found) != end:  # something stands between the cells, or the row does not end
        raise KhongThuong
    if not found:
        return CacO()
    _, letters, rows, s, t, formulas, v, inline = zip(*found, strict=True)
    if rows.count(number) < len(rows):
        raise KhongThuong
    words = [a or b for a, b in zip(v, inline, strict=True)]
    return CacO(_cot(letters), s, t, formulas, [*map(_bo_ma, words)] if coded else words)


@lru_cache(maxsize=256)
def _cot(letters: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers of columns that follow each other."""
    columns = tuple(_COT.get(name, 0) for name in letters)
    if not columns[0] or not all(map(lt, columns, columns[1:])):
        raise KhongThuong
    return columns


def _goc(xml: bytes) -> int:
    """Where the root's start tag ends, of a part in UTF-8."""
    root = _GOC.match(xml)
    if root is None or not any(space in root[0] for space in _KHONG_GIAN):
        raise KhongThuong
    return root.end()


def _thuong(before: bytes, after: bytes) -> bytes:
    """What stands round the rows or strings: elements and text alone, as the patterns find them to be."""
    if b"<!" in before or b"<!" in after or before.find(b"<?", _goc(before)) >= 0 or b"<?" in after:
        raise KhongThuong
    return before + after


def _chu_cua(part: bytes) -> str:
    if len(part.translate(None, _CAM)) < len(part) or (b"]" in part and b"]]>" in part):
        raise KhongThuong
    if b"\xef" in part and (b"\xef\xbf\xbe" in part or b"\xef\xbf\xbf" in part):  # U+FFFE, U+FFFF
        raise KhongThuong
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        raise KhongThuong from None
    if "&" in text and _MA_KHAC.search(text):
        raise KhongThuong
    if "&#" in text and not all(map(_la_chu, map(int, set(_SO_CHU.findall(text))))):
        raise KhongThuong
    return text


def _bo_ma(text: str) -> str:
    if "&#" in text:
        return _MA_CHU.sub(lambda code: chr(int(code[1])) if code[1] else _MA[code[0]], text)
    if "&" in text:
        for code, letter in _MA.items():
            text = text.replace(code, letter)
    return text


def _la_chu(number: int) -> bool:
    """Whether XML may hold the letter, and leaves it as it is."""
    return 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
