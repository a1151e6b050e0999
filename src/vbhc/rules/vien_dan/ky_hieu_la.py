"""Ký hiệu không khớp với tên loại của văn bản được viện dẫn, hoặc viết sai chữ viết tắt của cơ quan.

Nhóm chữ đầu của ký hiệu là chữ viết tắt tên loại (Chỉ thị: CT, Quyết định: QĐ …); nhóm chữ sau là cơ quan. Chữ viết
tắt cơ quan chỉ báo khi gần như chữ viết tắt của chính cơ quan mình (thừa, thiếu một chữ, đảo chữ, thêm gạch nối).

Sai: Chỉ thị số 28/TT-TTg; Quyết định số 14/QĐ-SKHHCN; Quyết định số 14/QĐ-SKH-CN
Đúng: Chỉ thị số 28/CT-TTg; Quyết định số 14/QĐ-SKHCN
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, SoKyHieu, VienDan
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung
from vbhc.rules.vien_dan import _ky_hieu as ky_hieu

QUY_TAC = QuyTac("N30-03-3v", "Ký hiệu được viện dẫn", ("I.II.3b", "PL3.I"), Severity.LOI, Sua.DE_XUAT)
_THEM = {
    "nghị định": {"NĐ"}, "thông tư": {"TT"}, "thông tri": {"TT"}, "kết luận": {"KL", "TB"},
    "quy định": {"QyĐ", "QĐ", "QĐi"}, "quy chế": {"QC", "QĐ"}, "tờ trình": {"TTr", "TTR"},
}  # fmt: skip
_KEM_QUYET_DINH = frozenset({"kế hoạch", "chương trình", "đề án", "phương án", "dự án", "quy chế", "quy định"})
"""Kinds that are often put in force by a Quyết định and then called by its number."""
_CHAC = frozenset({"QĐ", "CT", "KH", "BC", "TB", "TTr", "NQ", "NĐ", "TT", "HD", "CTr", "KL"})
_QUEN = frozenset({"UBND", "HĐND"})
_NGAN = frozenset({"TTg", "CP", "TU", "TW"})


@cache
def _viet_tat() -> dict[str, frozenset[str]]:
    kinds = {name.casefold(): {short} for short, name in norms.ten_loai().items()}
    return {k: frozenset(v) for k, v in (kinds | _THEM).items()}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each cited number once a place: its kind, then its agency."""
    own = ky_hieu.cua_minh(van_ban, boi_canh)
    if boi_canh.co_quan is not None and van_ban.so is not None:
        yield from _cua_minh(van_ban.so, boi_canh.co_quan.viet_tat)
    for v in van_ban.vien_dan:
        if not v.so_ky_hieu:
            continue
        kind, agency = ky_hieu.tach(v.so_ky_hieu)
        want = _viet_tat().get(v.loai.casefold())
        dated = chung.CO_NAM.match(v.so_ky_hieu) is not None  # 30/2020/NĐ-CP: the kind surely comes first
        if want and kind in _CHAC and kind not in want and (dated or _la_co_quan(agency, own)):
            yield _loai(v, kind, want, known=dated or agency in own or agency in _QUEN or agency in _NGAN)
            continue
        right = next((r for r in (*own, *_QUEN) if ky_hieu.gan(agency, r)), None)
        if right is not None and agency not in own:
            number = v.so_ky_hieu.replace(agency, right)
            at = v.dong.chu.find(v.so_ky_hieu, v.dau)
            edits = chung.sua_chu(v.dong, at, at + len(v.so_ky_hieu), number) if at >= 0 else ()
            yield Loi(v.dong, f"Ký hiệu “{v.so_ky_hieu}” viết “{agency}”", f"Có phải {number}?", v.chu, edits=edits)


def _cua_minh(number: SoKyHieu, right: str) -> Iterator[Loi]:
    """The document's own number against its agency's abbreviation."""
    agency = number.ky_hieu.partition("-")[2]
    if agency and ky_hieu.gan(agency, right):
        at = number.dong.chu.rfind(agency)
        yield Loi(
            number.dong,
            f"Ký hiệu “{number.ky_hieu}” viết “{agency}”, cơ quan viết tắt là {right}",
            f"Ghi: {number.ky_hieu.replace(agency, right)}",
            trich=number.ky_hieu,
            edits=chung.sua_chu(number.dong, at, at + len(agency), right),
        )


def _la_co_quan(agency: str, own: tuple[str, ...]) -> bool:
    """Whether what follows is an agency, so that the first group can only be the kind (TC-KH is an office)."""
    return agency in own or agency in _NGAN or (len(agency) > 3 and agency.replace("-", "").isalnum())


def _loai(v: VienDan, kind: str, want: frozenset[str], *, known: bool) -> Loi:
    """`known`: an agency that surely keeps to the decree; another may have numbered its own paper so."""
    name = f"{v.loai[:1].upper()}{v.loai[1:]}"
    attached = kind == "QĐ" and v.loai.casefold() in _KEM_QUYET_DINH
    return Loi(
        v.dong,
        f"{name} số {v.so_ky_hieu}: “{kind}” không phải chữ viết tắt của {name}",
        f"{name} viết tắt là {_chinh(v.loai, want)}; đối chiếu lại tên loại và ký hiệu",
        trich=v.chu,
        muc=Severity.CANH_BAO if attached or not known else None,
    )


def _chinh(loai: str, want: frozenset[str]) -> str:
    """The abbreviation to propose: the decree's, or the first of those in use."""
    decree = next((short for short, name in norms.ten_loai().items() if name.casefold() == loai.casefold()), "")
    return decree if decree in want else min(want, key=lambda w: (len(w), w))
