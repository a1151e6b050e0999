"""Annexes: heading, name, "Kèm theo…", what stands around the table, end mark (Phụ lục I, III.1)."""

from __future__ import annotations

from dataclasses import replace

from vbhc import norms
from vbhc.composing import letterhead
from vbhc.composing.citing import Citer, annex_name
from vbhc.composing.text import KET, ended
from vbhc.model.ban_in import BangIn, Doan, KeDuoi, PhuLucIn
from vbhc.model.ho_so import HoSo
from vbhc.model.nen import HinhThuc
from vbhc.text import dates, inline, outline
from vbhc.text.inline import Run
from vbhc.text.outline import Cap, Dong


def phu_luc(ho_so: HoSo, cite: Citer) -> tuple[PhuLucIn, ...]:
    """Every annex of the document, in order."""
    out = []
    note = Doan("kem_theo", (Run(kem_theo(ho_so)),), can_doi=True)
    # The models of Phụ lục III draw a short rule under the note; it has no prescribed length.
    rule = KeDuoi(Doan("kem_theo", (Run("Kèm theo văn bản số"),)), 0.6)
    for i, annex in enumerate(ho_so.van_ban.phu_luc):
        table = _cited(ho_so.bang[i], cite)
        if table is not None:  # what a screen reader says of the table
            table = replace(table, mo_ta=" ".join(inline.plain(cite(annex.tieu_de)).split()))
        before = _paragraphs(annex.loi_van, cite)
        after = _paragraphs(annex.ghi_chu, cite)
        end = None
        if after:
            after[-1] = ended(after[-1])
        elif table is not None:
            end = Doan("ket_phu_luc", (Run(KET),))
        elif before:
            before[-1] = ended(before[-1])
        unit = annex.bang.don_vi_tinh if annex.bang else ""
        name = inline.in_hoa(inline.parse(cite(annex.tieu_de)).runs)
        out.append(
            PhuLucIn(
                so=i + 1,
                tieu_de=Doan("phu_luc", (Run(annex_name(ho_so, i)),), neo=f"vb_phu_luc_{i + 1}"),
                ten=Doan("ten_phu_luc", name, can_doi=True) if name else None,
                kem_theo=note,
                ke=rule,
                loi_van=tuple(before),
                don_vi_tinh=unit_line(unit),
                bang=table,
                ghi_chu=tuple(after),
                ket=end,
                huong=annex.huong,
            )
        )
    return tuple(out)


def unit_line(unit: str) -> str:
    """The line above a table that says in which unit its numbers are; "" without one."""
    return f"Đơn vị tính: {inline.one_look(unit)}" if unit else ""


def _cited(table: BangIn | None, cite: Citer) -> BangIn | None:
    """The table with the citations in its cells written out; most tables have none and stay the same object."""
    if table is None or not any("[@" in "|".join(row.o) for row in table.hang):
        return table
    return replace(table, hang=tuple(row._replace(o=tuple(map(cite, row.o))) for row in table.hang))


def kem_theo(ho_so: HoSo) -> str:
    """`(Kèm theo Kế hoạch số …)`: filled in on paper; number and date left blank in electronic form (III.1c)."""
    vb, agency = ho_so.van_ban, ho_so.co_quan
    kind = norms.ten_loai()[vb.loai]
    paper = (vb.hinh_thuc or agency.hinh_thuc) is HinhThuc.GIAY
    number = letterhead.so(ho_so) if paper else dates.CHO_TRONG
    date = vb.ngay_ban_hanh if paper else dates.Ngay()
    return f"(Kèm theo {kind} số {number}/{letterhead.ky_hieu(ho_so)} {dates.bang_chu(date)} của {agency.ten_goi})"


def _paragraphs(text: str, cite: Citer) -> list[Doan]:
    """Text around a table: an outline whose numbers stay as typed, for it may refer to the table's own."""
    out: list[Doan] = []

    def walk(lines: tuple[Dong, ...]) -> None:
        for line in lines:
            mark = {Cap.GACH: "- ", Cap.CONG: "+ "}.get(line.cap, f"{line.so_go} " if line.so_go else "")
            chu = inline.parse(cite(line.chu)).runs
            out.append(Doan("khoan_tieu_de" if line.la_tieu_de else "doan", inline.joined(Run(mark), *chu)))
            walk(line.muc)

    walk(outline.read(text))
    return out
