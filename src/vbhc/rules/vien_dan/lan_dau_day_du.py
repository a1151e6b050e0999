"""Lần đầu viện dẫn một văn bản mà chưa ghi đủ.

Lần đầu phải ghi tên loại, số, ký hiệu, thời gian ban hành, cơ quan ban hành và trích yếu; đã ghi đủ ở phần căn cứ thì
coi như đã viện dẫn lần đầu. Luật, pháp lệnh chỉ ghi tên. Văn bản của chính cơ quan không cần nhắc lại cơ quan; không
xét trong bảng.

Sai: Thực hiện Quyết định số 371/QĐ-UBND, Sở … (chưa nêu ở đâu trước đó)
Đúng: Thực hiện Quyết định số 371/QĐ-UBND ngày 28/01/2026 của Ủy ban nhân dân thành phố về ban hành danh mục …, Sở …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, VienDan
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung
from vbhc.rules.vien_dan import _ky_hieu as ky_hieu
from vbhc.text.letters import HOA

QUY_TAC = QuyTac("N30-06-3a", "Viện dẫn lần đầu chưa đủ", ("I.II.6b",), Severity.CANH_BAO, Sua.KHONG)
_LUAT = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
_HET_CAU = re.compile(r"[;.:]\s|[;.:]$")
_NGOAC = re.compile(r"\([^()]*\)")
_DA_NEU_CO_QUAN = re.compile(
    rf"(?:\b(?:của|do) (?:các )?[{HOA}](?:[^,;:]|, (?=[{HOA}])){{3,120}} (?:tại|theo|ban hành|trình|có)"
    rf"|(?:^|, )[{HOA}][^,;:]{{3,120}} (?:đã )?có"
    r"|\b(?:[ỦU]y ban|Uỷ ban|UBND|Hội đồng|HĐND|Chính phủ|Thủ tướng|Chủ tịch|Bộ|Sở|Cục|Ban|Tỉnh ủy|Thành ủy)\b"
    rf"(?:[^,;:]|, (?=[{HOA}])){{0,100}}(?: (?:giao|yêu cầu|chỉ đạo|đề nghị|hướng dẫn))? (?:tại|theo))(?: các)? $"
)
"""The issuer said before: theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …; Hiệp hội … có Công văn số …; Sở … giao
tại Công văn số …. A comma before a capital letter is part of a name: Sở Văn hóa, Thể thao và Du lịch."""
_DE_NGHI = re.compile(r"\b(?:đề nghị|ý kiến) của [^;:]{3,150} tại(?: các)? $", re.IGNORECASE)
"""What was proposed is what this document is about: its subject need not be said (mẫu 1.2: Theo đề nghị của …)."""
_DA_NEU_VIEC = re.compile(
    r"\b(?:phê duyệt|ban hành|thành lập|công nhận|bổ nhiệm|công bố|kiện toàn|thu hồi"
    r"|điều chỉnh)(?: tại| theo| kèm theo| bằng| ở)+(?: các)? $",
    re.IGNORECASE,
)
"""What the document does, said before it: Điều lệ được phê duyệt theo Quyết định số …"""
_NOI = re.compile(r"(?:\s*\([^()]*\))?\s*(?:,|;|và|hoặc|,\s*và)\s*(?:các\s+)?$")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The first citation of each document in the main text; căn cứ lines have a rule of their own."""
    own = ky_hieu.cua_minh(van_ban, boi_canh)
    seen: set[str] = set()
    cited = chung.trong_than(van_ban)
    every: dict[int, list[VienDan]] = {}
    for v in van_ban.vien_dan:
        every.setdefault(id(v.dong), []).append(v)
    for v in cited:
        if not v.so_ky_hieu or chung.khoa(v.so_ky_hieu) in seen:
            continue
        seen.add(chung.khoa(v.so_ky_hieu))
        if v.can_cu or v.loai.casefold() in _LUAT or ("/QH" in v.so_ky_hieu and v.loai[:1].islower()):
            continue  # a law is cited by its name, which may end in small words: … theo hợp đồng số 69/2020/QH14
        following = next((f for f in every[id(v.dong)] if f.dau > v.dau), None)
        missing = _thieu(v, following, own=ky_hieu.tach(v.so_ky_hieu)[1] in own)
        if missing:
            yield Loi(
                v.dong,
                f"{chung.goi(v)}: viện dẫn lần đầu chưa ghi {', '.join(missing)}",
                "Lần đầu ghi đủ: tên loại, số, ký hiệu, ngày ban hành, cơ quan ban hành, trích yếu",
                trich=v.chu,
            )


def _thieu(v: VienDan, following: VienDan | None, *, own: bool) -> list[str]:
    text = v.dong.chu
    before = _HET_CAU.split(text[: v.dau])[-1]
    limit = following.dau if following else len(text)
    after = _HET_CAU.split(text[v.cuoi : limit])[0]
    joined = following is not None and _NOI.fullmatch(text[v.cuoi : limit]) is not None
    inside = before.count("(") > before.count(")")
    missing = []
    if not v.ngay_chu and "ngày" not in before.casefold() and "ngày" not in after[:80]:
        missing.append("ngày ban hành")
    told = (
        v.co_quan
        or own
        or _DA_NEU_CO_QUAN.search(before[-200:])
        or "ban hành" in before[-60:]
        or " của " in f" {after}"[:100]
    )
    if not told and not (joined and following is not None and following.co_quan):
        missing.append("cơ quan ban hành")
    words = _NGOAC.sub("", after).strip(' “”"')
    about = v.trich_yeu or joined or inside or _DA_NEU_VIEC.search(before[-60:]) or _DE_NGHI.search(before[-200:])
    if not about and (not words or words[0] in ",)"):
        missing.append("trích yếu")
    return missing
