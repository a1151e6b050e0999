"""Every rule against its cases: the right documents are silent, each break is found, and nothing else is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from rules_harness import Case, NotThere, applicable, bases, cases, judge, planted, spoken

from vbhc import archive, norms, recognising
from vbhc.rules import BoiCanh, engine, ke
from vbhc.rules.engine import HoSoMuc
from vbhc.word import seeing

EVERY = cases()


@pytest.mark.parametrize("name", sorted(bases()))
def test_right_documents_are_silent(name: str) -> None:
    base = bases()[name]
    assert [str(f) for f in judge(base.data, base.boi_canh).findings] == []


ALONE = pytest.mark.parametrize("case", [c for c in EVERY if not c.kho], ids=lambda c: c.id)


@ALONE
def test_case(case: Case) -> None:
    """In the first document that has what the case breaks."""
    first = next(_broken(case), None)
    assert first is not None, "no base has what this case breaks"
    _holds(case, *first)


@pytest.mark.slow
@ALONE
def test_case_in_all_other_documents(case: Case) -> None:
    for one in islice(_broken(case), 1, None):
        _holds(case, *one)


def _broken(case: Case) -> Iterator[tuple[str, bytes, BoiCanh]]:
    for base in applicable(case, bases()):
        try:
            yield base.ten, *planted(case, base)
        except NotThere:
            assert not case.mau, f"{base.ten}: the case names this base, but it has nothing to break"


def _holds(case: Case, name: str, data: bytes, known: BoiCanh) -> None:
    said = spoken(judge(data, known).findings)
    if case.sai:
        assert case.quy_tac in said, f"{name}: not found; said {dict(said)}"
        assert set(said) <= {case.quy_tac, *case.them}, f"{name}: said {dict(said)}"
    else:
        assert set(said) <= set(case.them), f"{name}: said {dict(said)}"


@pytest.mark.parametrize("case", [c for c in EVERY if c.kho], ids=lambda c: c.id)
def test_case_of_documents_against_each_other(case: Case) -> None:
    from rules_mutate import break_it

    kho = []
    for name, ops in case.kho:
        base = bases()[name]
        view = seeing.view_of(archive.members(break_it(base.data, ops), name, "tệp Word"), name)
        kho.append((recognising.doc(view), base.boi_canh, HoSoMuc()))
    said = spoken(tuple(f for found in engine.soat_kho(kho) for f in found))
    if case.sai:
        assert case.quy_tac in said
        assert set(said) <= {case.quy_tac, *case.them}
    else:
        assert set(said) <= set(case.them)


def test_every_rule_has_a_case_that_breaks_it_and_every_case_a_rule() -> None:
    broken = {c.quy_tac for c in EVERY if c.sai}
    assert broken == set(ke())


@pytest.mark.parametrize("khoa", sorted(ke()))
def test_every_rule_names_clauses_that_are_in_the_norms(khoa: str) -> None:
    assert set(ke()[khoa].quy_tac.noi) <= set(norms.dieu_khoan())
