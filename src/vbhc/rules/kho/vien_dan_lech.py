"""Một văn bản được các văn bản trong kho viện dẫn khác nhau, hoặc khác với chính nó trong kho.

Cùng số, ký hiệu thì mọi văn bản phải ghi một ngày, một cơ quan ban hành; văn bản được viện dẫn có trong kho thì ngày
và trích yếu theo văn bản ấy. Chỉ so các văn bản cùng cơ quan chủ quản (số của hai tỉnh là hai văn bản), trừ số có ghi
năm. Khi các văn bản ghi khác nhau thì báo ở những văn bản ít hơn.

Sai: kế hoạch ghi Quyết định số 371/QĐ-UBND ngày 28/01/2026; báo cáo ghi ngày 26/01/2026
Đúng: hai văn bản cùng ghi ngày 28/01/2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbhc.model.ban_doc import BanDoc, VienDan
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Loi, QuyTac
from vbhc.rules.kho import _chung as kho_chung
from vbhc.rules.vien_dan import _chung as chung
from vbhc.text import dates
from vbhc.text.dates import Ngay

QUY_TAC = QuyTac("N30-06-3m", "Viện dẫn lệch giữa các văn bản", ("I.II.6b",), Severity.LOI, Sua.KHONG)
_CO_NAM = re.compile(r"\d+/(?:19|20)\d\d/")
_CHUNG = "văn bản"
"""What any document may be called."""
_NHIEU = 40
"""Ways of citing one number that are held against each other; no office has as many."""
_Cach = tuple[Ngay | None, str, str]


def soat_kho(kho: Sequence[tuple[BanDoc, BoiCanh]]) -> Iterator[tuple[int, Loi]]:
    """Citations against the documents cited, then against the citations of the documents before."""
    own: dict[tuple[tuple[str, str], str], list[int]] = {}
    whose = [kho_chung.co_quan(van_ban) for van_ban, _ in kho]
    for i, (van_ban, _) in enumerate(kho):
        if kho_chung.so(van_ban) and van_ban.ngay is not None and van_ban.ngay.day_du:
            own.setdefault((whose[i], kho_chung.so(van_ban)), []).append(i)
    seen: dict[tuple[str, str], dict[_Cach, list[tuple[int, VienDan]]]] = {}
    for i, (van_ban, _) in enumerate(kho):
        told: set[str] = set()
        for v in van_ban.vien_dan:
            key = chung.khoa(v.so_ky_hieu) if v.so_ky_hieu else ""
            if not key or key in told:
                continue
            inside = [j for j in own.get((whose[i], key), []) if j != i]
            fault = _voi_goc(v, kho, inside) if inside else None
            if fault is not None:
                told.add(key)
                yield i, fault
            elif not inside and v.ngay is not None:
                place = "" if _CO_NAM.match(v.so_ky_hieu) else whose[i][0] or whose[i][1]
                places = seen.setdefault((place, key), {}).setdefault((v.ngay, v.co_quan, v.loai), [])
                if not places or places[-1][0] != i:
                    places.append((i, v))
    for ways in seen.values():
        yield from _voi_nhau(kho, ways)


def _voi_goc(v: VienDan, kho: Sequence[tuple[BanDoc, BoiCanh]], inside: list[int]) -> Loi | None:
    """A citation against the document itself."""
    for j in inside:
        other, known = kho[j]
        if other.ngay is None:
            continue
        subject, real = chung.tu(v.trich_yeu), kho_chung.trich_yeu(other)
        alike = len(subject) > 3 and (subject[: len(real)] == real or chung.gan_nhu(subject, real))
        if v.ngay is not None and v.ngay != other.ngay:
            if v.ngay.nam == other.ngay.nam or alike:
                return Loi(
                    v.dong,
                    f"{chung.goi(v)} ghi ngày {chung.ngay(v)}; văn bản ấy ({kho_chung.ten(other, known)}) "
                    f"ghi {dates.bang_so(other.ngay)}",
                    f"Ghi ngày {dates.bang_so(other.ngay)}",
                    trich=v.chu,
                )
        elif v.ngay is not None and v.trich_yeu.startswith(("về ", "ban hành ")):
            shared = set(subject) & set(real)
            if min(len(subject), len(real)) > 3 and len(shared) * 5 < min(len(set(subject)), len(set(real))) * 2:
                return Loi(
                    v.dong,
                    f"{chung.goi(v)} ghi “{v.trich_yeu[:60]}”; văn bản ấy ({kho_chung.ten(other, known)}) "
                    f"có trích yếu khác",
                    f"Ghi: {' '.join(d.chu for d in other.tim('trich_yeu'))[:120]}",
                    trich=v.chu,
                    muc=Severity.CANH_BAO,
                )
    return None


def _voi_nhau(
    kho: Sequence[tuple[BanDoc, BoiCanh]], ways: dict[_Cach, list[tuple[int, VienDan]]]
) -> Iterator[tuple[int, Loi]]:
    """The ways in which documents cite one number: those that fewer have are told, of two alike the later."""
    ranked = sorted(ways.values(), key=lambda places: (-len({j for j, _ in places}), places[0][0]))[:_NHIEU]
    told: set[int] = set()
    for rank, places in enumerate(ranked):
        for better in ranked[:rank]:
            j, first = better[0]
            what = _khac(places[0][1], first)
            if not what:
                continue
            for i, v in places:
                if i not in told and i != j:
                    told.add(i)
                    yield i, Loi(v.dong, f"{what[0]}; {kho_chung.ten(*kho[j])} {what[1]}",
                                 "Đối chiếu với văn bản gốc, ghi thống nhất", trich=v.chu)  # fmt: skip
            break


def _khac(v: VienDan, first: VienDan) -> tuple[str, str] | None:
    """How a citation differs from another of the same document, in words for both; None where it does not."""
    if first.ngay != v.ngay:
        if chung.mot_van_ban(first, v):
            return f"{chung.goi(v)}: ở đây ghi ngày {chung.ngay(v)}", f"ghi {chung.ngay(first)}"
    elif not chung.cung_co_quan(first.co_quan, v.co_quan):
        return f"{chung.goi(v)}: ở đây ghi của {v.co_quan}", f"ghi của {first.co_quan}"
    elif first.loai.casefold() != v.loai.casefold() and _CHUNG not in {first.loai.casefold(), v.loai.casefold()}:
        return f"Số {v.so_ky_hieu}: ở đây gọi là {v.loai}", f"gọi là {first.loai}"
    return None
