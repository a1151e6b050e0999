"""Old encodings: known by the font's name, told in Unicode, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_fonts import typed_in

from vbhc.text import legacy

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵbcghklmnpqrstvx"
words = st.text(st.sampled_from(LETTERS + " "), max_size=30)


@pytest.mark.parametrize(
    ("font", "kind"),
    [(".VnTime", "TCVN3"), (".VnTimeH", "TCVN3"), (".vntime", "TCVN3"), (".VnArial NarrowH", "TCVN3"),
     ("VNI-Times", "VNI"),
     ("VNI Helve", "VNI"), ("Times New Roman", ""), ("Vnuni", ""), ("", "")],
)  # fmt: skip
def test_the_font_tells_the_encoding(font: str, kind: str) -> None:
    assert legacy.encoding(font) == kind


@pytest.mark.parametrize(
    ("text", "font", "said"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", ".VnTimeH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", ".VnTime", "Độc lập - Tự do - Hạnh phúc"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
        ("QUYEÁT ÑÒNH", "VNI-Times", "QUYẾT ĐỊNH"),
        ("Céng", "Times New Roman", "Céng"),
    ],
)
def test_known_words(text: str, font: str, said: str) -> None:
    assert legacy.to_unicode(text, font) == said


@given(words)
def test_there_and_back(text: str) -> None:
    assert legacy.to_unicode(typed_in(text, "TCVN3"), ".VnTime") == text
    assert legacy.to_unicode(typed_in(text, "TCVN3"), ".VnTimeH") == text.upper()
    assert legacy.to_unicode(typed_in(text, "VNI"), "VNI-Times") == text
    assert legacy.to_unicode(typed_in(text.upper(), "VNI"), "VNI-Times") == text.upper()


@given(st.text(max_size=40), st.sampled_from([".VnTime", "VNI-Times", "Arial"]))
def test_any_text_is_told_in_a_font(text: str, font: str) -> None:
    assert isinstance(legacy.to_unicode(text, font), str)


def test_unicode_letters_in_an_old_font_are_unicode() -> None:
    assert legacy.is_unicode("Sở Khoa học")
    assert not legacy.is_unicode("Së Khoa häc")
