"""The small proof: right documents of every make are silent, and the cases hold on other makes of the same document.

`make prove` is the large one: hundreds of documents, every variant, every rule counted.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import rules_generate
from rules_foreign import typed_by_hand
from rules_harness import Base, Case, NotThere, applicable, base, bases, cases, judge, planted, spoken

from vbhc.loading import workspace as ws
from vbhc.problems import Severity
from vbhc.word import libreoffice

ROOT = Path(__file__).parents[2]
SAMPLES = ws.document_folders(ws.Workspace(ROOT), ())
ALONE = [c for c in cases() if not c.kho]


def loud(one: Base, least: Severity = Severity.THONG_TIN) -> list[str]:
    found = judge(one.data, one.boi_canh, one.im_lang).findings
    return [f"{f.quy_tac}: {f.message} ({f.vi_tri})" for f in found if f.muc >= least]


@cache
def typed() -> dict[str, Base]:
    """The cases' own documents as a person types them."""
    return {name: replace(one, data=typed_by_hand(one.data)) for name, one in bases().items()}


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda f: f.name)
def test_the_mended_samples_have_no_error_and_no_warning_but_those_silenced_with_a_reason(folder: Path) -> None:
    one = base(ws.Workspace(ROOT), folder)
    assert loud(one, Severity.CANH_BAO) == []
    assert loud(replace(one, data=typed_by_hand(one.data)), Severity.CANH_BAO) == []
    assert all(len(why.split()) > 4 for _, why in one.im_lang)


@pytest.mark.parametrize("n", range(24))
def test_a_generated_right_document_is_silent_as_printed_and_as_typed(n: int, tmp_path: Path) -> None:
    (folder,) = rules_generate.write(tmp_path, 1, first=n)
    one = base(ws.Workspace(tmp_path.resolve()), folder)
    assert loud(one) == []
    assert loud(replace(one, data=typed_by_hand(one.data))) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", [c for c in ALONE if "go_tay" in c.kieu], ids=lambda c: c.id)
def test_case_as_typed_by_hand(case: Case) -> None:
    holds(case, typed())


@pytest.mark.slow
@pytest.mark.libreoffice
def test_cases_as_libreoffice_saves_the_document(tmp_path: Path) -> None:
    saved = {}
    for name, one in bases().items():
        before, after = tmp_path / f"{name}.docx", tmp_path / f"{name}-lo.docx"
        before.write_bytes(one.data)
        libreoffice.convert(before, after)
        saved[name] = replace(one, data=after.read_bytes())
        assert loud(saved[name]) == []
    for case in ALONE:
        if "lo" in case.kieu:
            holds(case, saved)


def holds(case: Case, variants: dict[str, Base]) -> None:
    """The case's answer is the same on a variant of its documents."""
    for one in applicable(case, variants):
        try:
            data, known = planted(case, one)
        except NotThere:
            continue
        said = spoken(judge(data, known).findings)
        assert case.quy_tac in said or not case.sai, f"{case.id} in {one.ten}: not found"
        assert set(said) <= {*([case.quy_tac] if case.sai else []), *case.them}, f"{case.id} in {one.ten}: {dict(said)}"
