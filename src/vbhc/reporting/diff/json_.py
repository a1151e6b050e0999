"""The comparison for other programs: one JSON value with every change. `version` changes when a key does.

`a`, `b` are the two documents: `ten`, `loai` (abbreviation of the kind), `so_ky_hieu`, `ngay` as far as written.
`summary` counts the changes: `thay_doi` those of words and structure, `dinh_dang` those of format, `loai` by kind,
`phan` by part. `thay_doi` is the list, each with:

`loai` the kind ("thêm", "bỏ", "sửa", "chuyển chỗ", "tách", "nhập", "đánh số", "định dạng"); `thanh_phan` the component
or level; `phan` the part of the document; `vi_tri` the place in B (in A for what is gone), `vi_tri_cu` the place in A
where it differs; `truong` the column of a cell or what format changed; `cu`, `moi` the texts before and after, a line a
paragraph; `duoi` how many lines are under it; `so_cho` for how many places it stands; `tu` the words of both texts in
order, each `chu` with `dau`: "=" in both, "-" only in A, "+" only in B; `cho` the places inside it, each `truong`,
`cu`, `moi`; `a`, `b` where it stands in the two files: `part` of the Word file, `p` the paragraph's number in it from 0
(-1 in what is no Word file), `table`, `row`, `column` from 1 (0 outside tables), `page`, `page_end` (0 unknown).

`khong_so` says in words what could not be compared.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from typing import Any

import vbhc
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai, SoSanh

TEN = "json"
DUOI = ".json"
MO_TA = "JSON, cho chương trình khác đọc"
VERSION = 1

_HALF = re.compile("[\ud800-\udfff]")


def viet(so_sanh: SoSanh, mau: bool = False) -> str:
    """The whole comparison; `mau` means nothing here."""
    kinds = Counter(str(t.loai) for t in so_sanh.thay_doi)
    whole = {
        "version": VERSION,
        "program": f"vbhc {vbhc.__version__}",
        "a": _van_ban(so_sanh.a),
        "b": _van_ban(so_sanh.b),
        "summary": {
            "thay_doi": sum(1 for _ in so_sanh.chu),
            "dinh_dang": kinds[Loai.DINH_DANG],
            "loai": {str(k): kinds[k] for k in Loai},
            "phan": dict(Counter(t.phan for t in so_sanh.thay_doi)),
        },
        "thay_doi": [asdict(t) for t in so_sanh.thay_doi],
        "khong_so": list(so_sanh.khong_so),
    }
    return _HALF.sub("\ufffd", json.dumps(whole, ensure_ascii=False, indent=1)) + "\n"


def _van_ban(document: BanDoc) -> dict[str, Any]:
    return {
        "ten": document.view.name,
        "loai": document.loai,
        "so_ky_hieu": f"{document.so.so}/{document.so.ky_hieu}" if document.so else "",
        "ngay": document.ngay.iso() if document.ngay else "",
    }
