"""What a comparison told held against what a script did: found, missed, said besides; by kind of edit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import compare_annexes
from compare_drafts import Draft
from compare_wants import Made, Want, bare

from vbhc.model.so_sanh import Loai, SoSanh, ThayDoi

ASIDE = frozenset({"kem_theo"})
"""What repeats the number and date of the document in every annex follows from an edit of them: neither asked nor
held against."""
POINTING = "nội dung chi tiết tại phụ lục"
"""A point that names an annex says another number when annexes come and go: neither asked nor held against."""


@dataclass
class Score:
    """Counts over many scripts. `wide`: found, with more words marked than were changed; `unnamed`: found, with the
    changed date or amount not named."""

    made: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    told: int = 0
    extra: int = 0
    wide: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return self.hit.total() / max(self.made.total(), 1)

    @property
    def precision(self) -> float:
        return (self.told - self.extra) / max(self.told, 1)

    def add(self, other: Score) -> None:
        """Take in the counts of another."""
        self.made += other.made
        self.hit += other.hit
        self.told += other.told
        self.extra += other.extra
        self.wide += other.wide
        self.unnamed += other.unnamed
        self.misses += other.misses
        self.confusion += other.confusion


def judge(
    ss: SoSanh, made: Sequence[Made], a: Draft, b: Draft, *, sums: bool = True, numbers: bool = True, name: str = ""
) -> Score:
    """Hold a comparison against the script between the drafts `a` and `b`.

    `sums`: the sums printed in B are those of its rows (a person who edits in Word forgets them). `numbers`: so are the
    numbers of its points and rows; where nobody numbered anew, places are not known and wrong numbers may be told.
    """
    out = Score()
    every = [*made, *(compare_annexes.sum_changes(a, b) if sums else ())]
    left = [t for t in ss.chu if not aside(t) and (numbers or t.loai is not Loai.DANH_SO)]
    out.told = len(left)
    lost: list[Made] = []
    for one in every:
        out.made[one.kind] += 1
        ways = one.wants(a, b)
        if not numbers:
            ways = [tuple(replace(want, noi="", noi_cu="") for want in way) for way in ways]
        found = next((f for way in ways if (f := _take(ss, way, left)) is not None), None)
        if found is None:
            lost.append(one)
            continue
        out.hit[one.kind] += 1
        left = [t for t in left if not any(t is f for f, _ in found)]
        for change, want in found:
            _looked_into(out, change, want, name)
    out.extra = len(left)
    for one in lost:
        said = sorted({f"{t.loai}/{t.thanh_phan}" for t in left}) or ["nothing"]
        out.confusion[one.kind, ", ".join(said)] += 1
        out.misses.append(f"{name} MISSED {one.kind}: {one.what}\n    wanted {one.wants(a, b)}\n    " + shown(left))
    if left and not lost:
        kinds = "+".join(sorted({m.kind for m in every})) if len(every) < 4 else "many edits"
        out.confusion[f"besides {kinds}", ", ".join(sorted({f"{t.loai}/{t.thanh_phan}" for t in left}))] += 1
        out.misses.append(f"{name} BESIDES {kinds}: {[m.what for m in every][:3]}\n    " + shown(left))
    return out


def shown(changes: Iterable[ThayDoi]) -> str:
    """Changes, a line each."""
    return "\n    ".join(
        f"{t.loai} [{t.thanh_phan}] {t.vi_tri_cu and t.vi_tri_cu + ' → '}{t.vi_tri}"
        f"{t.truong and ' (' + t.truong + ')'}: {t.cu!r} → {t.moi!r}" for t in changes
    )  # fmt: skip


def aside(t: ThayDoi) -> bool:
    """Whether a change only follows from others in a way that may be told or not."""
    return t.thanh_phan in ASIDE or POINTING in t.cu.casefold() or POINTING in t.moi.casefold()


def _take(ss: SoSanh, way: tuple[Want, ...], left: list[ThayDoi]) -> list[tuple[ThayDoi, Want]] | None:
    out: list[tuple[ThayDoi, Want]] = []
    for want in way:
        found = next((t for t in left if fits(ss, t, want) and not any(t is f for f, _ in out)), None)
        if found is None:
            return None
        out.append((found, want))
    return out


def fits(ss: SoSanh, t: ThayDoi, want: Want) -> bool:
    """Whether a change is the one wanted: kind, component, texts, place."""
    return (
        t.loai is want.loai
        and (not want.la or t.thanh_phan in want.la)
        and (want.cu is None or bare(t.cu) == want.cu)
        and (want.moi is None or bare(t.moi) == want.moi)
        and _begins(t.vi_tri, want.noi)
        and _begins(t.vi_tri_cu or t.vi_tri, want.noi_cu)
        and (not want.truong or t.truong == want.truong)
        and _holds(_row(ss, t) if t.loai is Loai.CHUYEN else f"{t.vi_tri} {t.truong} {t.cu} {t.moi}", want.co)
    )


def _begins(place: str, wanted: str) -> bool:
    return not wanted or re.match(re.escape(wanted) + r"(?!\w)", place) is not None


def _row(ss: SoSanh, t: ThayDoi) -> str:
    """The words of the row of B that a change points to."""
    at = {(s.part, s.p) for s in t.b}
    for bang in ss.b.bang:
        for n, row in enumerate(bang.hang, start=1):
            cells = [o for o in row.o if o is not None]
            if any((d.doan.spot.part, d.doan.spot.p) in at for o in cells if o.hang == n for d in o.dong):
                return " | ".join(o.chu for o in cells)
    return ""


def _holds(text: str, words: Iterable[str]) -> bool:
    told, at = bare(text), 0
    for part in map(bare, words):
        at = told.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _looked_into(out: Score, t: ThayDoi, want: Want, name: str) -> None:
    gone, come = (" ".join(x.chu for x in t.tu if x.dau == dau).split() for dau in "-+")
    if want.tu != (0, 0) and (len(gone) > want.tu[0] + 2 or len(come) > want.tu[1] + 2):
        out.wide.append(f"{name}: {want.tu} words, shown -{gone} +{come}")
    if want.cho != ("", "") and not any(want.cho[0] in c.cu and want.cho[1] in c.moi and c.truong for c in t.cho):
        out.unnamed.append(f"{name}: {want.cho}, named {t.cho}")


def texts_hold(ss: SoSanh) -> list[str]:
    """What every comparison must keep whatever the documents: words joined give the texts, places are given."""
    out = []
    for t in ss.thay_doi:
        if t.tu:
            for text, dau in ((t.cu, "-"), (t.moi, "+")):
                joined = "".join(x.chu for x in t.tu if x.dau in {"=", dau})
                if bare(joined) != bare(text):
                    out.append(f"words of {t.vi_tri}: {joined!r} is not {text!r}")
        if not t.vi_tri or not t.phan:
            out.append(f"no place: {t}")
        if t.loai in {Loai.THEM, Loai.BO} and bool(t.cu) == bool(t.moi):
            out.append(f"texts of {t}")
    used = {n for cap in ss.cap for n in cap.thay_doi}
    out += [f"pair names a change that is not there: {n}" for n in used if not 0 <= n < len(ss.thay_doi)]
    return out
