"""The head of the page: agency, number, place and date, title (boxes 1–5, 9a, 10, 11, 13)."""

from __future__ import annotations

from vbhc import norms
from vbhc.model.ban_in import Doan, KeDuoi, Khung, KinhGui
from vbhc.model.ho_so import HoSo
from vbhc.text import dates, inline
from vbhc.text.inline import Run
from vbhc.text.numbering import so_co_khong

TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
TI_LE_KE = 0.4
"""The rule under the agency's name and the trích yếu: between 1/3 and 1/2 of the line (II.2b, II.5b)."""


def so(ho_so: HoSo) -> str:
    """The number with its zero, or the blank of a draft."""
    number = ho_so.van_ban.so_van_ban
    return dates.CHO_TRONG if number is None else so_co_khong(number)


def ky_hieu(ho_so: HoSo) -> str:
    """The notation: given, or kind and agency (II.3b)."""
    return ho_so.van_ban.ky_hieu or f"{ho_so.van_ban.loai}-{ho_so.co_quan.viet_tat}"


def bien(ho_so: HoSo) -> dict[str, object]:
    """The template's names for the head."""
    vb, agency = ho_so.van_ban, ho_so.co_quan
    issuer = _one("co_quan", agency.ten.upper())
    subject = Doan("trich_yeu", inline.parse(vb.trich_yeu).runs, can_doi=True)
    parent = _one("chu_quan", agency.chu_quan.upper()) if agency.chu_quan else None
    place = vb.dia_danh or agency.dia_danh
    return {
        "chu_quan": parent,
        "co_quan": issuer,
        "ke_co_quan": KeDuoi(issuer, TI_LE_KE),
        "ke_tieu_ngu": KeDuoi(_one("tieu_ngu", TIEU_NGU), 1.0),
        "so_van_ban": so(ho_so),
        "ky_hieu": ky_hieu(ho_so),
        "dia_danh": Doan("dia_danh", (Run(f"{place}, {dates.bang_chu(vb.ngay_ban_hanh)}"),)),
        "dau": _marks(ho_so),
        "pham_vi": [_box("pham_vi", vb.pham_vi.value)] if vb.pham_vi else [],
        "ten_loai": norms.ten_loai()[vb.loai].upper(),
        "trich_yeu": subject,
        "ke_trich_yeu": KeDuoi(subject, TI_LE_KE),
        "kinh_gui": KinhGui(tuple(map(inline.plain, vb.kinh_gui))) if vb.kinh_gui else None,
        "dia_chi": list(agency.dia_chi) if vb.in_dia_chi else [],
    }


def _one(part: str, text: str) -> Doan:
    return Doan(part, (Run(text),), can_doi=True)


def _marks(ho_so: HoSo) -> list[Khung]:
    """Secrecy above urgency, as boxes 10a and 10b stand on the decree's diagram."""
    vb = ho_so.van_ban
    out = []
    if vb.do_mat:
        out.append(_box("do_mat", vb.do_mat.value))
    if vb.do_khan:
        out.append(_box("do_khan", vb.do_khan.value, red=True))
    return out


def _box(group: str, value: str, *, red: bool = False) -> Khung:
    mark = norms.dau()[group][value]
    return Khung(mark["chu"], mark["rong"], mark["cao"], red)
