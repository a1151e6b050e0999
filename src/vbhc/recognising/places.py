"""What a person calls the place of a line: “Mục II, khoản 2”, “căn cứ 1”, “Phụ lục I, bảng, hàng 2, cột 3”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vbhc.model.ban_doc import Bang, Dong, Muc, PhuLuc

Places = dict[tuple[str, int, int], str]
_CALLED = {
    "quoc_hieu": "Quốc hiệu", "tieu_ngu": "Tiêu ngữ", "chu_quan": "tên cơ quan chủ quản", "co_quan": "tên cơ quan",
    "so_ky_hieu": "số, ký hiệu", "dia_danh": "địa danh và thời gian", "ten_loai": "tên loại", "trich_yeu": "trích yếu",
    "kinh_gui": "Kính gửi", "noi_nhan": "Nơi nhận", "noi_nhan_dau": "Nơi nhận", "quyen_han": "chức vụ người ký",
    "ho_ten": "họ tên người ký", "chuc_vu_khac": "chức vụ khác", "nguoi_soan": "ký hiệu người soạn thảo",
    "dia_chi": "địa chỉ", "dau": "dấu chỉ mức độ", "so_trang": "số trang", "trich_yeu_cv": "trích yếu",
    "duong_ke": "đường kẻ",
}  # fmt: skip
_COUNTED = frozenset({"noi_nhan", "kinh_gui"})


def key(line: Dong) -> tuple[str, int, int]:
    """What a line's place is kept under."""
    return line.doan.spot.part, line.doan.spot.p, line.dau


def places(
    components: Mapping[str, Sequence[Dong]],
    items: Iterable[Muc],
    rest: Sequence[tuple[Dong, str]],
    annexes: Iterable[PhuLuc],
    bang: Iterable[Bang],
    words: frozenset[str],
) -> Places:
    """Every line's place. `rest` are the annexes' lines with their components, `words` those of running text."""
    out: Places = {key(m.dong): m.vi_tri for m in items}
    for name, found in components.items():
        for i, line in enumerate(found, start=1):
            called = f"căn cứ {i}" if name == "can_cu" else _CALLED.get(name, "")
            if called:
                many = name in _COUNTED and len(found) > 1
                out[key(line)] = f"{called}, dòng {i}" if many else called
    told = {key(line): component for line, component in rest}
    for annex in annexes:
        root = annex_name(annex.tieu_de)
        out |= {key(m.dong): m.vi_tri for m in annex.muc}
        for line in annex.dong:
            if told.get(key(line), "") not in words:
                out[key(line)] = root
    for table in bang:
        for row in table.hang:
            for cell in row.o:
                for line in cell.dong if cell else ():
                    out[key(line)] = table.vi_tri(cell)
    return out


def annex_name(heading: Dong) -> str:
    """What an annex is called by its heading: “Phụ lục I”, without the name that may follow in the same line."""
    words = heading.chu.split()[:3]
    if len(words) > 2 and not (words[2].rstrip(".:").isdigit() or set(words[2].rstrip(".:")) <= set("IVXLC")):
        words = words[:2]
    name = " ".join(words).rstrip(".:-–")
    return "Phụ lục" + name[7:] if name.casefold().startswith("phụ lục") else "Phụ lục"
