"""SARIF 2.1.0: what the standard's schema asks of the parts we write, key by key, and nothing beside them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import jsonschema
from reporting_mau import TEP, XSS, bao_cao

from vbhc.reporting.check import dang
from vbhc.rules import ke

TEXT: dict[str, Any] = {
    "type": "object", "required": ["text"], "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 1}},
}  # fmt: skip
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def obj(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "required": required.split(),
        "properties": properties | {"properties": {"type": "object"}},
    }  # fmt: skip


def listed(item: Any, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least}


LOCATION = obj(
    "physicalLocation",
    physicalLocation=obj(
        "artifactLocation",
        artifactLocation=obj("uri", uri={"type": "string", "pattern": r"^[A-Za-z0-9:/%._~\-]+$"}),
        region=obj(
            "startLine", startLine={"type": "integer", "minimum": 1}, startColumn={"type": "integer", "minimum": 1}
        ),
    ),
    logicalLocations=listed(
        obj("fullyQualifiedName", fullyQualifiedName={"type": "string"}, kind={"type": "string"}), 1
    ),
)
RULE = obj(
    "id",
    id={"type": "string"}, name={"type": "string"}, shortDescription=TEXT, help=TEXT,
    defaultConfiguration=obj("level", level=LEVEL),
)  # fmt: skip
REFERENCE = obj("id", id={"type": "string"}, index={"type": "integer", "minimum": 0})
SARIF = {
    "type": "object", "additionalProperties": False, "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": listed(obj(
            "tool results",
            tool=obj("driver", driver=obj(
                "name", name={"const": "vbhc"}, version={"type": "string"}, language={"const": "vi"},
                rules=listed(RULE), notifications=listed(RULE),
            )),
            language={"const": "vi"},
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            invocations=listed(obj(
                "executionSuccessful", executionSuccessful={"type": "boolean"},
                toolExecutionNotifications=listed(obj(
                    "message", descriptor=REFERENCE, associatedRule=REFERENCE, level=LEVEL, message=TEXT,
                    locations=listed(LOCATION),
                )),
            )),
            artifacts=listed(obj("location", location=obj("uri", uri={"type": "string"}))) | {"uniqueItems": True},
            results=listed(obj(
                "message", ruleId={"type": "string"}, ruleIndex={"type": "integer", "minimum": 0}, level=LEVEL,
                message=TEXT, locations=listed(LOCATION, 1),
                partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
                suppressions=listed(
                    obj("kind", kind={"enum": ["inSource", "external"]}, justification={"type": "string"}), 1
                ),
            )),
        ), 1),
    },
}  # fmt: skip


def run() -> dict[str, Any]:
    whole = json.loads(dang()["sarif"].viet(bao_cao()))
    faults = [f"{list(e.path)}: {e.message[:200]}" for e in jsonschema.Draft7Validator(SARIF).iter_errors(whole)]
    assert faults == []
    one: dict[str, Any] = whole["runs"][0]
    return one


def test_structure_is_the_standards() -> None:
    assert run()["tool"]["driver"]["version"]
    assert list(jsonschema.Draft7Validator(SARIF).iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_every_rule_is_told_and_every_result_points_to_its_own() -> None:
    one = run()
    rules = one["tool"]["driver"]["rules"]
    assert {r["id"] for r in rules} >= set(ke())
    assert len({r["id"] for r in rules}) == len(rules)
    known = next(r for r in rules if r["id"] == "quoc_hieu/dau_noi")
    assert "Sai:" in known["help"]["text"]
    assert "Được trình bày bằng chữ in thường" in known["help"]["text"]
    assert known["defaultConfiguration"]["level"] == "error"
    assert len(one["results"]) == 8
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_data_has_lines_and_word_has_places() -> None:
    results = run()["results"]
    word, data = results[0]["locations"][0], results[-1]["locations"][0]
    assert unquote(word["physicalLocation"]["artifactLocation"]["uri"]) == TEP
    assert word["logicalLocations"][0]["fullyQualifiedName"] == "Tiêu ngữ (trang 1)"
    assert "region" not in word["physicalLocation"]
    assert data["physicalLocation"]["region"] == {"startLine": 12, "startColumn": 5}


def test_silenced_and_not_judged_are_there_with_their_reasons() -> None:
    one = run()
    silenced = [r for r in one["results"] if "suppressions" in r]
    assert len(silenced) == 1
    assert silenced[0]["suppressions"][0]["justification"].startswith("lý do")
    invocation = one["invocations"][0]
    assert invocation["executionSuccessful"] is False
    kinds = [n["descriptor"]["id"] for n in invocation["toolExecutionNotifications"]]
    assert {k: kinds.count(k) for k in kinds} == {"chua-xet": 3, "chua-hieu": 1, "khong-doc-duoc": 1}


def test_words_of_a_document_are_no_placeholders_or_links() -> None:
    text = run()["results"][0]["message"]["text"]
    assert "{{0}}" in text
    assert "](" not in text
    assert "{0}" in XSS


def test_absolute_paths_are_file_addresses() -> None:
    from vbhc.reporting.check.sarif import _uri

    assert _uri("C:\\a b\\c.docx") == "file:///C%3A/a%20b/c.docx"
    assert _uri("/a/b.docx") == "file:///a/b.docx"
    assert _uri("a/đ.docx") == "a/%C4%91.docx"
