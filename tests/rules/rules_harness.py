"""Cases and bases of the rules: right documents, one thing broken, exactly that fault and no other.

A case file `tests/rules/<component>/<rule>.yaml` is a list of

    - sai: what is wrong (or `dung:` what is right and must not be reported)
      lam: [operations of rules_mutate]
      mau: [names of bases]           left out: every base to which the operations apply
      rieng: true                     only the documents of `mau/`: the words it plants would be right in some others
      boi_canh: {dien_tu: true}       left out: as the base's own data say
      them: {rule: why}               other rules that rightly speak too
      kieu: [goc, lo, go_tay]         variants of the base it is meant for; left out: all
      kho: [[base, operations], …]    documents against each other, instead of `lam`

The same cases run as tests, and in `tools/prove.py` over samples, generated documents, both re-saved by LibreOffice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rules_mutate import NotThere, Op, break_it

from vbhc import archive, composing, pipeline, recognising
from vbhc.loading import workspace as ws
from vbhc.model.finding import Finding, KetQua
from vbhc.rules import BoiCanh, engine, ke
from vbhc.word import seeing
from vbhc.word.render import render

HERE = Path(__file__).parent
MAU = HERE / "mau"
RIENG = "phu-luc-rieng"
"""The base that is no whole document but an annex in a file of its own; only cases that name it are tried on it."""


@dataclass(frozen=True)
class Base:
    """A right document: its bytes, what is known besides them, and the rules it silences, with reasons."""

    ten: str
    data: bytes
    boi_canh: BoiCanh
    im_lang: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """One case of one rule."""

    quy_tac: str
    mo_ta: str
    sai: bool
    lam: list[Op]
    mau: tuple[str, ...] = ()
    boi_canh: dict[str, Any] = field(default_factory=dict)
    them: dict[str, str] = field(default_factory=dict)
    kieu: tuple[str, ...] = ("goc", "lo", "go_tay")
    kho: tuple[tuple[str, list[Op]], ...] = ()
    rieng: bool = False

    @property
    def id(self) -> str:
        """How pytest calls it."""
        return f"{self.quy_tac}: {self.mo_ta}"


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every rule."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    out = []
    for path in sorted(HERE.glob("*/*.yaml")):
        if path.parent.name == "mau":
            continue
        rule = f"{path.parent.name}/{path.stem}"
        for row in yaml.load(path.read_text(encoding="utf-8"), loader):
            wrong = "sai" in row
            out.append(
                Case(
                    quy_tac=rule,
                    mo_ta=row["sai"] if wrong else row["dung"],
                    sai=wrong,
                    lam=row.get("lam", []),
                    mau=tuple(row.get("mau", ())),
                    boi_canh=row.get("boi_canh", {}),
                    them=row.get("them", {}),
                    kieu=tuple(row.get("kieu", ("goc", "lo", "go_tay"))),
                    rieng=row.get("rieng", False),
                    kho=tuple((name, ops or []) for name, ops in row.get("kho", [])),
                )
            )
    return tuple(out)


@cache
def bases() -> dict[str, Base]:
    """The right documents of `mau/`, printed."""
    space = ws.Workspace(MAU)
    folders = {folder.name: folder for folder in ws.document_folders(space, ())}
    whole = {name: base(space, folder) for name, folder in folders.items()}
    return whole | {RIENG: _annex_alone(space, folders["ke-hoach-dien-tu"])}


def _annex_alone(space: ws.Workspace, folder: Path) -> Base:
    """An annex as a file of its own."""
    ho_so = pipeline.load(space, folder).value
    assert ho_so is not None
    composed = composing.rieng_phu_luc(ho_so, (0,))
    data = render(composed, pipeline.find_template(space, composed.template), "mẫu", "").value
    assert data is not None
    return Base(RIENG, data, BoiCanh(ten=RIENG, co_quan=ho_so.co_quan, dien_tu=True))


def base(space: ws.Workspace, folder: Path) -> Base:
    """One document folder as a base."""
    loaded = pipeline.load(space, folder)
    assert loaded.value is not None, [str(p) for p in loaded.problems]
    data, _ = pipeline.print_bytes(space, loaded.value)
    ho_so = loaded.value
    form = ho_so.van_ban.hinh_thuc or ho_so.co_quan.hinh_thuc
    known = BoiCanh(ten=folder.name, co_quan=ho_so.co_quan, dien_tu=form.value == "điện tử")
    return Base(folder.name, data, known, tuple(ho_so.van_ban.bo_qua.items()))


def judge(data: bytes, boi_canh: BoiCanh, im_lang: tuple[tuple[str, str], ...] = ()) -> KetQua:
    """What the shelf says of a file."""
    view = seeing.view_of(archive.members(data, boi_canh.ten, "tệp Word"), boi_canh.ten)
    return engine.soat(recognising.doc(view), boi_canh, engine.HoSoMuc(im_lang=dict(im_lang)))


def spoken(findings: tuple[Finding, ...]) -> Counter[str]:
    """How often each rule spoke."""
    return Counter(f.quy_tac for f in findings)


def planted(case: Case, base: Base) -> tuple[bytes, BoiCanh]:
    """The base with the case's fault planted.

    Raises:
        NotThere: the base has nothing of what the case breaks.
    """
    return break_it(base.data, case.lam), replace(base.boi_canh, **case.boi_canh)


def applicable(case: Case, from_bases: dict[str, Base]) -> list[Base]:
    """The bases a case names, or all, small ones first; whether its operations find something shows when made."""
    unknown = set(case.mau) - set(from_bases)
    if unknown:
        raise KeyError(f"{case.id}: no base {unknown}")
    found = [b for b in from_bases.values() if b.ten in case.mau or (not case.mau and b.ten != RIENG)]
    return sorted(found, key=lambda b: len(b.data))


__all__ = ["Base", "Case", "NotThere", "applicable", "base", "bases", "cases", "judge", "ke", "planted", "spoken"]
