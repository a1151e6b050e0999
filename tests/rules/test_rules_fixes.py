"""Safe fixes: what a rule calls safe, made as tracked changes, mends the fault and leaves every word as it was."""

from __future__ import annotations

import pytest
from rules_harness import Case, NotThere, applicable, bases, cases, judge, planted

from vbhc import archive
from vbhc.model.finding import Sua
from vbhc.rules import ke
from vbhc.word import revisions, tracked
from vbhc.word.seeing import view_of

KHI = "2026-11-21T08:00:00Z"
pytestmark = pytest.mark.slow
SAFE = [c for c in cases() if c.sai and not c.kho and ke()[c.quy_tac].quy_tac.sua is Sua.AN_TOAN]


@pytest.mark.parametrize("case", SAFE, ids=lambda c: c.id)
def test_a_safe_fix_mends_and_keeps_the_words(case: Case) -> None:
    mended = 0
    for base in applicable(case, bases()):
        try:
            data, known = planted(case, base)
        except NotThere:
            continue
        found = [f for f in judge(data, known).findings if f.quy_tac == case.quy_tac and f.sua is Sua.AN_TOAN]
        parts = archive.members(data, "mẫu", "tệp Word")
        for finding in found:
            assert finding.edits, "a safe finding brings its edits"
        made = tracked.apply_some(parts, [e for f in found for e in f.edits], ai="vbhc", khi=KHI)
        assert not made.bo_lai, made.bo_lai
        after = revisions.accept(made.parts)
        assert tracked.same_words(view_of(parts, "mẫu"), view_of(after, "mẫu"))
        left = [f for f in judge(archive.pack(after), known).findings if f.quy_tac == case.quy_tac]
        assert not [f for f in left if f.sua is Sua.AN_TOAN], [f.message for f in left]
        back = view_of(revisions.reject(made.parts), "mẫu")
        assert back.blocks == view_of(parts, "mẫu").blocks
        mended += bool(found)
    assert mended or not any(_found_safe(case)), "found, but never with its fix"


def _found_safe(case: Case) -> list[bool]:
    out = []
    for base in applicable(case, bases()):
        try:
            data, known = planted(case, base)
        except NotThere:
            continue
        out += [f.sua is Sua.AN_TOAN for f in judge(data, known).findings if f.quy_tac == case.quy_tac]
    return out


def test_most_rules_that_may_mend_do() -> None:
    assert len({c.quy_tac for c in SAFE}) > 20
