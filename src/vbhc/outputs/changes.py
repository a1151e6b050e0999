"""What has changed in a document's data since a file was printed: whether its annex tables may take new rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from vbhc.errors import UserError
from vbhc.problems import Place, Problems
from vbhc.text import inline, letters

_WAYS_OUT = "In lại cả văn bản bằng: vbhc build; hoặc in phụ lục thành tệp riêng: vbhc annex --tung-tep"
_AROUND = {"loi_van": "lời trước bảng", "ghi_chu": "ghi chú sau bảng", "huong": "hướng giấy"}
_WHOLE = {"trich_yeu": "trích yếu", "so_van_ban": "số văn bản", "ngay_ban_hanh": "ngày ban hành"}


def check_annexes(
    shown: str,
    du_lieu: str,
    hien_nay: str,
    so: Collection[int],
    problems: Problems,
    van: Callable[[], Collection[str]] = tuple,
) -> None:
    """Hold the annexes as printed against those of the document now.

    Args:
        shown: the file as messages name it.
        du_lieu: the data in its stamp.
        hien_nay: the data as it would be stamped now.
        so: indexes of the annexes whose tables are wanted.
        problems: takes an error when a table could come under another annex's name, and a warning for each
            thing around the tables that is no longer as printed.
        van: gives the paragraphs of the file, as `folded` gives them: a person may have brought them to the data.

    Raises:
        UserError: the file does not tell what it was printed from.
    """
    place = Place(shown)
    if not du_lieu:
        raise UserError(f"{shown}: tệp không mang dữ liệu lúc in, không biết bảng nào của phụ lục nào. {_WAYS_OUT}")
    then, now = (json.loads(text)["van_ban"] for text in (du_lieu, hien_nay))
    old, new = then.get("phu_luc", []), now.get("phu_luc", [])
    what = f"tệp Word có {len(old)} phụ lục, văn bản nay có {len(new)}" if len(old) != len(new) else ""
    titles = [_title(annex) for annex in old]
    for i, (a, b) in enumerate(zip(old, new, strict=False)):
        if not what and not _same(a, b, titles):
            what = f"phụ lục {i + 1} trong tệp Word là {_name(a)}, trong văn bản nay là {_name(b)}"
    if what:
        problems.loi("phu_luc/doi_thu_tu", place, f"{what}; chưa thay bảng nào", _WAYS_OUT)
        return
    differs = [
        name
        for key, name in _WHOLE.items()
        if then.get(key) != now.get(key) and not (key == "trich_yeu" and folded(now.get(key, "")) in van())
    ]
    for i in so:
        a, b = old[i], new[i]
        if _title(a) != _title(b) and folded(_title(b)) not in van():
            problems.canh_bao(
                "phu_luc/doi_ten", place,
                f"phụ lục {i + 1} nay có tên “{_title(b)}”, trong tệp Word vẫn là “{_title(a)}”",
                "Sửa tên ấy ngay trong tệp Word",
            )  # fmt: skip
        around = [name for key, name in _AROUND.items() if a.get(key) != b.get(key)]
        differs += [f"{name} của phụ lục {i + 1}" for name in around]
    for name in differs:
        problems.canh_bao(
            "phu_luc/chi_thay_bang", place, f"{name} trong dữ liệu khác với tệp Word, lệnh này chỉ thay bảng",
            "Sửa chỗ ấy ngay trong tệp Word",
        )  # fmt: skip


def folded(text: str) -> str:
    """A paragraph as it is compared, whatever its capitals and marks."""
    return " ".join(letters.nfc(inline.plain(text)).casefold().split())


def units(du_lieu: str) -> list[str]:
    """What the data in a stamp say of each annex's `don_vi_tinh`."""
    return [_table(annex).get("don_vi_tinh", "") for annex in json.loads(du_lieu)["van_ban"].get("phu_luc", [])]


def with_tables(du_lieu: str, hien_nay: str, so: Collection[int]) -> str:
    """The data in a stamp once the tables of some annexes (indexes `so`) are those of now."""
    then, now = json.loads(du_lieu), json.loads(hien_nay)
    for i in so:
        if _table(now["van_ban"]["phu_luc"][i]):
            then["van_ban"]["phu_luc"][i]["bang"] = now["van_ban"]["phu_luc"][i]["bang"]
    return json.dumps(then, ensure_ascii=False, sort_keys=True)


def _same(old: dict[str, Any], new: dict[str, Any], titles: list[str]) -> bool:
    """Whether two annexes at one place are one: by `ma`; without it by title, or by where the rows come from."""
    if bool(_table(old)) != bool(_table(new)):
        return False
    if old.get("ma") and new.get("ma"):
        return bool(old["ma"] == new["ma"])
    if _title(old) == _title(new):
        return True
    known = old.get("ma") or new.get("ma") or _title(new) in titles
    return not known and _table(old).get("nguon") == _table(new).get("nguon")


def _table(annex: dict[str, Any]) -> dict[str, Any]:
    return annex.get("bang") or {}


def _title(annex: dict[str, Any]) -> str:
    return " ".join(annex.get("tieu_de", "").split())


def _name(annex: dict[str, Any]) -> str:
    ma = f" (ma: {annex['ma']})" if annex.get("ma") else ""
    kind = "" if _table(annex) else ", không có bảng"
    return f"“{_title(annex)}”{ma}{kind}"
