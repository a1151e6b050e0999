"""What all reports share: clauses in words, counts, groups, and text of documents made harmless."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vbhc import norms
from vbhc.model.finding import BaoCao, ChuaXet, Finding, KetQua, Sua
from vbhc.problems import Severity
from vbhc.reporting.safe import mot_dong
from vbhc.rules import ke

SUA = {Sua.AN_TOAN: "tự sửa được", Sua.DE_XUAT: "có đề xuất sửa", Sua.KHONG: "người soạn sửa"}
"""What each class of fix means to the drafter."""
CHAC = {
    "mẫu": "thấy ở mẫu hình, lời văn không nói",
    "thói quen": "không phải quy định",
    "cần đối chiếu": "chưa đối chiếu nguyên văn",
}
"""How sure a clause is, where it is not the decree's own words."""


@dataclass(frozen=True, slots=True)
class DieuKhoan:
    """A clause in words: key, where it stands, its sentence, and what to know about its certainty ("" when sure)."""

    khoa: str
    o: str
    cau: str
    chac: str


def dieu_khoan(khoa: Iterable[str]) -> list[DieuKhoan]:
    """The clauses of a rule; a key that the norms do not know stands for itself."""
    known = norms.dieu_khoan()
    out = []
    for key in khoa:
        row = known.get(key, {})
        out.append(DieuKhoan(key, row.get("o", key), row.get("cau", ""), CHAC.get(row.get("chac", ""), "")))
    return out


def ten_quy_tac(khoa: str) -> str:
    """A rule's short name; its code when the shelf does not know it."""
    rule = ke().get(khoa)
    return rule.quy_tac.ten if rule else khoa


def cho(item: Finding) -> str:
    """What a person calls the place of a finding, with the page where it is known."""
    place = str(item.place) if item.place.line or item.place.cell or item.place.sheet else ""
    words = [w for w in (place, item.vi_tri) if w]
    where = mot_dong(", ".join(words)) or "cả văn bản"
    return f"{where} (trang {item.trang})" if item.trang else where


def theo_ly_do(items: Iterable[ChuaXet]) -> dict[str, list[str]]:
    """Rules that were not judged, by the reason why."""
    out: dict[str, list[str]] = {}
    for item in items:
        rules = out.setdefault(mot_dong(item.vi_sao), [])
        if item.quy_tac not in rules:
            rules.append(item.quy_tac)
    return out


def dem(findings: Iterable[Finding]) -> str:
    """How many of each severity, in words."""
    counts = Counter(f.muc for f in findings)
    return ", ".join(f"{counts[s]} {s.label}" for s in sorted(Severity, reverse=True) if counts[s])


def tom_tat(bao_cao: Sequence[BaoCao]) -> str:
    """One line that sums all up."""
    results = [b.ket_qua for b in bao_cao]
    findings = [f for r in results for f in r.findings]
    said = [f"{len(results)} văn bản: {dem(findings) or 'không có lỗi'}"]
    mend = sum(f.sua is Sua.AN_TOAN for f in findings)
    silent, unjudged = sum(len(r.im_lang) for r in results), sum(len({c.quy_tac for c in r.chua_xet}) for r in results)
    unread = sum(bool(r.loi_doc) for r in results)
    counted = {
        "tự sửa được": mend,
        "đã bỏ qua có lý do": silent,
        "lượt quy tắc chưa xét": unjudged,
        "tệp không đọc được": unread,
    }
    said += [f"{n} {what}" for what, n in counted.items() if n]
    return "; ".join(said) + "."


def loai_va_so(ket_qua: KetQua) -> str:
    """What a document is, as far as it was understood: "Kế hoạch 74/KH-SKHCN"."""
    facts = ket_qua.thong_tin
    kind = norms.ten_loai().get(facts.get("loai", ""), "Công văn" if facts.get("loai") == "CV" else "")
    number = facts.get("so_ky_hieu", "")
    return mot_dong(f"{kind} {'số …' if number.startswith('/') else 'số ' if number else ''}{number}")
