"""JSON Schemas of the data files, made from the models, so that an editor completes and explains the keys."""

from __future__ import annotations

import json
from typing import Any

from vbhc import kinds, norms
from vbhc.annex.columns import cac_kieu
from vbhc.loading.shared import TepVienDan
from vbhc.model.co_quan import CoQuan
from vbhc.model.soat import Soat
from vbhc.model.van_ban import Muc, Phan, VanBan

_TEXT = {"type": ["string", "number", "null"]}
_SHORTHAND = ("NoiNhan", "ThoiHan", "DonVi")
"""Models that a line of text may stand for."""


def all_schemas() -> dict[str, str]:
    """File name → text, for `data/schema/`."""
    made = {
        "van_ban": _document(),
        "co_quan": CoQuan.model_json_schema(),
        "vien_dan": TepVienDan.model_json_schema(),
        "soat": Soat.model_json_schema(),
    }
    out = {}
    for name, schema in made.items():
        tidy = _tidy(schema)
        used = json.dumps(tidy)
        tidy["$defs"] = {k: v for k, v in tidy.get("$defs", {}).items() if f'"#/$defs/{k}"' in used}
        tidy = {"$schema": "http://json-schema.org/draft-07/schema#", **tidy}
        text = json.dumps(tidy, ensure_ascii=False, indent=1, sort_keys=True)
        out[f"{name}.schema.json"] = (
            text.replace("#/$defs/", "#/definitions/").replace('"$defs"', '"definitions"') + "\n"
        )
    return out


def _document() -> dict[str, Any]:
    """VanBan as it is written: the roles of each kind are keys beside the others."""
    schema = VanBan.model_json_schema()
    for model in (Muc, Phan):
        own = model.model_json_schema(ref_template="#/$defs/{model}")
        schema["$defs"] |= own.pop("$defs", {})
        schema["$defs"][model.__name__] = own if "properties" in own else schema["$defs"][model.__name__]
    content = schema["properties"]["mo_dau"]
    shape = {k: v for k, v in content.items() if k in ("anyOf",)}
    names = norms.ten_loai()
    schema["properties"]["loai"]["enum"] = list(kinds.moi_loai())
    for kind in kinds.moi_loai().values():
        for role in kind.vai_tro.values():
            mention = f"{role.mo_ta} ({names[kind.ma]})"
            known = schema["properties"].get(role.ma)
            if known:
                known["description"] += f"; {mention}"
                continue
            schema["properties"][role.ma] = {
                "title": role.tieu_de,
                "description": mention,
                "anyOf": [*shape["anyOf"], {"$ref": "#/$defs/Phan"}],
            }
    return schema


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """A field that may also be left empty: `do_khan:`."""
    kinds_ = schema.get("type")
    if "enum" in schema:
        schema = schema | {"enum": [*schema["enum"], None]}
    if kinds_ is not None:
        listed = kinds_ if isinstance(kinds_, list) else [kinds_]
        return schema | {"type": [*listed, *(["null"] if "null" not in listed else [])]}
    if "anyOf" in schema and not any("null" in one.get("type", ()) for one in schema["anyOf"]):
        return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "$ref" in schema:
        said = {k: v for k, v in schema.items() if k != "$ref"}
        return said | {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}]}
    return schema


def _tidy(schema: Any) -> Any:
    """Defaults and internal fields out: a default in the editor's pop-up only confuses, and null is never written."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "la" in schema:
        return {"$ref": f"#/$defs/{schema['la']}"}
    if schema.get("type") in ("integer", "string", "object"):
        schema = schema | {"type": [schema["type"], "null"]}  # a key left empty is not there yet
    if "enum" in schema:  # `co_chu: 14` is a number to an editor
        numbers = [int(v) for v in schema["enum"] if isinstance(v, str) and v.isdecimal()]
        schema = schema | {"enum": [*schema["enum"], *numbers]}
    if "properties" in schema:  # a model's docstring is for programmers
        schema = {k: v for k, v in schema.items() if k != "description"}
    out: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "default" and not isinstance(value, dict):
            continue
        if key == "properties":
            value = {k: v for k, v in value.items() if not v.get("internal")}
        if key == "anyOf" and {"type": "null"} in value:
            value = [v for v in value if v != {"type": "null"}]
            if len(value) == 1:
                out |= _tidy(value[0])
                continue
        out[key] = _tidy(value)
    if "properties" in out:
        needed = out.get("required", ())
        out["properties"] = {k: v if k in needed else _or_empty(v) for k, v in out["properties"].items()}
    if "object" in out.get("type", ()) and out.get("title") in _SHORTHAND:
        return {"anyOf": [_TEXT, out]}
    if out.get("type") == "array" and "items" in out and out.get("title") not in ("Các cột", "Phụ lục", "Các phần"):
        # A block of lines is a list of its lines; a key left empty is not there yet.
        out = {k: out[k] for k in ("title", "description", "examples") if k in out} | {"anyOf": [out, _TEXT]}
    if out.get("title") == "Kiểu cột":
        out["enum"] = sorted(cac_kieu())
    return out
