"""What a judgement says: findings with a place, a clause and a way to mend; and what could not be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import Edit
from vbhc.model.view import Spot
from vbhc.problems import Place, Severity


class Sua(StrEnum):
    """The class of a fix: applied by `--fix`, only proposed, or never made by a program."""

    AN_TOAN = "an toàn"
    DE_XUAT = "đề xuất"
    KHONG = "không tự sửa"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not in form, ready to be shown.

    `quy_tac` is the rule's code (`noi_nhan/luu`), `ma` its id in the catalogue. `place` is the file, with line and
    column where the source is data; `vi_tri` what a person calls the place ("Mục II, khoản 2"); `trang` the page where
    known. `trich` are the words in question, `dau` their offset in the paragraph. `noi` are the clauses (keys of norms'
    clauses.yaml). `edits` mend it, by themselves when `sua` is AN_TOAN, otherwise as a proposal. `spot` points into the
    View. `im_lang` is the reason why it is silenced, "" when it is not.
    """

    quy_tac: str
    ma: str
    muc: Severity
    place: Place
    message: str
    hint: str = ""
    trich: str = ""
    vi_tri: str = ""
    trang: int = 0
    noi: tuple[str, ...] = ()
    sua: Sua = Sua.KHONG
    edits: tuple[Edit, ...] = ()
    spot: Spot | None = None
    dau: int = -1
    im_lang: str = ""


@dataclass(frozen=True, slots=True)
class ChuaXet:
    """A rule that could not be judged on this document, and why; it never counts as passed."""

    quy_tac: str
    vi_sao: str


@dataclass(frozen=True, slots=True)
class KetQua:
    """What checking one document gave. `dat` are the rules that were judged and found nothing.

    `im_lang` are findings a document or the office silences, each with its reason. `loi_doc` is why the file could not
    be read at all ("" when it could); `loi_chuong_trinh`: for that the program is to blame and not the file.
    """

    ten: str
    findings: tuple[Finding, ...] = ()
    chua_xet: tuple[ChuaXet, ...] = ()
    dat: tuple[str, ...] = ()
    im_lang: tuple[Finding, ...] = ()
    khong_hieu: tuple[str, ...] = ()
    loi_doc: str = ""
    loi_chuong_trinh: bool = False
    thong_tin: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BaoCao:
    """A result with the document it is about; None where the document could not be read."""

    ket_qua: KetQua
    van_ban: BanDoc | None
