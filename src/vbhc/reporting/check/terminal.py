"""The report as lines for a terminal, with colours where asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbhc.model.finding import BaoCao, Finding, KetQua
from vbhc.problems import Severity
from vbhc.reporting import safe
from vbhc.reporting.check import _chung

TEN = "chu"
DUOI = ".txt"
MO_TA = "chữ, để đọc ngay trên màn hình"

_MAU = {Severity.LOI: "31;1", Severity.CANH_BAO: "33;1", Severity.THONG_TIN: "36;1"}
_DAM, _NHAT = "1", "2"

KE_HET = 8
"""So many rules of one reason are all named."""


def viet(bao_cao: Sequence[BaoCao], mau: bool = False) -> str:
    """The whole report; every document under its name, then one line that sums up."""
    lines: list[str] = []
    for item in bao_cao:
        lines += [*_van_ban(item.ket_qua, mau), ""]
    lines.append(_son(_chung.tom_tat(bao_cao), _DAM, mau))
    return "\n".join(lines) + "\n"


def _son(text: str, style: str, mau: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if mau else text


def _van_ban(ket_qua: KetQua, mau: bool) -> Iterator[str]:
    what = _chung.loai_va_so(ket_qua)
    yield _son(safe.mot_dong(ket_qua.ten), _DAM, mau) + (f" · {what}" if what else "")
    if ket_qua.loi_doc:
        yield f"  {_son('không đọc được', _MAU[Severity.LOI], mau)}: {safe.mot_dong(ket_qua.loi_doc)}"
        return
    for found in ket_qua.findings:
        yield from _loi(found, mau)
    if not ket_qua.findings:
        yield f"  không thấy lỗi nào trong {len(ket_qua.dat)} quy tắc đã xét"
    if ket_qua.im_lang:
        yield f"  {_son('ĐÃ BỎ QUA', _DAM, mau)} (có lý do)"
        for found in ket_qua.im_lang:
            yield f"    {_chung.cho(found)}: {safe.mot_dong(found.message)} [{found.quy_tac}]"
            yield f"      lý do: {safe.mot_dong(found.im_lang)}"
    if ket_qua.chua_xet:
        yield f"  {_son('CHƯA XÉT', _DAM, mau)} (không phải là đạt)"
        for reason, rules in _chung.theo_ly_do(ket_qua.chua_xet).items():
            yield f"    {reason}: {_ke(rules)}"
    if ket_qua.khong_hieu:
        yield f"  {_son('CHƯA HIỂU', _DAM, mau)}"
        yield from (f"    {safe.mot_dong(x)}" for x in ket_qua.khong_hieu)


def _ke(rules: list[str]) -> str:
    """The rules named, the first of them where they are many (JSON and HTML have them all)."""
    if len(rules) <= KE_HET:
        return ", ".join(rules)
    return f"{', '.join(rules[: KE_HET - 2])} và {len(rules) - KE_HET + 2} quy tắc khác"


def _loi(found: Finding, mau: bool) -> Iterator[str]:
    label = _son(found.muc.label, _MAU[found.muc], mau)
    yield f"  {_chung.cho(found)}: {label}: {safe.mot_dong(found.message)} [{found.quy_tac}]"
    if found.trich and found.trich not in found.message:
        yield f"      “{safe.mot_dong(found.trich)}”"
    if found.hint:
        yield f"      → {safe.mot_dong(found.hint)}"
    clauses = "; ".join(c.o + (f" ({c.chac})" if c.chac else "") for c in _chung.dieu_khoan(found.noi))
    if clauses:
        yield _son(f"      {clauses} · {_chung.SUA[found.sua]}", _NHAT, mau)
