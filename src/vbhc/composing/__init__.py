"""From a dossier to the document ready to print: head, text, close, annexes. Words and order, no OOXML."""

from __future__ import annotations

import json

from vbhc import norms
from vbhc.composing import annexes, citing, closing, letterhead, text
from vbhc.model.ban_in import BanIn, ThuocTinh
from vbhc.model.ho_so import HoSo
from vbhc.problems import Outcome, Problems


def ban_in(ho_so: HoSo) -> Outcome[BanIn]:
    """Compose the whole document, annexes included."""
    problems = Problems()
    cite = citing.Citer(ho_so)
    body = text.Composer(ho_so, cite, problems)
    problems.extend(citing.table_faults(ho_so, cite.keys))
    if problems.co_loi:
        return Outcome(None, tuple(problems))
    # In the order of the page, so that the first citation of a document is the full one.
    bases = body.can_cu()
    paragraphs = body.than_bai()
    attached = annexes.phu_luc(ho_so, cite)
    names = letterhead.bien(ho_so) | closing.bien(ho_so) | {"can_cu": bases, "than_bai": paragraphs}
    problems.extend(citing.unreferenced_annexes(ho_so, [d.van for d in (*bases, *paragraphs)]))
    vb = ho_so.van_ban
    return Outcome(
        BanIn(
            template=ho_so.kind.template,
            co_chu=ho_so.co_quan.co_chu.value,
            thuoc_tinh=properties(ho_so),
            bien=names,
            phu_luc=attached,
            nguon=ho_so.nguon,
            du_lieu=json.dumps(
                {
                    "van_ban": vb.model_dump(mode="json", exclude_defaults=True),
                    "co_quan": ho_so.co_quan.model_dump(
                        mode="json",
                        include={"ten", "chu_quan", "viet_tat", "dia_danh", "co_chu", "hinh_thuc"},
                    ),
                    "nguoi_ky": ho_so.nguoi_ky.model_dump(mode="json"),
                    "noi_nhan": ho_so.noi_nhan,
                },
                ensure_ascii=False,
                sort_keys=True,
            ),
        ),
        tuple(problems),
    )


def rieng_phu_luc(ho_so: HoSo, so: tuple[int, ...]) -> BanIn:
    """A file with annexes alone (`so`: their indexes from 0), each still numbered as in the whole document."""
    cite = citing.Citer(ho_so)
    body = text.Composer(ho_so, cite, Problems())
    body.can_cu(), body.than_bai()  # so that citations in the annex read as they do in the document
    every = annexes.phu_luc(ho_so, cite)
    return BanIn(
        template="phu_luc",
        co_chu=ho_so.co_quan.co_chu.value,
        thuoc_tinh=properties(ho_so),
        bien={},
        phu_luc=tuple(every[i] for i in so),
        nguon=ho_so.nguon,
    )


def properties(ho_so: HoSo) -> ThuocTinh:
    """Title, subject, author agency and date of the file."""
    vb = ho_so.van_ban
    kind = norms.ten_loai()[vb.loai]
    return ThuocTinh(
        tieu_de=f"{kind} {_lower_first(' '.join(citing.plain(vb.trich_yeu).split()))}",
        chu_de=" ".join(f"{kind} số {letterhead.so(ho_so).strip()}/{letterhead.ky_hieu(ho_so)}".split()),
        tac_gia=ho_so.co_quan.ten_goi,
        ngay=vb.ngay_ban_hanh.iso() if vb.ngay_ban_hanh.day_du else "",
    )


def _lower_first(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]  # UBND … stays
