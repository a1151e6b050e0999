"""The decree as data agrees with the decree's own numbers."""

from __future__ import annotations

import pytest

from vbhc import norms
from vbhc.model.nen import DoKhan, DoMat, PhamVi

SIZES = {  # component → sizes of the sets 14 and 13, bold, italic (Phụ lục I, II, III and the table of V)
    "quoc_hieu": ((13, 12), True, False), "tieu_ngu": ((14, 13), True, False), "chu_quan": ((13, 12), False, False),
    "co_quan": ((13, 12), True, False), "so_ky_hieu": ((13, 13), False, False), "dia_danh": ((14, 13), False, True),
    "ten_loai": ((14, 13), True, False), "trich_yeu": ((14, 13), True, False), "can_cu": ((14, 13), False, True),
    "doan": ((14, 13), False, False), "phan": ((14, 13), True, False), "khoan_tieu_de": ((14, 13), True, False),
    "khoan": ((14, 13), False, False), "diem": ((14, 13), False, False), "quyen_han": ((14, 13), True, False),
    "ho_ten": ((14, 13), True, False), "noi_nhan_dau": ((12, 12), True, True), "noi_nhan": ((11, 11), False, False),
    "nguoi_soan": ((11, 11), False, False), "phu_luc": ((14, 14), True, False), "ten_phu_luc": ((14, 13), True, False),
    "kem_theo": ((14, 13), False, True), "so_trang": ((14, 13), False, False), "kinh_gui": ((14, 13), False, False),
}  # fmt: skip


@pytest.mark.parametrize("ma", SIZES)
def test_sizes_and_looks_are_the_decrees(ma: str) -> None:
    part = norms.thanh_phan()[ma]
    assert (part.co, part.dam, part.nghieng) == SIZES[ma]
    assert (part.co_chu("14"), part.co_chu("13")) == SIZES[ma][0]


def test_the_page_is_within_the_decrees_limits() -> None:
    page = norms.trang()
    edge = page["le"]
    assert (page["rong"], page["cao"]) == (210, 297)
    assert 20 <= edge["tren"] <= 25
    assert 20 <= edge["duoi"] <= 25
    assert 30 <= edge["trai"] <= 35
    assert 15 <= edge["phai"] <= 20
    assert page["dau_trang"] < edge["tren"]


def test_body_text_is_indented_and_spaced_as_prescribed() -> None:
    for ma in ("doan", "khoan", "diem", "gach", "can_cu", "phan", "khoan_tieu_de"):
        part = norms.thanh_phan()[ma]
        assert part.lui_dau in (10, 12.7)
        assert part.canh == "đều"
        assert part.truoc + part.sau >= 6
        assert 1 <= part.dong <= 1.5


def test_29_kinds_and_their_abbreviations() -> None:
    assert len(norms.moi_ten_loai()) == 29
    assert len(norms.ten_loai()) == 27
    told = norms.ten_loai()
    assert (told["KH"], told["TB"], told["BC"], told["BTT"]) == ("Kế hoạch", "Thông báo", "Báo cáo", "Bản thỏa thuận")


def test_urgency_boxes_have_the_prescribed_sizes() -> None:
    boxes = {k: (v["rong"], v["cao"]) for k, v in norms.dau()["do_khan"].items()}
    assert boxes == {"hỏa tốc": (30, 8), "thượng khẩn": (40, 8), "khẩn": (20, 8)}
    for kind, group in ((DoKhan, "do_khan"), (DoMat, "do_mat"), (PhamVi, "pham_vi")):
        assert {e.value for e in kind} == set(norms.dau()[group])
        assert all(v["chu"] == k.upper() for k, v in norms.dau()[group].items())


def test_an_authorised_signer_authorises_nobody() -> None:
    rows = norms.ky()["to_hop"]
    assert ["TUQ.", ""] in rows
    assert ["TL.", "KT.", ""] in rows
    assert not [r for r in rows if "TUQ." in r and len(r) > 2]


def test_every_clause_says_where_it_stands_and_what_it_says() -> None:
    clauses = norms.dieu_khoan()
    assert len(clauses) > 150
    for key, row in clauses.items():
        assert set(row) in ({"o", "cau"}, {"o", "cau", "chac"}), key
        assert row.get("chac", "mẫu") in ("mẫu", "thói quen", "cần đối chiếu"), key
        assert row["cau"] == " ".join(row["cau"].split()), key
        assert row["cau"][-1] in ".…)”;", key
        assert row["o"][0].isupper(), key


def test_clauses_not_in_the_decrees_words_say_so() -> None:
    clauses = norms.dieu_khoan()
    for key, row in clauses.items():
        if key.startswith(("I.I.", "I.II.", "I.III.", "PL2.", "Đ")):
            assert "chac" not in row, key
    assert clauses["L72"]["chac"] == "cần đối chiếu"
    assert clauses["nha"]["chac"] == "thói quen"
    assert all(clauses[k]["chac"] == "mẫu" for k in clauses if k.startswith("PL3.") and k != "PL3.I")


def test_every_rule_and_every_limit_answers_to_a_known_clause() -> None:
    from vbhc.rules import ke

    clauses = norms.dieu_khoan()
    unknown = {(code, key) for code, rule in ke().items() for key in rule.quy_tac.noi if key not in clauses}
    unknown |= {(part, limit.noi) for part, limit in norms.gioi_han().items() if limit.noi not in clauses}
    assert unknown == set()
