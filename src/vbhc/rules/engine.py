"""Runs the shelf over documents: every rule once, each answer with its clause, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import ChuaXet, Finding, KetQua, Sua
from vbhc.problems import Place, Severity
from vbhc.rules import CAN, CO_QUAN, DINH_DANG, NGAY, BoiCanh, Ke, Khong, Loi, ke

TRICH = 80
"""So many letters of a line are quoted at most."""


@dataclass(frozen=True, slots=True)
class HoSoMuc:
    """An office's profile for one document: severities of its own, rules switched off, findings silenced; with reasons.

    `tat` maps a rule's code to why the office does not want it; `im_lang` to why this document departs from it;
    `khong_hoi` are rules that nobody asked for this time.
    """

    muc: Mapping[str, Severity] = field(default_factory=dict)
    tat: Mapping[str, str] = field(default_factory=dict)
    im_lang: Mapping[str, str] = field(default_factory=dict)
    khong_hoi: frozenset[str] = frozenset()


def soat(van_ban: BanDoc, boi_canh: BoiCanh, muc: HoSoMuc | None = None) -> KetQua:
    """Judge one document by every rule that looks at one document."""
    muc = muc or HoSoMuc()
    findings: list[Finding] = []
    unjudged: list[ChuaXet] = []
    passed: list[str] = []
    for khoa, rule in ke().items():
        if rule.soat is None:
            continue
        why = _khong_xet(rule, van_ban, boi_canh, muc)
        if why:
            unjudged.append(ChuaXet(khoa, why))
            continue
        said = list(rule.soat(van_ban, boi_canh))
        unjudged += [ChuaXet(khoa, s.vi_sao) for s in dict.fromkeys(x for x in said if isinstance(x, Khong))]
        faults = [finding(rule, s, van_ban, boi_canh, muc) for s in said if isinstance(s, Loi)]
        findings += faults
        if not said:
            passed.append(khoa)
    return KetQua(
        ten=boi_canh.ten or van_ban.view.name,
        findings=tuple(f for f in _once(findings) if not f.im_lang),
        im_lang=tuple(f for f in _once(findings) if f.im_lang),
        chua_xet=tuple(unjudged),
        dat=tuple(passed),
        khong_hieu=(*van_ban.view.unknown, *van_ban.khong_hieu),
        thong_tin=_facts(van_ban),
    )


def _khong_xet(rule: Ke, van_ban: BanDoc, boi_canh: BoiCanh, muc: HoSoMuc) -> str:
    """Why a rule does not look at a document at all, "" where it does."""
    if rule.khoa in muc.khong_hoi:
        return "không được hỏi (--chi)"
    if rule.khoa in muc.tat:
        return f"cơ quan tắt quy tắc này: {muc.tat[rule.khoa]}"
    missing = [CAN[need] for need in sorted(rule.quy_tac.can) if not _given(need, van_ban, boi_canh)]
    if missing:
        return "; ".join(missing)
    if van_ban.ngoai_nghi_dinh and set(rule.quy_tac.noi) != {"nha"}:
        return f"văn bản của {van_ban.ngoai_nghi_dinh}, thể thức không theo Nghị định 30/2020/NĐ-CP"
    return ""


def soat_kho(kho: Sequence[tuple[BanDoc, BoiCanh, HoSoMuc]]) -> list[list[Finding]]:
    """Judge documents against each other; a list of findings for each."""
    out: list[list[Finding]] = [[] for _ in kho]
    pairs = [(van_ban, boi_canh) for van_ban, boi_canh, _ in kho]
    for khoa, rule in ke().items():
        if rule.soat_kho is None:
            continue
        for which, fault in rule.soat_kho(pairs):
            van_ban, boi_canh, muc = kho[which]
            if khoa not in muc.tat and khoa not in muc.khong_hoi:
                out[which].append(finding(rule, fault, van_ban, boi_canh, muc))
    return out


def kho_da_xet(muc: HoSoMuc, noi: Iterable[str], vi_sao: str) -> tuple[tuple[str, ...], tuple[ChuaXet, ...]]:
    """The rules on documents against each other that a document passed, and those not judged.

    Args:
        muc: the document's profile.
        noi: the rules that spoke of it.
        vi_sao: why there was nothing to hold it against; "" when there was.
    """
    passed: list[str] = []
    unjudged: list[ChuaXet] = []
    spoke = set(noi)
    for khoa, rule in ke().items():
        if rule.soat_kho is None:
            continue
        why = "không được hỏi (--chi)" if khoa in muc.khong_hoi else vi_sao
        if khoa in muc.tat:
            why = f"cơ quan tắt quy tắc này: {muc.tat[khoa]}"
        if why:
            unjudged.append(ChuaXet(khoa, why))
        elif khoa not in spoke:
            passed.append(khoa)
    return tuple(passed), tuple(unjudged)


def finding(rule: Ke, fault: Loi, van_ban: BanDoc, boi_canh: BoiCanh, muc: HoSoMuc) -> Finding:
    """A rule's answer as a finding, with its place, clause and severity."""
    severity = muc.muc.get(rule.khoa) or fault.muc or rule.quy_tac.muc
    spot = fault.cho.doan.spot if fault.cho is not None else None
    return Finding(
        quy_tac=rule.khoa,
        ma=rule.quy_tac.ma,
        muc=severity,
        place=Place(boi_canh.ten or van_ban.view.name),
        message=fault.message,
        hint=fault.hint,
        trich=_short(_whole(fault.trich, fault.cho.chu) if fault.cho is not None else fault.trich),
        vi_tri=fault.vi_tri or (van_ban.vi_tri(fault.cho) if fault.cho is not None else ""),
        trang=spot.page if spot is not None else 0,
        noi=rule.quy_tac.noi,
        sua=rule.quy_tac.sua if fault.edits or rule.quy_tac.sua is not Sua.AN_TOAN else Sua.DE_XUAT,
        edits=fault.edits,
        spot=spot,
        dau=_offset(fault),
        im_lang=muc.im_lang.get(rule.khoa, ""),
    )


def _given(need: str, van_ban: BanDoc, boi_canh: BoiCanh) -> bool:
    if need == DINH_DANG:
        return van_ban.view.formats
    if need == CO_QUAN:
        return boi_canh.co_quan is not None
    if need == NGAY:
        return van_ban.ngay is not None and van_ban.ngay.co_that
    raise KeyError(need)


def _once(findings: list[Finding]) -> list[Finding]:
    """Each finding once, in the order of the page."""
    seen: dict[tuple[object, ...], Finding] = {}
    for item in findings:
        seen.setdefault((item.quy_tac, item.spot, item.vi_tri, item.message, item.trich), item)
    return sorted(seen.values(), key=_order)


def _order(item: Finding) -> tuple[bool, int, int]:
    if item.spot is None:
        return False, -1, -1
    return item.spot.part not in {"word/document.xml", ""}, item.spot.p, item.dau


def _whole(words: str, line: str) -> str:
    """The words in question, not cut inside one of them; the whole line where no words are given."""
    start = line.find(words) if words else 0
    if not words or start < 0:
        return words or line
    end = start + len(words)
    while start and line[start - 1].isalnum() and line[start].isalnum():
        start -= 1
    while end < len(line) and line[end].isalnum() and line[end - 1].isalnum():
        end += 1
    return line[start:end]


def _short(words: str) -> str:
    """Words short enough to quote, whole ones."""
    return words if len(words) <= TRICH else words[: TRICH + 1].rpartition(" ")[0] or words[:TRICH]


def _offset(fault: Loi) -> int:
    """Where the words begin in their paragraph; its start where that cannot be told."""
    if fault.cho is None:
        return -1
    at = fault.dau if fault.dau >= 0 else fault.cho.goc.find(fault.trich) if fault.trich else 0
    return fault.cho.dau + max(at, 0)


def _facts(van_ban: BanDoc) -> dict[str, str]:
    number = van_ban.so
    return {
        "loai": van_ban.loai,
        "so_ky_hieu": "" if number is None else f"{number.so}/{number.ky_hieu}",
        "ngay": van_ban.ngay.iso() if van_ban.ngay else "",
        "phu_luc": str(len(van_ban.phu_luc)),
    }
