"""Căn cứ ghi thiếu thông tin của văn bản được căn cứ, hoặc ghi số của luật.

Mỗi căn cứ ghi đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm ban hành và trích yếu; riêng luật, pháp lệnh
không ghi số, ký hiệu, cơ quan ban hành (ghi ngày thì được).

Sai: Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư;
Sai: Căn cứ Quyết định số 1413 ngày 10 tháng 01 năm 2026 của Ủy ban nhân dân thành phố ban hành Quy chế;
Sai: Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 ngày 10 tháng 11 năm 2022;
Đúng: Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke, loi_van
from vbhc.rules.can_cu._vien_dan import chinh

QUY_TAC = QuyTac("N30-06-2a", "Căn cứ ghi đầy đủ", ("I.II.6a",), Severity.CANH_BAO, Sua.DE_XUAT)

_LA_LUAT = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
_SO_LUAT = re.compile(r"(?<!\s)\s++số:?\s++\d{1,4}/\d{4}/(?:QH|PL-UBTVQH|UBTVQH)\d{1,3}")
_LUAT = re.compile(r"\b(?:Bộ luật|Luật|Pháp lệnh)\b[^;.:]*$")
_CO_SO = re.compile(r"\b(?:Nghị quyết(?: liên tịch)?|Lệnh|Nghị định|Thông tư|Quyết định)$")
_CUA_QUOC_HOI = re.compile(
    r"(?<!\s)\s++của (?:Quốc hội|(?:Ủy|Uỷ) ban Thường vụ Quốc hội)(?: nước[^;,.]*)?(?=\s*[;,.]|\s*$)"
)
_THIEU_SO = re.compile(
    r"Căn cứ (?P<loai>(?:Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Chỉ thị|Công văn)"
    r"|(?:Nghị quyết|Kế hoạch|Thông báo|Chương trình|Hướng dẫn)(?= (?:của|ngày|về)\b))"
    r"(?! (?:liên tịch )?(?:số:? )?\d)(?! của Đại hội)"
)
_THIEU_KY_HIEU = re.compile(
    r"Căn cứ (?P<loai>Nghị quyết|Nghị định|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Thông báo|Kết luận|Hướng dẫn|Báo cáo"
    r"|Tờ trình|Công văn|Văn bản) (?:số:? )?(?P<so>\d{1,5}[a-z]?)"
    r"(?P<noi>-[A-ZĐ]{1,8}(?:-[A-ZĐ]+)*(?![\w/-])|(?= (?:ngày|của)\b))"
)
_NGAY = re.compile(r"\bngày (?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})")
_SO = re.compile(r"^.*?\bsố:? \S+")
_MO_TRICH_YEU = (
    "về|Về|v/v|V/v|ban hành|Ban hành|quy định|Quy định|hướng dẫn|phê duyệt|Phê duyệt|triển khai|thành lập|sửa đổi"
    "|bổ sung|giao|công bố|phê chuẩn|kiện toàn|bổ nhiệm|phân|cho|tổ chức|thực hiện|điều chỉnh|bãi bỏ|thay thế"
    "|công nhận|khen|tặng|đẩy mạnh|tăng cường|phát động|chấp thuận|cấp|thông qua|ủy quyền|uỷ quyền|xếp|áp dụng|đổi"
    "|kết luận"
)
_TRICH_YEU = re.compile(rf"(?:^|[\s,;:(“])(?:{_MO_TRICH_YEU})\b")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """What each document named at the head of a căn cứ lacks; laws with a number or an issuer."""
    entries = loi_van.can_cu(van_ban)
    whole = {id(entry[0]) for entry in entries if len(entry) == 1}
    cited_lines = set()
    for cited, words in chinh(van_ban):
        cited_lines.add(id(cited.dong))
        if cited.loai in _LA_LUAT or id(cited.dong) not in whole:
            continue
        missing = _missing(words)
        if missing:
            what = f"{cited.loai} số {cited.so_ky_hieu}"
            yield Loi(cited.dong, f"Căn cứ {what} chưa ghi {', '.join(missing)}",
                      f"Ghi thêm {', '.join(missing)}", trich=words[:80])  # fmt: skip
    for entry in entries:
        for dong in entry:
            yield from _law(dong)
        bare = _THIEU_KY_HIEU.match(entry[0].chu)
        if bare:
            what = f"“{bare['so']}{bare['noi']}” không có dấu /" if bare["noi"] else f"{bare['so']} chưa ghi ký hiệu"
            yield Loi(entry[0], f"Căn cứ {bare['loai']} số {what}",
                      f"Viết: Căn cứ {bare['loai']} số {bare['so']}/…-…", trich=bare.group())  # fmt: skip
        found = _THIEU_SO.match(entry[0].chu)
        if found and id(entry[0]) not in cited_lines:
            yield Loi(entry[0], f"Căn cứ {found['loai']} chưa ghi số, ký hiệu",
                      f"Viết: Căn cứ {found['loai']} số …/…-… ngày … tháng … năm … của …")  # fmt: skip


def _missing(words: str) -> list[str]:
    """What is not found between the number and the end of the căn cứ."""
    rest = _SO.sub("", words, count=1).strip(" ;.,:")
    dated = _NGAY.search(rest)
    plain = _NGAY.sub(" ", rest, count=1)
    subject = _TRICH_YEU.search(plain)
    before = plain[: subject.start()] if subject else plain
    issuer = before.strip(" ,;.:()").removeprefix("của").strip()
    out = []
    if not issuer:
        out.append("cơ quan ban hành")
    # A part of a date is told by whoever looks at dates; here only a date that is not there at all.
    if dated is None and "ngày" not in before and "tháng" not in before and "năm" not in before:
        out.append("ngày tháng năm ban hành")
    if subject is None and len(issuer.split()) <= 10:
        out.append("trích yếu nội dung")
    return out


def _law(dong: Dong) -> Iterator[Loi]:
    text = dong.goc
    if not any(kind in text for kind in _LA_LUAT):
        return
    for found in _SO_LUAT.finditer(text):
        before = text[max(found.start() - 300, 0) : found.start()]
        if _LUAT.search(before) and not _CO_SO.search(before):
            number = found.group().strip()
            yield Loi(dong, f"Căn cứ luật, pháp lệnh ghi “{number}”", f"Bỏ “{number}”", trich=number,
                      edits=liet_ke.sua(dong, found.start(), found.end(), ""))  # fmt: skip
    issuer = _CUA_QUOC_HOI.search(text)
    if issuer is not None:
        before = text[max(issuer.start() - 300, 0) : issuer.start()]
        if _LUAT.search(before) and "Nghị quyết" not in before:
            words = issuer.group().strip()
            yield Loi(dong, "Căn cứ luật, pháp lệnh ghi cơ quan ban hành", f"Bỏ “{words}”",
                      trich=words, edits=liet_ke.sua(dong, issuer.start(), issuer.end(), ""))  # fmt: skip
