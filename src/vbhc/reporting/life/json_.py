"""The life of a document for other programs: one JSON value. `version` changes when a key does.

A history has `lan`, newest first, each with: `commit` (`hash`, `tac_gia`, `thoi_diem` as ISO 8601 with the author's
zone, `tieu_de`; null: on the disk, not committed); `viec` ("bản đầu tiên", "sửa", "không đổi nội dung in ra" …);
`thay_doi`, as in the JSON of `vbhc diff`; `dinh_dang` and `khong_so`, how many changes of format and how much not
compared; `vi_sao` it could not be printed; `ten_cu`, its name before, where renamed. `phan` is the part asked for, ""
all.

Units with their versions have `dong`, in the order of the document, each with: `phan`, `vi_tri`, `loai`, `chu`;
`commit` as above; `truoc`, whether it is older than the versions asked for (`commit` is then null too).
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

import vbhc
from vbhc.model.doi_song import DoiSong, NguonGoc

TEN = "json"
DUOI = ".json"
MO_TA = "JSON, cho chương trình khác đọc"
VERSION = 1

_HALF = re.compile("[\ud800-\udfff]")


def viet(ket_qua: DoiSong | NguonGoc, mau: bool = False) -> str:
    """The whole report; `mau` means nothing here."""
    whole: dict[str, Any] = {"version": VERSION, "program": f"vbhc {vbhc.__version__}", **asdict(ket_qua)}
    for one in whole["lan"] if isinstance(ket_qua, DoiSong) else whole["dong"]:
        if one["commit"] is not None:
            del one["commit"]["cha"]  # the versions before it in this history, not the commit's own
    return _HALF.sub("\ufffd", json.dumps(whole, ensure_ascii=False, indent=1)) + "\n"
