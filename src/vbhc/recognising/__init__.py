"""From a View to a document understood: which line is which component, with certainty by our styles, else by look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, Bang, Dong, Muc, NoiNhan, PhuLuc, SoKyHieu, VienDan
from vbhc.model.view import View, margins, paragraphs, tables
from vbhc.recognising import body, by_look, by_style, citations, grids, signs
from vbhc.recognising.lines import lines, lines_of
from vbhc.recognising.page import KHAC
from vbhc.recognising.places import Places, annex_name, key, places
from vbhc.text.dates import Ngay

THAN = frozenset({"doan", "phan", "khoan_tieu_de", "khoan", "diem", "gach"})
SO_KY_HIEU = re.compile(r"Số\s*[:.]?\s*(?P<so>[\d…._\s]*[A-Za-z]?)\s*(?P<noi>[/-])\s*(?P<ky_hieu>\S.*)", re.IGNORECASE)
NGAY_THANG = re.compile(
    r"(?P<dia_danh>[^,]*?)\s*,?\s*ngày\s*(?P<d>[\d….]*)\s*tháng\s*(?P<m>[\d….]*)\s*năm\s*(?P<y>[\d….]*)\.?",
    re.IGNORECASE,
)
_NGAY_SO = re.compile(
    r"(?P<dia_danh>[^,]*?)\s*,\s*(?:ngày\s*)?(?P<d>[\d….]+)[/.-](?P<m>[\d….]+)[/.-](?P<y>[\d….]+)", re.IGNORECASE
)
_CONTACT = re.compile(r"\bđiện thoại\b|\bĐT\s*:|\bfax\b|e-?mail\b|thư điện tử|website\b|\w@\w", re.IGNORECASE)
_ANNEX = frozenset({"phu_luc", "ten_phu_luc", "kem_theo"})
Placed = list[tuple[Dong, str]]


def doc(view: View) -> BanDoc:
    """Understand a View."""
    ours = by_style.is_ours(view)
    own = {id(p): tuple(lines_of(p)) for p in paragraphs(view.blocks)}
    every = [line for found in own.values() for line in found]
    placed, layouts = _place(view, every, ours=ours)
    components = _components(view, placed)
    starts = _annex_starts(placed)
    first_annex = starts[0] if starts else len(placed)
    main, rest = placed[:first_annex], placed[first_annex:]
    items = body.items([(d, c) for d, c in main if c in THAN and not d.doan.spot.table])
    bang = _tables(view, own, placed, starts, layouts)
    annexes = _annexes(rest, [i - first_annex for i in starts], bang)
    bases = tuple(components.get("can_cu", ()))
    number, date_line = _number(components), _first(components, "dia_danh")
    date = (NGAY_THANG.fullmatch(date_line.chu) or _NGAY_SO.fullmatch(date_line.chu)) if date_line else None
    where = places(components, items, rest, annexes, bang, THAN)
    return BanDoc(
        view=view,
        dong=tuple(d for d, _ in placed),
        thanh_phan={k: tuple(v) for k, v in components.items()},
        loai=_kind(components, number),
        so=number,
        ngay=_date(date) if date else None,
        dia_danh=date["dia_danh"] if date else "",
        can_cu=bases,
        muc=items,
        phu_luc=annexes,
        bang=bang,
        vien_dan=tuple(_citations(bases, items, annexes, bang, where)),
        noi_nhan=_recipients(components),
        cua_ta=ours,
        khong_hieu=tuple(f"chưa biết là thành phần nào: “{d.chu[:60]}”" for d, c in placed if d.chu and not c
                         and (not d.doan.spot.table or d.doan.spot.table in layouts)),
        vi_tri_dong=where,
        ngoai_nghi_dinh=_outside(every, components),
    )  # fmt: skip


def _components(view: View, placed: Placed) -> dict[str, list[Dong]]:
    """The lines of each component, in order; of headers and footers those with a page's number or an address."""
    components: dict[str, list[Dong]] = {}
    for line, component in placed:
        if component and component != KHAC and (line.chu or (component == "duong_ke" and signs.rule(line))):
            components.setdefault(component, []).append(line)
    for blocks in margins(view):
        for line in lines(blocks, "header"):
            if any(r.field == "PAGE" for r in line.doan.runs):
                components.setdefault("so_trang", []).append(line)
    for line in _address(view):
        components.setdefault("dia_chi", []).append(line)
    return components


_HEAD_LINES = 30


def _outside(every: list[Dong], components: dict[str, list[Dong]]) -> str:
    """Whose own form the head follows in place of the decree's, or ""."""
    if "quoc_hieu" in components or "tieu_ngu" in components:
        return ""
    head = [d for d in every if d.chu][:_HEAD_LINES]
    return next((whose for d in head if (whose := signs.ngoai_nghi_dinh(d.chu))), "")


def _place(view: View, every: list[Dong], *, ours: bool) -> tuple[Placed, dict[int, str]]:
    """The lines with their components; by style where ours tell, the rest by look."""
    if not ours:
        return by_look.assign(view, every)
    known = by_style.assign(every)
    data = {d.doan.spot.table for d, c in zip(every, known, strict=True) if c in _CELLS and d.doan.spot.table}
    if all(c or not d.chu or d.doan.spot.table in data for d, c in zip(every, known, strict=True)):
        laid_out = {d.doan.spot.table: "khung" for d, c in zip(every, known, strict=True)
                    if d.doan.spot.table and d.chu and c not in _IN_TABLES}  # fmt: skip
        return list(zip(every, known, strict=True)), laid_out
    return by_look.assign(view, every, known)


_CELLS = frozenset({"dau_bang", "o_bang", "nhom_bang"})
_IN_TABLES = _CELLS | THAN | {""}


def _annex_starts(placed: Placed) -> list[int]:
    """Where annexes begin: at their headings; at a name, or the first “(Kèm theo …)”, where a heading is missing."""
    starts: list[int] = []
    before = ""
    for i, (line, component) in enumerate(placed):
        named = component == "ten_phu_luc" and before not in {"phu_luc", "ten_phu_luc"}
        if component == "phu_luc" or named or (component in _ANNEX and not starts):
            starts.append(i)
        if line.chu and component != "duong_ke":
            before = component
    return starts


def _address(view: View) -> Iterator[Dong]:
    """The lines of the agency's address at the foot of the first section's pages (I.III.4)."""
    for blocks in view.sections[0].footers.values() if view.sections else ():
        found = [line for line in lines(blocks, "footer") if line.chu]
        if any(_CONTACT.search(line.chu) for line in found):
            yield from (line for line in found if not any(r.field for r in line.doan.runs))


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
    if title is None:
        if "trich_yeu_cv" in components or ("kinh_gui" in components and number is not None):
            return "CV"
        return ""
    printed = title.in_ra
    name = signs.ten_loai(printed) or printed[: signs.starts_with_kind(printed.upper())]
    folded = name.casefold().replace("oả", "ỏa").replace("uỷ", "ủy")
    return next((short for short, kind in norms.ten_loai().items() if kind.casefold() == folded), "")


def _date(found: re.Match[str]) -> Ngay:
    d, m, y = (int(x[:4]) if (x := re.sub(r"\D", "", found[k])) else 0 for k in ("d", "m", "y"))
    return Ngay(y, m, d)


def _tables(
    view: View, own: Mapping[int, tuple[Dong, ...]], placed: Placed, starts: list[int], layouts: dict[int, str]
) -> tuple[Bang, ...]:
    """The data tables: every outermost table that does not lay out the head, the foot or Kính gửi.

    `own` are the lines of each paragraph, by its `id`.
    """
    where: dict[int, str] = {}
    heading, begins = "văn bản", set(starts)
    for i, (line, _) in enumerate(placed):
        if i in begins:
            heading = annex_name(line)
        if line.doan.spot.table:
            where.setdefault(line.doan.spot.table, heading)
    return tuple(
        grids.read(t, where.get(t.number, "văn bản"), own)
        for t in tables(view.blocks)
        if t.number and t.number not in layouts
    )


def _annexes(rest: Placed, starts: list[int], bang: tuple[Bang, ...]) -> tuple[PhuLuc, ...]:
    out = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(rest)
        part = rest[start:end]
        title = part[0][0]
        found = signs.PHU_LUC_SO.match(title.chu)
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
                van_ban_kem=_brought_in(part),
                muc=body.items([(d, c) for d, c in part if c in THAN and not d.doan.spot.table], annex_name(title)),
            )
        )
    return tuple(out)


def _brought_in(part: Placed) -> bool:
    """Whether this is no Phụ lục but a document or list of its own: its title, then its subject in small letters."""
    title, component = part[0]
    if component != "ten_phu_luc" or not title.in_ra.isupper():
        return False
    return bool(signs.ten_loai(title.in_ra)) or any(c == "ten_phu_luc" and not signs.upper(d) for d, c in part)


def _recipients(components: dict[str, list[Dong]]) -> NoiNhan:
    entries = components.get("noi_nhan", [])
    at = next((i for i in range(len(entries) - 1, -1, -1) if signs.luu(entries[i].chu)), -1)
    others = tuple(d for d in entries if not signs.luu(d.chu))
    return NoiNhan(_first(components, "noi_nhan_dau"), others, entries[at] if at >= 0 else None)


def _citations(bases: tuple[Dong, ...], items: tuple[Muc, ...], annexes: tuple[PhuLuc, ...], bang: tuple[Bang, ...],
               where: Places) -> Iterator[VienDan]:  # fmt: skip
    for i, line in enumerate(bases, start=1):
        yield from citations.read(line, f"căn cứ {i}", can_cu=True)
    for item in items:
        yield from citations.read(item.dong, item.vi_tri)
    for annex in annexes:
        own = {key(d) for d in annex.kem_theo}
        for line in annex.dong:
            if not line.doan.spot.table and key(line) not in own:
                yield from citations.read(line, where.get(key(line), ""))
    for table in bang:
        for number, row in enumerate(table.hang, start=1):
            for cell in row.o:
                for line in cell.dong if cell is not None and cell.hang == number else ():
                    if citations.may_hold(line.chu):
                        yield from citations.read(line, table.vi_tri(cell), trong_bang=True)
