"""The five sample texts as they were typed: their known slips are found (data/SUA-LOI-MAU.md lists them)."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbhc.checking import Cach, check
from vbhc.loading.workspace import Workspace

ROOT = Path(__file__).parents[1]
TYPED = ROOT / "tests" / "mau_go"
KNOWN = {
    ("cong-so-than-thien", "skhcn-hai-phong"): [
        ("vien_dan/lan_sau_gon", "1413/QĐ-UBND"),
        ("vien_dan/lan_sau_gon", "125/KH-UBND"),
        ("van_tu/nhay_lan_lon", "Công sở thân thiện"),
        ("phu_luc_dan/thieu_phu_luc", "phụ lục"),
    ],
    ("phan-cong-cchc", "skhcn-hai-phong"): [
        ("vien_dan/ky_hieu_la", "TB-SKHHCN"),
        ("vien_dan/ky_hieu_la", "14/QĐ-SKHHCN"),
        ("vien_dan/lan_dau_day_du", "14/QĐ-SKHHCN"),
        ("van_tu/lap_tieng", "đốc đốc"),
    ],
    ("dan-van", "skhcn-hai-phong"): [
        ("vien_dan/ky_hieu_la", "14/QĐ-SKH-CN"),
        ("vien_dan/ky_hieu_la", "28/TT-TTg"),
        ("vien_dan/lan_dau_day_du", "03/KH-UBND"),
        ("van_tu/lap_tieng", "phủ phủ"),
        ("van_tu/nhay", "cấp xã"),
        ("viet_hoa/hoa_giua_cau", "Nâng cao"),
        ("phu_luc/kem_theo_dang", "Ban hành kèm theo"),
        ("bang/trong_han", "Rà soát, ký cam kết"),
        ("van_tu/cuoi_muc", "khi có yêu cầu"),
    ],
    ("tuyen-truyen-cchc", "skhcn-hai-duong"): [
        ("so_ky_hieu/cach_chu", "74 /KH-SKHCN"),
        ("phu_luc/kem_theo_khop", "KH-SKHCCN"),
        ("noi_dung/danh_so", "2."),
        ("van_tu/cuoi_muc", "tỉnh Hải Dương năm 2022"),
    ],
    ("thi-dua-cchc", "skhcn-hung-yen"): [
        ("can_cu/ngay_bang_chu", "11/6/2021"),
        ("can_cu/dau_cau", "184/KH-UBND"),
        ("can_cu/dau_cau", "60/KH-UBND"),
        ("noi_dung/dau_sau_so", "a."),
        ("noi_dung/danh_so", "b."),
        ("vien_dan/lan_sau_gon", "184/KH-UBND"),
        ("vien_dan/lan_sau_gon", "60/KH-UBND"),
        ("vien_dan/ky_hieu_la", "04/KH-SKHCCN"),
        ("van_tu/lap_tieng", "của của"),
        ("van_tu/gach_nam", "2021– 2025"),
        ("van_tu/cuoi_muc", "nhiệm vụ trở lên"),
    ],
}


@pytest.mark.parametrize(("name", "agency"), KNOWN, ids=lambda x: x)
def test_the_known_slips_are_found(name: str, agency: str) -> None:
    judged = check(Workspace(ROOT), TYPED / f"{name}.txt", Cach(co_quan=agency))
    document = judged.bao_cao.van_ban
    assert document is not None
    lines = {line.doan.spot: line.chu for line in document.dong}
    said = [(f.quy_tac, f"{f.trich} {f.message} {lines.get(f.spot, '')}") for f in judged.bao_cao.ket_qua.findings]
    for rule, words in KNOWN[name, agency]:
        assert any(rule == code and words in text for code, text in said), f"{rule}: {words} not found in {said}"


def test_what_a_text_cannot_show_is_not_judged() -> None:
    result = check(Workspace(ROOT), TYPED / "dan-van.txt", Cach()).bao_cao.ket_qua
    unjudged = {c.quy_tac for c in result.chua_xet}
    assert {"trang/le_trai", "quoc_hieu/kieu_chu", "noi_dung/canh_deu"} <= unjudged
    assert not unjudged & set(result.dat)
