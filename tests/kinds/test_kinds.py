"""Kinds of document: found by name, complete in themselves."""

from __future__ import annotations

import unicodedata

import pytest

from vbhc import kinds, norms
from vbhc.errors import UserError
from vbhc.loading.checks import CO_VIEN_DAN
from vbhc.model.van_ban import VanBan
from vbhc.resources import base_templates
from vbhc.text import letters


@pytest.mark.parametrize(
    ("typed", "ma"),
    [("KH", "KH"), ("kh", "KH"), ("Kế hoạch", "KH"), ("ke-hoach", "KH"), ("Báo cáo", "BC"), ("TB", "TB")],
)
def test_a_kind_is_found_by_abbreviation_or_name(typed: str, ma: str) -> None:
    for form in ("NFC", "NFD"):
        assert kinds.tim(unicodedata.normalize(form, typed)).ma == ma


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Kế hoach mới", "Kế hoạch"), ("QĐ", "chưa có mẫu in"), ("Quyết định", "chưa có mẫu in"), ("xyz", "đang có"),
     ("", "đang có")],
)  # fmt: skip
def test_an_unknown_kind_is_refused_with_what_there_is(typed: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        kinds.tim(typed)


@pytest.mark.parametrize("kind", kinds.moi_loai().values(), ids=lambda k: k.ma)
def test_a_kind_is_complete(kind) -> None:
    assert kind.ma in norms.ten_loai()
    assert (base_templates() / f"{kind.template}.docx").is_file()
    assert kind.vai_tro
    for ma, role in kind.vai_tro.items():
        assert ma == letters.key_of(ma)
        assert role.tieu_de
        assert ma not in VanBan.model_fields
        assert ma not in CO_VIEN_DAN
