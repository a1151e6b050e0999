"""The report for other programs: one JSON value, with everything that is known. `version` changes when a key does."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import vbhc
from vbhc.model.edits import Edit, ParagraphEdit, RunEdit, SectionEdit, TextEdit
from vbhc.model.finding import BaoCao, Finding, KetQua
from vbhc.problems import Severity
from vbhc.reporting.check import _chung

TEN = "json"
DUOI = ".json"
MO_TA = "JSON, cho chương trình khác đọc"
VERSION = 1

_KIND = {TextEdit: "text", RunEdit: "run", ParagraphEdit: "paragraph", SectionEdit: "section"}
_HALF = re.compile("[\ud800-\udfff]")


def viet(bao_cao: Sequence[BaoCao], mau: bool = False) -> str:
    """The whole report; `mau` means nothing here."""
    findings = [f for b in bao_cao for f in b.ket_qua.findings]
    counts = Counter(f.muc for f in findings)
    whole = {
        "version": VERSION,
        "program": f"vbhc {vbhc.__version__}",
        "summary": {
            "documents": len(bao_cao),
            "unreadable": sum(bool(b.ket_qua.loi_doc) for b in bao_cao),
            "severity": {s.label: counts[s] for s in sorted(Severity, reverse=True)},
            "sua": dict(sorted(Counter(str(f.sua) for f in findings).items())),
        },
        "documents": [_van_ban(b.ket_qua) for b in bao_cao],
    }
    return _HALF.sub("\ufffd", json.dumps(whole, ensure_ascii=False, indent=1)) + "\n"


def _van_ban(ket_qua: KetQua) -> dict[str, Any]:
    return {
        "ten": ket_qua.ten,
        "thong_tin": dict(ket_qua.thong_tin),
        "loi_doc": ket_qua.loi_doc,
        "findings": [_loi(f) for f in ket_qua.findings],
        "im_lang": [_loi(f) for f in ket_qua.im_lang],
        "chua_xet": [{"quy_tac": c.quy_tac, "vi_sao": c.vi_sao} for c in ket_qua.chua_xet],
        "dat": list(ket_qua.dat),
        "khong_hieu": list(ket_qua.khong_hieu),
    }


def _loi(found: Finding) -> dict[str, Any]:
    return {
        "quy_tac": found.quy_tac,
        "ma": found.ma,
        "ten": _chung.ten_quy_tac(found.quy_tac),
        "muc": found.muc.label,
        "place": asdict(found.place),
        "vi_tri": found.vi_tri,
        "trang": found.trang,
        "message": found.message,
        "hint": found.hint,
        "trich": found.trich,
        "noi": [asdict(c) for c in _chung.dieu_khoan(found.noi)],
        "sua": str(found.sua),
        "edits": [_edit(e) for e in found.edits],
        "spot": asdict(found.spot) if found.spot else None,
        "im_lang": found.im_lang,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    fields = {name: getattr(edit, name) for name in type(edit).__dataclass_fields__}
    return {"kind": _KIND[type(edit)]} | {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    return asdict(value) if hasattr(type(value), "__dataclass_fields__") else value
