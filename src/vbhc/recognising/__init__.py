"""From a View to a document understood: which line is which component, with certainty by our styles, else by look."""

from __future__ import annotations

import re

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, Bang, Dong, Muc, NoiNhan, PhuLuc, SoKyHieu, VienDan
from vbhc.model.view import View, tables
from vbhc.recognising import body, by_look, by_style, citations, grids
from vbhc.recognising.lines import lines
from vbhc.text.dates import Ngay

THAN = frozenset({"doan", "phan", "khoan_tieu_de", "khoan", "diem", "gach"})
SO_KY_HIEU = re.compile(r"Số\s*:\s*(?P<so>[\d…._\s]*?)\s*/\s*(?P<ky_hieu>\S.*)")
NGAY_THANG = re.compile(
    r"(?P<dia_danh>[^,]*?)\s*,?\s*ngày\s*(?P<d>[\d….]*)\s*tháng\s*(?P<m>[\d….]*)\s*năm\s*(?P<y>[\d….]*)\.?",
    re.IGNORECASE,
)
_PHU_LUC = re.compile(r"phụ lục(?:\s+(?:số\s+)?(?P<so>[IVXLC]+|\d{1,2}))?\s*[.:]?", re.IGNORECASE)


def doc(view: View) -> BanDoc:
    """Understand a View."""
    every = list(lines(view.blocks))
    ours = by_style.is_ours(view)
    placed = by_style.assign(every) if ours else by_look.assign(view, every)
    components: dict[str, list[Dong]] = {}
    for line, component in placed:
        if component and line.chu:
            components.setdefault(component, []).append(line)
    for section in view.sections:
        for blocks in (*section.headers.values(), *section.footers.values()):
            for line in lines(blocks, "header"):
                if any(r.field == "PAGE" for r in line.doan.runs):
                    components.setdefault("so_trang", []).append(line)
    first_annex = next((i for i, (_, c) in enumerate(placed) if c == "phu_luc"), len(placed))
    main, rest = placed[:first_annex], placed[first_annex:]
    items = body.items([(d, c) for d, c in main if c in THAN and not d.doan.spot.table])
    bang = _tables(view, placed, first_annex)
    annexes = _annexes(rest, bang)
    bases = tuple(d for d in components.get("can_cu", ()))
    number, date_line = _number(components), _first(components, "dia_danh")
    date = NGAY_THANG.fullmatch(date_line.chu) if date_line else None
    places = {(m.dong.doan.spot.part, m.dong.doan.spot.p, m.dong.dau): m.vi_tri for m in items}
    places |= _other_places(components, annexes, bang)
    return BanDoc(
        view=view,
        dong=tuple(every),
        thanh_phan={k: tuple(v) for k, v in components.items()},
        loai=_kind(components, number),
        so=number,
        ngay=_date(date) if date else None,
        dia_danh=date["dia_danh"] if date else "",
        can_cu=bases,
        muc=items,
        phu_luc=annexes,
        bang=bang,
        vien_dan=tuple(_citations(bases, items, annexes, bang, places)),
        noi_nhan=_recipients(components),
        cua_ta=ours,
        khong_hieu=tuple(f"chưa biết là thành phần nào: “{d.chu[:60]}”" for d, c in placed if d.chu and not c
                         and not d.doan.spot.table),
        vi_tri_dong=places,
    )  # fmt: skip


def _first(components: dict[str, list[Dong]], name: str) -> Dong | None:
    return next(iter(components.get(name, ())), None)


def _number(components: dict[str, list[Dong]]) -> SoKyHieu | None:
    line = _first(components, "so_ky_hieu")
    found = SO_KY_HIEU.match(line.chu) if line else None
    if line is None or found is None:
        return None
    return SoKyHieu(line, found["so"].strip(" .…_"), found["ky_hieu"].strip())


def _kind(components: dict[str, list[Dong]], number: SoKyHieu | None) -> str:
    title = _first(components, "ten_loai")
    if title is not None:
        for short, name in norms.ten_loai().items():
            if title.in_ra.casefold() == name.casefold():
                return short
    if title is None and any(re.match(r"V/v", d.chu) for d in components.get("trich_yeu_cv", ())):
        return "CV"
    return ""


def _date(found: re.Match[str]) -> Ngay:
    d, m, y = (int(x) if (x := re.sub(r"\D", "", found[k])) else 0 for k in ("d", "m", "y"))
    return Ngay(y, m, d)


def _tables(view: View, placed: list[tuple[Dong, str]], first_annex: int) -> tuple[Bang, ...]:
    """The data tables: every outermost table none of whose lines belongs to the head or the foot."""
    layout: set[int] = set()
    where: dict[int, str] = {}
    heading = "văn bản"
    for line, component in placed:
        number = line.doan.spot.table
        if component == "phu_luc":
            heading = " ".join(line.chu.split()[:3]).rstrip(".:") if _PHU_LUC.match(line.chu) else "Phụ lục"
        if number:
            where.setdefault(number, heading)
            if component and component not in _IN_TABLES:
                layout.add(number)
    return tuple(
        grids.read(t, where.get(t.number, "văn bản"))
        for t in tables(view.blocks)
        if t.number and t.number not in layout
    )


_IN_TABLES = frozenset({"dau_bang", "o_bang", "nhom_bang", *THAN})


def _annexes(rest: list[tuple[Dong, str]], bang: tuple[Bang, ...]) -> tuple[PhuLuc, ...]:
    starts = [i for i, (_, c) in enumerate(rest) if c == "phu_luc"]
    out = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(rest)
        part = rest[start:end]
        title = part[0][0]
        found = _PHU_LUC.match(title.chu)
        numbers = {d.doan.spot.table for d, _ in part}
        out.append(
            PhuLuc(
                tieu_de=title,
                so=(found["so"] or "") if found else "",
                ten=tuple(d for d, c in part if c == "ten_phu_luc"),
                kem_theo=tuple(d for d, c in part if c == "kem_theo"),
                dong=tuple(d for d, _ in part),
                bang=tuple(b for b in bang if b.table.number in numbers),
                section=title.doan.section,
            )
        )
    return tuple(out)


def _recipients(components: dict[str, list[Dong]]) -> NoiNhan:
    entries = components.get("noi_nhan", [])
    filed = [d for d in entries if re.match(r"[-–—•+]?\s*Lưu\b", d.chu, re.IGNORECASE)]
    return NoiNhan(
        _first(components, "noi_nhan_dau"), tuple(d for d in entries if d not in filed), filed[-1] if filed else None
    )


def _citations(bases: tuple[Dong, ...], items: tuple[Muc, ...], annexes: tuple[PhuLuc, ...], bang: tuple[Bang, ...],
               places: dict[tuple[str, int, int], str]) -> list[VienDan]:  # fmt: skip
    out: list[VienDan] = []
    for i, line in enumerate(bases, start=1):
        out += citations.read(line, f"căn cứ {i}", can_cu=True)
    for item in items:
        out += citations.read(item.dong, item.vi_tri)
    for annex in annexes:
        for line in annex.dong:
            if not line.doan.spot.table and line not in annex.kem_theo:
                out += citations.read(line, places.get((line.doan.spot.part, line.doan.spot.p, line.dau), ""))
    for table in bang:
        for row in table.hang:
            for cell in row.o:
                for line in cell.dong if cell is not None and cell.hang == table.hang.index(row) + 1 else ():
                    out += citations.read(line, table.vi_tri(cell), trong_bang=True)
    return out


_CALLED = {
    "quoc_hieu": "Quốc hiệu", "tieu_ngu": "Tiêu ngữ", "chu_quan": "tên cơ quan chủ quản", "co_quan": "tên cơ quan",
    "so_ky_hieu": "số, ký hiệu", "dia_danh": "địa danh và thời gian", "ten_loai": "tên loại", "trich_yeu": "trích yếu",
    "kinh_gui": "Kính gửi", "noi_nhan": "Nơi nhận", "noi_nhan_dau": "Nơi nhận", "quyen_han": "chức vụ người ký",
    "ho_ten": "họ tên người ký", "chuc_vu_khac": "chức vụ khác", "nguoi_soan": "ký hiệu người soạn thảo",
    "dia_chi": "địa chỉ", "dau": "dấu chỉ mức độ", "so_trang": "số trang", "trich_yeu_cv": "trích yếu",
}  # fmt: skip


def _other_places(
    components: dict[str, list[Dong]], annexes: tuple[PhuLuc, ...], bang: tuple[Bang, ...]
) -> dict[tuple[str, int, int], str]:
    out: dict[tuple[str, int, int], str] = {}
    for name, found in components.items():
        for i, line in enumerate(found, start=1):
            called = f"căn cứ {i}" if name == "can_cu" else _CALLED.get(name, "")
            if called:
                out[line.doan.spot.part, line.doan.spot.p, line.dau] = called
    for annex in annexes:
        name = annex.tieu_de.chu[:20]
        for i, line in enumerate(annex.dong):
            out[line.doan.spot.part, line.doan.spot.p, line.dau] = name if i < 3 else f"{name}, đoạn {i}"
    for table in bang:
        for row in table.hang:
            for cell in row.o:
                for line in cell.dong if cell else ():
                    out[line.doan.spot.part, line.doan.spot.p, line.dau] = table.vi_tri(cell)
    return out
