"""What the program writes by itself, known again: citations written out, headings by role, task lines, "Như trên"."""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.composing import text as composing_text
from vbhc.composing.annexes import kem_theo
from vbhc.composing.citing import MARK, Citer, annex_name
from vbhc.loading import locating_units as units_
from vbhc.loading.locating_units import DataFile, Unit
from vbhc.model.ho_so import HoSo, NhomVaiTro
from vbhc.model.van_ban import NhiemVu
from vbhc.text import inline


def citations(ho_so: HoSo, own: DataFile | None) -> Iterator[dict[str, str]]:
    """The ways a citation may be written out: the long form, the short one, dates in words."""
    texts = [t for r in (own.texts if own is not None else ()) for _, _, t in r.stretches if "[@" in t]
    marks = {m.group(): m for t in texts for m in MARK.finditer(t)}
    for again, in_words in ((False, False), (True, False), (False, True)):
        way = {}
        for mark in marks:
            citer = Citer(ho_so)
            if marks[mark].group(1) not in citer.keys:
                continue
            if again:
                citer(mark)
            way[mark] = inline.plain(citer(mark, ngay_bang_chu=in_words))
        yield way


def made(ho_so: HoSo, own: DataFile) -> Iterator[Unit]:
    """Lines whose words the program makes, or makes a part of."""
    vb, places, name = ho_so.van_ban, ho_so.places, own.name
    roles = ho_so.kind.vai_tro
    group_of = {r.ma: p for p in ho_so.kind.phan if isinstance(p, NhomVaiTro) for r in p.vai_tro}
    seen: set[str] = set()
    for i, part in enumerate(vb.phan):
        if part.vai_tro not in roles:
            continue
        at = own.keys.get(part.vai_tro)
        line, column = at if at is not None else (places.of("phan", i).line, places.of("phan", i).column)
        path = (part.vai_tro,)
        if not part.tieu_de and part.vai_tro not in vb.tieu_de_phan:
            yield units_.made(name, path, line, column, roles[part.vai_tro].tieu_de)
        group = group_of.get(part.vai_tro)
        if group is not None and group.ma not in seen and group.ma not in vb.tieu_de_phan:
            seen.add(group.ma)
            yield units_.made(name, path, line, column, group.tieu_de)
    yield from _tasks(ho_so, name)
    for i in range(len(vb.phu_luc)):
        at_ = places.of("phu_luc", i)
        yield units_.made(name, ("phu_luc",), at_.line, at_.column, annex_name(ho_so, i))
        yield units_.made(name, ("phu_luc",), at_.line, at_.column, kem_theo(ho_so))
    keep, letter = places.of("luu"), places.of("kinh_gui")
    yield units_.made(name, ("luu",), keep.line, keep.column, f"Lưu: {ho_so.luu}")
    if vb.kinh_gui:
        yield units_.made(name, ("noi_nhan",), letter.line, letter.column, "Như trên")


def _tasks(ho_so: HoSo, name: str) -> Iterator[Unit]:
    labels = composing_text.NHAN_NHIEM_VU | ho_so.van_ban.nhan_nhiem_vu
    units = ho_so.co_quan.ten_don_vi
    for path, (line, column) in ho_so.places.at.items():
        if len(path) < 2 or path[-2] != "nhiem_vu":
            continue
        task = _at(ho_so.van_ban, path[:-1])
        text = composing_text.task_fields(task, units).get(str(path[-1])) if isinstance(task, NhiemVu) else None
        if text:
            yield units_.made(name, tuple(map(str, path)), line, column, f"{labels[str(path[-1])]}: {text}.")


def _at(value: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        try:
            value = value[step] if isinstance(step, int) else getattr(value, step)  # type: ignore[index]
        except (AttributeError, IndexError, TypeError):
            return None
    return value
