"""The report as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the file.

A line of data is a physical region; a place in a Word file, which has no lines, is a logical location. What was not
judged becomes a notification of the run, what was silenced a result with a suppression.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import vbhc
from vbhc.model.finding import BaoCao, Finding, KetQua, Sua
from vbhc.problems import Place, Severity
from vbhc.reporting import safe
from vbhc.reporting.check import _chung
from vbhc.rules import ke

TEN = "sarif"
DUOI = ".sarif"
MO_TA = "SARIF 2.1.0, cho trình soạn thảo và nơi giữ mã nguồn"

_LEVEL = {Severity.LOI: "error", Severity.CANH_BAO: "warning", Severity.THONG_TIN: "note"}
_DRIVE = re.compile(r"[A-Za-z]:/")
UNREADABLE, NOT_JUDGED, NOT_UNDERSTOOD = "khong-doc-duoc", "chua-xet", "chua-hieu"


def viet(bao_cao: Sequence[BaoCao], mau: bool = False) -> str:
    """The whole report as one run; `mau` means nothing here."""
    results = [b.ket_qua for b in bao_cao]
    spoken = {f.quy_tac for r in results for f in (*r.findings, *r.im_lang)} | {
        c.quy_tac for r in results for c in r.chua_xet
    }
    codes = sorted(set(ke()) | spoken)
    index = {code: i for i, code in enumerate(codes)}
    files = list(dict.fromkeys([*(r.ten for r in results), *(f.place.file for r in results for f in r.findings)]))
    run = {
        "tool": {
            "driver": {
                "name": "vbhc",
                "version": vbhc.__version__,
                "language": "vi",
                "rules": [_rule(code) for code in codes],
                "notifications": [
                    {"id": UNREADABLE, "shortDescription": {"text": "Tệp không đọc được"}},
                    {"id": NOT_JUDGED, "shortDescription": {"text": "Quy tắc chưa xét được"}},
                    {"id": NOT_UNDERSTOOD, "shortDescription": {"text": "Chỗ chưa hiểu trong văn bản"}},
                ],
            }
        },
        "language": "vi",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not any(r.loi_doc for r in results),
                "toolExecutionNotifications": [n for r in results for n in _notes(r, index)],
            }
        ],
        "artifacts": [{"location": {"uri": _uri(name)}} for name in files],
        "results": [_result(f, index) for r in results for f in (*r.findings, *r.im_lang)],
    }
    whole = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _text(text: str) -> dict[str, str]:
    """A message: braces are placeholders to SARIF and `[…](…)` a link, so what a document says must not look so."""
    return {"text": safe.sach(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _uri(name: str) -> str:
    path = safe.sach(name).replace("\\", "/")
    if _DRIVE.match(path):
        path = "/" + path
    return ("file://" if path.startswith("/") else "") + quote(path, safe="/")


def _rule(code: str) -> dict[str, Any]:
    rule = ke().get(code)
    if rule is None:
        return {"id": code, "shortDescription": {"text": code}}
    said = rule.quy_tac
    clauses = "\n".join(f"{c.o}: {c.cau}" + (f" ({c.chac})" if c.chac else "") for c in _chung.dieu_khoan(said.noi))
    return {
        "id": code,
        "name": said.ten,
        "shortDescription": {"text": rule.trang.split("\n", 1)[0]},
        "help": {"text": f"{rule.trang}\n\n{clauses}"},
        "defaultConfiguration": {"level": _LEVEL[said.muc]},
        "properties": {
            "ma": said.ma, "noi": list(said.noi), "sua": str(said.sua), "tags": [code.split("/")[0]],
            "trang": f"docs/quy-tac/{code.split('/')[0]}.md",
        },
    }  # fmt: skip


def _location(place: Place, vi_tri: str = "") -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    out: dict[str, Any] = {"physicalLocation": physical}
    if vi_tri:
        out["logicalLocations"] = [{"fullyQualifiedName": safe.mot_dong(vi_tri), "kind": "element"}]
    return out


def _result(found: Finding, index: dict[str, int]) -> dict[str, Any]:
    where = found.vi_tri or (f"trang “{found.place.sheet}” {found.place.cell}" if found.place.cell else "")
    page = f" (trang {found.trang})" if found.trang else ""
    said = found.message + (f". {found.hint}" if found.hint else "")
    mark = "\x1f".join((found.quy_tac, found.place.file, found.vi_tri, found.trich, found.message))
    out: dict[str, Any] = {
        "ruleId": found.quy_tac,
        "ruleIndex": index[found.quy_tac],
        "level": _LEVEL[found.muc],
        "message": _text(said),
        "locations": [_location(found.place, where + page if where else "")],
        "partialFingerprints": {"vbhc/v1": hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:32]},
        "properties": {"ma": found.ma, "trich": safe.sach(found.trich), "tuSua": found.sua is Sua.AN_TOAN},
    }
    if found.im_lang:
        out["suppressions"] = [{"kind": "external", "justification": safe.sach(found.im_lang)}]
    return out


def _notes(ket_qua: KetQua, index: dict[str, int]) -> list[dict[str, Any]]:
    where = [_location(Place(ket_qua.ten))]
    out: list[dict[str, Any]] = []
    if ket_qua.loi_doc:
        out.append(_note(UNREADABLE, "error", ket_qua.loi_doc, where))
    for item in ket_qua.chua_xet:
        rule = {"associatedRule": {"id": item.quy_tac, "index": index[item.quy_tac]}}
        out.append(_note(NOT_JUDGED, "note", item.vi_sao, where) | rule)
    return out + [_note(NOT_UNDERSTOOD, "note", text, where) for text in ket_qua.khong_hieu]


def _note(code: str, level: str, text: str, where: list[dict[str, Any]]) -> dict[str, Any]:
    return {"descriptor": {"id": code}, "level": level, "message": _text(text), "locations": where}
