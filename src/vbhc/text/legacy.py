"""Vietnamese typed in the fonts of before Unicode: TCVN3 (.VnTime, ABC) and VNI (VNI-Times), told in Unicode.

The encoding shows in the font's name only; the same characters in another font are what they look like. TCVN3 has a
character a letter, its capitals with marks come from fonts whose name ends in H. VNI writes marks after the letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TCVN3, VNI = "TCVN3", "VNI"
_CAPITALS = re.compile(r"\.vn[\w -]*h", re.IGNORECASE)
_NAMES = ((re.compile(r"\.vn", re.IGNORECASE), TCVN3), (re.compile(r"vni[ -]", re.IGNORECASE), VNI))

# TCVN 5712:1993 VN3, as its characters come when the bytes were taken for Latin-1.
_TCVN3_LETTERS = (
    "à:µ ả:¶ ã:· á:¸ ạ:¹ ă:¨ ằ:» ẳ:¼ ẵ:½ ắ:¾ ặ:Æ â:© ầ:Ç ẩ:È ẫ:É ấ:Ê ậ:Ë đ:® è:Ì ẻ:Î ẽ:Ï é:Ð ẹ:Ñ ê:ª ề:Ò "
    "ể:Ó ễ:Ô ế:Õ ệ:Ö "
    "ì:× ỉ:Ø ĩ:Ü í:Ý ị:Þ ò:ß ỏ:á õ:â ó:ã ọ:ä ô:« ồ:å ổ:æ ỗ:ç ố:è ộ:é ơ:¬ ờ:ê ở:ë ỡ:ì ớ:í ợ:î ù:ï ủ:ñ ũ:ò "
    "ú:ó ụ:ô ư:\xad "
    "ừ:õ ử:ö ữ:÷ ứ:ø ự:ù ỳ:ú ỷ:û ỹ:ü ý:ý ỵ:þ Ă:¡ Â:¢ Ê:£ Ô:¤ Ơ:¥ Ư:¦ Đ:§"
)
_TCVN3 = {ord(old): new for new, old in (pair.split(":") for pair in _TCVN3_LETTERS.split(" "))}

# VNI for Windows: the mark follows its letter; ơ, ư, đ, i with marks and ỵ are single characters.
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_SHAPES = {
    "â": "\u0302", "ê": "\u0306",
    "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_MARKS = _TONES | _SHAPES
_MARKS |= {k.upper(): v for k, v in _MARKS.items()}
_ONE = _SINGLE | {k.upper(): v.upper() for k, v in _SINGLE.items()}
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)
_VNI_LETTER = re.compile(
    f"(?P<letter>[aeouyAEOUY{''.join(x for x in _ONE if x in 'ôöÔÖ')}])(?P<mark>[{''.join(_MARKS)}])|[{''.join(_ONE)}]"
)


@lru_cache(maxsize=512)
def encoding(font: str) -> str:
    """The old encoding that a font's letters stand in; empty for Unicode."""
    return next((name for pattern, name in _NAMES if pattern.match(font.strip())), "")


def is_unicode(text: str) -> bool:
    """Whether letters are Unicode whatever their font says: ă đ ơ ư, or a mark below, are in no old encoding."""
    return _UNICODE.search(text) is not None


def to_unicode(text: str, font: str) -> str:
    """What letters typed in a font say; the text itself where the font is none of the old ones."""
    kind = encoding(font)
    if kind == TCVN3:
        out = text.translate(_TCVN3)
        return out.upper() if _CAPITALS.fullmatch(font.strip()) else out
    if kind == VNI:
        return _VNI_LETTER.sub(_letter, text)
    return text


def _letter(found: re.Match[str]) -> str:
    if found["letter"] is None:
        return _ONE[found.group()]
    letter, mark = found["letter"], _MARKS[found["mark"]]
    made = unicodedata.normalize("NFC", _ONE.get(letter, letter) + mark)
    # A mark that such a letter cannot bear is a letter of its own ("ơi" with î has none).
    return made if len(made) == 1 else _ONE.get(letter, letter) + _ONE.get(found["mark"], found["mark"])
