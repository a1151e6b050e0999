"""What a single line says by its own words: the signs by which components are known wherever a file puts them.

Found with tolerance (a wrong dash, a missing colon, another case), so that the rules can say what is wrong with it.
"""

from __future__ import annotations

import difflib
import re
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import Dong
from vbhc.text import letters

_QUOC_HIEU, _TIEU_NGU = "conghoaxahoichunghiavietnam", "doclaptudohanhphuc"
_LIKE = 0.88
"""How like its right wording a line with a slip of typing must be."""
_MOST = 90
"""No line of the head is longer than that many characters, agency names aside."""

SO = re.compile(
    r"Số\b\s*[:.]?[\s\d.…_]{0,40}[A-Za-z]?\s?[/-]\s*[^\W\d_][\w./&-]*(?:\s*[-/]\s*[\w.&-]+)*\.?"
    r"|Số\s*:[\s\d.…_/]*", re.IGNORECASE
)  # fmt: skip
NGAY = re.compile(
    r"(?:[^,:;]{0,60}?[,.]?\s?)?\bngày\s*[\d….]*\s*tháng\s*[\d….]*\s*năm\s*[\d….]*\.?"
    r"|[A-ZĐÀ-Ỹ][^,:;\d/]{1,50}, ?(?:ngày )?[\d….]{1,4}[/.-][\d….]{1,4}[/.-][\d….]{2,6}\.?",
    re.IGNORECASE,
)
V_V = re.compile(r"(?:V/v|Về việc)\b|v/v\b", re.IGNORECASE)
KINH_GUI = re.compile(r"Kính\s*gửi\b", re.IGNORECASE)
CAN_CU = re.compile(r"(?:[-–—+]\s*)?(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét)\b", re.IGNORECASE)
NOI_NHAN = re.compile(r"Nơi\s*(?:nhận|gửi)\s*[:.]?", re.IGNORECASE)
LUU = re.compile(r"[-–—•+*]?\s*Lưu\b", re.IGNORECASE)
DU_THAO = re.compile(
    r"[(\[]?\s*(?:bản\s+)?dự\s+thảo(?:\s+(?:lần\s+(?:thứ\s+)?)?[\divx…._]{1,4})?\s*[)\].:]?", re.IGNORECASE
)
DIEN = re.compile(r"\bđiện\s*:", re.IGNORECASE)
GACH = re.compile(r"[-–—−•▪●·*+➢✓]")
PHU_LUC = re.compile(r"phụ lục(?:\s+(?:số\s*)?(?:[IVXLC]+|\d{1,2}|[A-Z]))?\s*[.:]?", re.IGNORECASE)
PHU_LUC_SO = re.compile(r"phụ lục\s+(?:số\s*)?(?P<so>[IVXLC]+|\d{1,2}|[A-Z])(?!\w)", re.IGNORECASE)
PHU_LUC_TEN = re.compile(r"phụ lục(?:\s+(?:số\s*)?(?:[IVXLC]+|\d{1,2}|[A-Z])\b)?\s*[.:–—-]?\s*(?=\S)", re.IGNORECASE)
KEM_THEO = re.compile(r"\(?\s*(?:Ban hành |Đính |Gửi )?kèm theo\b", re.IGNORECASE)
NGUOI_SOAN = re.compile(r"[A-ZĐÀ-Ỹ][\w.]{0,11}\s*[.,/]?\s*(?:\(?\s*\d{1,4}\s*(?:b|bản)?\s*\)?)?\.?")
KET = re.compile(r"[.,]?\s*/\s*\.?\s*/?\.?|\./\.")
RULE = re.compile(r"(?=.*[_\-–—=*─━]{2})[_\-–—=*─━.\s]{3,}|[─━—_]{2,}")
HOI_VIET = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|THÔNG BÁO|YÊU CẦU)\s*:")
_AGENCY = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|SỞ|BỘ|TỔNG CỤC|CHI CỤC|CỤC|TRUNG TÂM|BAN|TRƯỜNG|VĂN PHÒNG|VIỆN"
    r"|PHÒNG|HỘI|CÔNG TY"
    r"|TỔNG CÔNG TY|TẬP ĐOÀN|ĐẢNG|THÀNH ỦY|TỈNH ỦY|HUYỆN ỦY|THANH TRA|TÒA ÁN|VỤ|HỌC VIỆN|BỆNH VIỆN"
    r"|LIÊN ĐOÀN|ĐOÀN|CHI BỘ"
    r"|KHO BẠC|NGÂN HÀNG|BẢO HIỂM|CÔNG AN|CÔNG ĐOÀN|TỔ CÔNG TÁC|TỔ|QUỸ|ĐÀI|BÁO|TẠP CHÍ|THÔNG TẤN XÃ"
    r"|CHÍNH PHỦ|QUỐC HỘI)\b"
)
_WITH = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TU/Q)(?:\s*\.\s*|\s+)(?=[A-ZĐÀ-Ỹ])")
_TITLE = re.compile(
    r"(?:(?:QUYỀN|PHÓ|THỨ) )?(?:TỔNG |CHI |ĐỒNG )?(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|TRƯỞNG|CHÁNH|CỤC TRƯỞNG"
    r"|VỤ TRƯỞNG|VIỆN TRƯỞNG"
    r"|HIỆU TRƯỞNG|BÍ THƯ|THỦ TƯỚNG|THỦ TRƯỞNG|THỐNG ĐỐC|TỔNG KIỂM TOÁN|KẾ TOÁN TRƯỞNG|ĐẠI DIỆN"
    r"|NGƯỜI LẬP|NGƯỜI KÝ|THƯ KÝ"
    r"|CHỦ TỌA|CHỦ TRÌ|ỦY VIÊN|TỔNG BIÊN TẬP|TƯ LỆNH|CHÍNH ỦY|CHỈ HUY TRƯỞNG|ĐỘI TRƯỞNG|HẠT TRƯỞNG"
    r"|HIỆU PHÓ|ỦY BAN NHÂN DÂN)\b"
)
_NAME = re.compile(r"(?:[\w.]{1,8}\.\s?)?[A-ZĐÀ-Ỹ][\w’']*(?:\s+[A-ZĐÀ-Ỹ][\w’']*){1,6}")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, ghi rõ họ tên|chữ ký)[^)]{0,60}\)?\.?", re.IGNORECASE)


def printed(line: Dong) -> str:
    """The words as they print, with the number that Word makes."""
    own = line.in_ra
    return f"{line.tu_dong} {own}" if line.tu_dong else own


def upper(line: Dong) -> bool:
    """Whether all its letters print as capitals."""
    return line.in_ra.isupper()


def bold(line: Dong) -> bool:
    """Whether all of its visible letters are bold."""
    looks = line.nhin
    return bool(looks) and all(look.bold for look in looks)


def italic(line: Dong) -> bool:
    """Whether all of its visible letters are italic."""
    looks = line.nhin
    return bool(looks) and all(look.italic for look in looks)


def centred(line: Dong) -> bool:
    """Whether the line stands in the middle between its indents."""
    return line.doan.layout.align == "center"


def quoc_hieu(text: str) -> bool:
    """Quốc hiệu, also with a slip of typing."""
    return _near(text, _QUOC_HIEU)


def tieu_ngu(text: str) -> bool:
    """Tiêu ngữ, whatever stands between its words."""
    return _near(text, _TIEU_NGU)


def _near(text: str, wanted: str) -> bool:
    if not len(wanted) * 0.8 <= len(text) <= _MOST:
        return False
    plain = "".join(c for c in letters.without_marks(text).casefold() if c.isalpha())
    if plain == wanted:
        return True
    if abs(len(plain) - len(wanted)) > 4 or not plain:
        return False
    # No ratio is greater than that of the letters in any order, which costs next to nothing to know.
    if 2 * sum(min(plain.count(c), wanted.count(c)) for c in set(wanted)) < _LIKE * (len(plain) + len(wanted)):
        return False
    return difflib.SequenceMatcher(None, plain, wanted, autojunk=False).ratio() >= _LIKE


def so_ky_hieu(text: str) -> bool:
    """The number line: `Số : 363/…`, `Số: /KH-…`."""
    return len(text) <= _MOST and text[:1] in "Ss" and SO.fullmatch(text) is not None


def dia_danh(text: str) -> bool:
    """Place and date, blanks of a draft included."""
    return len(text) <= 2 * _MOST and any(c in text for c in "/.-àN") and NGAY.fullmatch(text) is not None


def rule(line: Dong) -> bool:
    """A rule drawn under something: a border of an empty paragraph, a line of underscores, a drawn line."""
    if not line.chu:
        return bool(line.doan.layout.borders & {"top", "bottom", "between"}) or any(
            s.kind == "line" for s in line.doan.shapes
        )
    return len(line.chu) <= 120 and RULE.fullmatch(line.chu) is not None


_GO_SAI = {"khancap", "ratkhan", "toikhan", "bimat", "tuyetdoibimat", "tailieumat", "tailieunoibo", "noibo"}
"""Wordings of marks that are not the decree's, but are met."""


@cache
def _boxed() -> frozenset[str]:
    words = {str(row["chu"]) for group in norms.dau().values() for row in group.values()}
    return frozenset({_flat(x) for x in words} | {"hoatochengio", "tailieuthuhoi"} | _GO_SAI)


def _flat(text: str) -> str:
    return "".join(c for c in letters.without_marks(text).casefold() if c.isalpha())


def luu(text: str) -> bool:
    """The line `Lưu: VT, …`; not the name of a person called Lưu."""
    if LUU.match(text) is None:
        return False
    words = text.split()
    named = words[0] in {"Lưu", "LƯU"} and 3 <= len(words) <= 6 and all(w.isalpha() and len(w) > 1 for w in words)
    return not (named and (all(w.istitle() for w in words) or text.isupper()))


def du_thao(text: str) -> bool:
    """A draft's note that stands alone: `DỰ THẢO`, `(Dự thảo lần 2)`."""
    return len(text) <= 40 and DU_THAO.fullmatch(text) is not None


_NGOAI = {"dangcongsanvietnam": "Đảng", "doantncshochiminh": "Đoàn", "doanthanhniencongsanhochiminh": "Đoàn"}


def ngoai_nghi_dinh(text: str) -> str:
    """Whose own form a line stands for in place of Quốc hiệu (the Party's, the Youth Union's), or ""."""
    return _NGOAI.get(_flat(text), "") if len(text) <= _MOST and text.isupper() else ""


def dau(text: str) -> bool:
    """A boxed mark: KHẨN, MẬT, LƯU HÀNH NỘI BỘ."""
    return len(text) <= 40 and _flat(text) in _boxed() and (text.isupper() or len(text) > 4 or text in {"Khẩn", "Mật"})


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    names = sorted(norms.moi_ten_loai(), key=len, reverse=True)
    return tuple((name.upper().replace(" ", ""), name) for name in (*names, "Bản thoả thuận", "Giấy uỷ quyền"))


def ten_loai(text: str) -> str:
    """The kind a line names and nothing else, spaced letters too; "" when it names none."""
    if len(text) > 40:
        return ""
    flat = text.upper().replace(" ", "").rstrip(".:")
    return next((name for key, name in _kinds() if flat == key), "")


def starts_with_kind(text: str) -> int:
    """How many characters of the line name a kind in capitals, more words following; 0 when it does not begin so."""
    for _, name in _kinds():
        if text.startswith(name.upper() + " "):
            return len(name)
    return 0


def agency(text: str) -> bool:
    """Whether the line begins with what an agency's name begins with."""
    return _AGENCY.match(text) is not None


def chuc_vu(text: str) -> bool:
    """A line of authority or title over a signature: `KT. GIÁM ĐỐC`, in capitals."""
    if not text.isupper() or len(text) > 2 * _MOST or text.endswith((";", ":")):
        return False
    return _WITH.match(text) is not None or _TITLE.match(text) is not None


def ho_ten(text: str) -> bool:
    """What may be a person's name."""
    return len(text) <= 60 and _NAME.fullmatch(text) is not None


def da_ky(text: str) -> bool:
    """A note of signing in place of a signature."""
    return len(text) <= 80 and _SIGNED.fullmatch(text) is not None
