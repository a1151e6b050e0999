"""The foot of the document: Nơi nhận and the signature block (boxes 7, 9b, 12)."""

from __future__ import annotations

from vbhc.model.ban_in import Doan
from vbhc.model.ho_so import HoSo
from vbhc.text import inline
from vbhc.text.inline import Run


def bien(ho_so: HoSo) -> dict[str, object]:
    """The template's names for the foot."""
    vb, signer = ho_so.van_ban, ho_so.nguoi_ky
    return {
        "noi_nhan": noi_nhan(ho_so),
        "nguoi_soan": vb.nguoi_soan.upper() + (f".({vb.so_ban})" if vb.so_ban else "") if vb.nguoi_soan else "",
        "quyen_han": [Doan("quyen_han", (Run(line.upper()),), can_doi=True) for line in signer.chuc_vu],
        "chuc_vu_khac": signer.chuc_vu_khac.upper(),
        "ho_ten": signer.ho_ten,
    }


def noi_nhan(ho_so: HoSo) -> list[Doan]:
    """`- …;` a line each, `- Như trên;` first when there is a Kính gửi, `- Lưu: VT, ….` last (II.9b, d)."""
    names = (["Như trên"] if ho_so.van_ban.kinh_gui else []) + list(ho_so.noi_nhan)
    out = [_line(name, ";") for name in names]
    return [*out, _line(f"Lưu: {ho_so.luu}", ".")]


def _line(text: str, end: str) -> Doan:
    return Doan("noi_nhan", inline.joined(Run("- "), *inline.parse(text).runs, Run(end)))
