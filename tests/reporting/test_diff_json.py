"""The comparison as JSON: every fact of every change comes back, and the schema is the one that is described."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from diff_mau import khong_doi, tay, that

from vbhc.model.so_sanh import ChoSua, Loai, SoSanh, ThayDoi, Tu
from vbhc.model.view import Spot
from vbhc.reporting.diff import dang, json_


def write(so_sanh: SoSanh) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(dang()["json"].viet(so_sanh))
    return said


def read(one: dict[str, Any]) -> ThayDoi:
    inner = {
        "loai": Loai(one["loai"]),
        "tu": tuple(Tu(**t) for t in one["tu"]),
        "cho": tuple(ChoSua(**c) for c in one["cho"]),
        "a": tuple(Spot(**s) for s in one["a"]),
        "b": tuple(Spot(**s) for s in one["b"]),
    }
    return ThayDoi(**(one | inner))


@pytest.mark.parametrize("so_sanh", [that, tay, khong_doi])
def test_every_change_comes_back_whole(so_sanh: Any) -> None:
    said = write(so_sanh())
    assert tuple(read(one) for one in said["thay_doi"]) == so_sanh().thay_doi
    assert said["khong_so"] == list(so_sanh().khong_so)


def test_who_is_compared_and_how_many_changes() -> None:
    said = write(that())
    assert said["version"] == 1
    assert said["a"] == {
        "ten": "HEAD~1:data/2022/kh-tuyen-truyen-cchc", "loai": "KH", "so_ky_hieu": "74/KH-SKHCN", "ngay": "2022-01-28"
    }  # fmt: skip
    assert said["summary"]["thay_doi"] == len(said["thay_doi"]) == 7
    assert said["summary"]["dinh_dang"] == 0
    assert said["summary"]["loai"] == {
        "thêm": 3, "bỏ": 2, "sửa": 2, "chuyển chỗ": 0, "tách": 0, "nhập": 0, "đánh số": 0, "định dạng": 0
    }  # fmt: skip
    assert said["summary"]["phan"] == {"Mục I": 2, "Mục III": 1, "Nơi nhận": 2, "Phụ lục": 2}
    by_hand = write(tay())["summary"]
    assert (by_hand["thay_doi"], by_hand["dinh_dang"]) == (12, 2)


def test_every_key_is_described() -> None:
    said = write(tay())
    keys = {*said, *said["a"], *said["summary"], *said["thay_doi"][2]}
    for name in ("tu", "cho", "a"):
        keys |= set(said["thay_doi"][2][name][0])
    told = set(re.findall(r"`(\w+)`", json_.__doc__ or ""))
    assert keys - told == {"program"}


def test_half_a_letter_does_not_make_it_unwritable() -> None:
    assert dang()["json"].viet(tay()).encode()
    assert write(tay())["b"]["ten"] == "mới \ufffd.docx"
