"""The JSON Schemas know every key that the program reads, and accept what it accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared import AGENCY, DOCUMENT
from vbhc import kinds
from vbhc.loading import schema
from vbhc.loading.scaffold import NewDocument, agency, document
from vbhc.model import co_quan, phu_luc, van_ban
from vbhc.model.nen import Nen

ROOT = Path(__file__).parents[2]
SCHEMAS = {name: json.loads(text) for name, text in schema.all_schemas().items()}
DOC, AGC, CIT = (SCHEMAS[f"{n}.schema.json"] for n in ("van_ban", "co_quan", "vien_dan"))
MODELS = sorted(
    {m for module in (van_ban, co_quan, phu_luc) for m in vars(module).values()
     if isinstance(m, type) and issubclass(m, Nen) and m is not Nen},
    key=lambda m: m.__name__,
)  # fmt: skip


class _Editor(yaml.SafeLoader):
    """Scalars as an editor sees them: YAML 1.2, so `on` and `2026-01-01` are words."""


_Editor.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("bool", r"true|false", "tf"), ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"), ("null", r"~|null|", ["~", "n", ""]),
):  # fmt: skip
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), list(first))
_Editor.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def faults(value: Any, rule: dict[str, Any], top: dict[str, Any], at: str = "") -> list[str]:
    """What a value breaks in a schema: the part of draft 7 that ours use; any other word is a fault of the test."""
    known = {"type", "enum", "anyOf", "$ref", "properties", "additionalProperties", "required", "items", "minItems"}
    known |= {"minimum", "maximum", "exclusiveMinimum", "const"}
    said = {"title", "description", "examples", "default", "$schema", "definitions", "allOf", "format"}
    assert not rule.keys() - known - said, rule.keys()
    if "$ref" in rule:
        return faults(value, top["definitions"][rule["$ref"].rsplit("/", 1)[1]], top, at)
    out: list[str] = []
    if "anyOf" in rule:
        tries = [faults(value, one, top, at) for one in rule["anyOf"]]
        out += [] if any(not t for t in tries) else min(tries, key=len)
    for one in rule.get("allOf", []):
        out += faults(value, one, top, at)
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
    asked = [rule["type"]] if isinstance(rule.get("type"), str) else rule.get("type", [])
    if asked and not any(value is None if t == "null" else isinstance(value, types[t]) for t in asked):
        out.append(f"{at}: {value!r} is not {asked}")
    if "enum" in rule and value not in rule["enum"]:
        out.append(f"{at}: {value!r} not in {rule['enum']}")
    if isinstance(value, dict):
        inside = rule.get("properties", {})
        out += [f"{at}: no {k}" for k in rule.get("required", []) if k not in value]
        for key, item in value.items():
            if key in inside:
                out += faults(item, inside[key], top, f"{at}/{key}")
            elif rule.get("additionalProperties") is False:
                out.append(f"{at}: unknown key {key}")
            elif isinstance(rule.get("additionalProperties"), dict):
                out += faults(item, rule["additionalProperties"], top, f"{at}/{key}")
    if isinstance(value, list):
        out += [x for i, item in enumerate(value) for x in faults(item, rule.get("items", {}), top, f"{at}/{i}")]
    return out


def load(text: str) -> Any:
    return yaml.load(text, Loader=_Editor)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_key_of_every_model_is_in_a_schema_with_a_title(model: type[Nen]) -> None:
    every = [s for top in SCHEMAS.values() for s in (top, *top.get("definitions", {}).values())]
    found = [s for one in every for s in (one, *one.get("anyOf", [])) if s.get("title") == model.__name__]
    assert found
    internal = {k for k, f in model.model_fields.items() if isinstance(f.json_schema_extra, dict)}
    for one in found:
        assert set(model.model_fields) - internal <= set(one["properties"])
        assert not internal & set(one["properties"])
        assert one["additionalProperties"] is False
        assert all("title" in p or "$ref" in p or "anyOf" in p for p in one["properties"].values())


def test_every_role_of_every_kind_is_a_key() -> None:
    for kind in kinds.moi_loai().values():
        assert set(kind.vai_tro) <= set(DOC["properties"])
    assert DOC["properties"]["loai"]["enum"] == list(kinds.moi_loai())


def test_schemas_speak_vietnamese_and_point_to_what_they_hold() -> None:
    for text in schema.all_schemas().values():
        top = json.loads(text)
        refs = set(re.findall(r'"#/definitions/(\w+)"', text))
        assert refs <= set(top.get("definitions", {}))
        assert "$defs" not in text
        assert '"format": "date"' not in text
        assert '"la"' not in text


def test_the_examples_pass() -> None:
    assert faults(load(DOCUMENT), DOC, DOC) == []
    assert faults(load(AGENCY), AGC, AGC) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("data/*/*/van_ban.yaml")), ids=lambda p: p.parent.name)
def test_the_shipped_documents_pass(path: Path) -> None:
    assert faults(load(path.read_text(encoding="utf-8")), DOC, DOC) == []


def test_the_shipped_shared_files_pass() -> None:
    for path in ROOT.glob("data/co_quan/*.yaml"):
        assert faults(load(path.read_text(encoding="utf-8")), AGC, AGC) == []
    assert faults(load((ROOT / "data/vien_dan.yaml").read_text(encoding="utf-8")), CIT, CIT) == []


@pytest.mark.parametrize("ma", ["KH", "TB", "BC"])
def test_a_new_document_passes_with_its_keys_still_empty(ma: str) -> None:
    new = NewDocument(kinds.moi_loai()[ma], "skhcn", "Việc", "giam-doc", "VT", 2026, "UBND" if ma == "BC" else "")
    assert faults(load(document(new)), DOC, DOC) == []
    assert faults(load(agency("Sở", "", "SKHCN", "Huế", "Giám đốc", "A B")), AGC, AGC) == []


@pytest.mark.parametrize(
    "typed",
    [
        "so_van_ban: 08", "ngay_ban_hanh: 2026", "ngay_ban_hanh: 10/4/2026", "kinh_gui: UBND thành phố",
        "noi_nhan: |\n  Sở Nội vụ", "noi_nhan:\n  - Sở Nội vụ\n  - {nhom: x}", "can_cu: Luật A", "in_dia_chi: có",
        "phan:\n  - tieu_de: Một\n    noi_dung: |\n      1. Hai", "ket_thuc: Câu.",
        "muc_dich:\n  - Một\n  - tieu_de: Hai",
        "noi_dung:\n  tieu_de: Khác\n  noi_dung: |\n    1. Một", "kinh_phi: 0", "tieu_de_phan: {noi_dung: Khác}",
        "noi_dung:\n  - tieu_de: A\n    nhiem_vu: {chu_tri: vp, thoi_han: Quý I}",
        "nguoi_ky: {chuc_vu: [Giám đốc], ho_ten: A B}", "nguoi_ky: {chuc_vu: Giám đốc, ho_ten: A B}",
        "phu_luc:\n  - bang: {stt: có, hang: 'a', cot: [{khoa: a, tieu_de: A, rong: 4}]}",
        "phu_luc:\n  - bang: {nguon: a.xlsx, tong: a, cot: [{khoa: a, tieu_de: A, kieu: tien}]}",
    ],
)  # fmt: skip
def test_every_shorthand_that_is_read_passes(typed: str) -> None:
    rows = load(DOCUMENT) | load(typed)
    assert faults(rows, DOC, DOC) == []


def test_every_key_that_need_not_be_there_may_be_left_empty() -> None:
    for key in DOC["properties"].keys() - set(DOC["required"]):
        assert faults(load(DOCUMENT) | {key: None}, DOC, DOC) == [], key


def test_no_english_shows_in_an_editor() -> None:
    for text in schema.all_schemas().values():
        assert not re.search(r'"description": "[^"]*\b(the|a|of|and)\b [a-z]', text)


@pytest.mark.parametrize("typed", ["trich_yue: x", "loai: QĐ", "nguoi_ky: [a]", "do_khan: gấp", "phu_luc: [{ten: x}]"])
def test_a_slip_does_not_pass(typed: str) -> None:
    assert faults(load(DOCUMENT) | load(typed), DOC, DOC)
