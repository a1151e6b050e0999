"""The name of who issued a cited document: read word by word until the sentence goes on."""

from __future__ import annotations

import re

_OF = re.compile(r",? ?(?:của )+|,? ?do (?=[A-ZĐÀ-Ỹ])")
_WORD = re.compile(r"[^\s,;.:()“”\"\[\]/]+")
_MOST_WORDS, _MOST = 22, 140
# Words with which the sentence goes on: by themselves, or only as the first of two (“ban” may belong to a name).
_STOP_TWO = frozenset({
    "ban hành", "quy định", "hướng dẫn", "phê duyệt", "triển khai", "thực hiện", "sửa đổi", "thông qua", "thông báo",
    "giao nhiệm", "giao chỉ", "giao cho", "kèm theo", "bãi bỏ", "công bố", "công nhận", "thành lập", "kiện toàn",
    "phát động", "đẩy mạnh", "tăng cường", "yêu cầu", "đề nghị", "trình bày", "quyết định", "chấp thuận", "cùng với",
    "cùng các", "liên quan", "gắn với", "bảo đảm", "chỉ đạo", "trên địa", "trên cơ", "nói trên", "nói chung",
    "việc thực",
})  # fmt: skip
_ONE = frozenset({
    "về", "v/v", "ngày", "được", "đã", "có", "là", "cho", "để", "tại", "trong", "trên", "theo", "nhằm",
    "do", "từ", "đến", "này", "nêu", "như", "tới", "với", "khi", "gồm", "số", "năm", "tháng", "việc",
    "lần", "các", "mà", "thì", "nếu", "cũng", "vẫn", "đang", "sẽ",
})  # fmt: skip
_COMMA = re.compile(
    r", (?!(?:Sở|Bộ|Ban|UBND|Ủy|Uỷ|HĐND|Hội|Luật|Quyết|Kế|Nghị|Thông|Chỉ|Công|Báo|Tờ|Chương|Đề|Trung|Văn"
    r"|Căn|Thực|Giám)\b)"
    r"[A-ZĐÀ-Ỹ][^\W\d_]*(?: [^\W\d_]+){0,2}(?:, [A-ZĐÀ-Ỹ][^\W\d_]*(?: [^\W\d_]+){0,2})?(?: -? "
    r"?[A-ZĐÀ-Ỹ]\w+)? và [A-ZĐÀ-Ỹ]"
)
_LISTED = ("Sở", "Bộ", "Phòng", "Trường", "Ủy ban", "Uỷ ban", "Cục", "Vụ")
_CITED = re.compile(
    r"(?:các )?(?:Quyết định|Kế hoạch|Nghị quyết|Nghị định|Thông tư|Thông báo|Chỉ thị|Công văn|Công điện"
    r"|Báo cáo|Tờ trình"
    r"|Chương trình|Luật|Bộ luật|Pháp lệnh|Hướng dẫn|Kết luận|Đề án|Quy chế|Quy định|Văn bản)\b"
)
_PLACES = frozenset(["tỉnh", "thành", "trung", "liên", "huyện", "quận", "xã", "phường", "đặc", "thị"])
_SMALL_AFTER_AND = frozenset(
    ["đào", "môi", "công", "phát", "thể", "truyền", "xã", "du", "nông", "kỹ", "thương", "đổi", "an"]
)


def issuer(text: str, start: int, limit: int) -> tuple[str, int]:
    """The issuer said from `start` on (“của Sở Khoa học và Công nghệ”), and where its name ends; "" when none is."""
    found = _OF.match(text, start, limit)
    if found is None:
        return "", start
    begin = at = end = found.end()
    first = True
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, at, min(limit, begin + _MOST))
        if word is None:
            break
        this = word.group()
        following = _WORD.match(text, word.end() + 1, limit) if text[word.end() : word.end() + 1] == " " else None
        after = following.group() if following else ""
        if first and not (this[0].isupper() or this in _PLACES):
            return "", start
        if not first and _ends(this, after, text[word.end() + 1 : word.end() + 16]):
            break
        first = False
        end = word.end()
        if text[end : end + 1] == "," and text.startswith(_LISTED, begin) and (more := _COMMA.match(text, end, limit)):
            end = more.end() - 1
            at = more.end() - 1
            continue
        if text[end : end + 1] != " ":
            break
        at = end + 1
    name = text[begin:end].strip(" -–")
    return (name, begin + len(text[begin:end].rstrip(" -–"))) if len(name) > 2 else ("", start)


def _ends(word: str, after: str, rest: str) -> bool:
    """Whether the sentence goes on with this word: a verb, “về”, “và” before another thing."""
    if word in _ONE:
        return True
    if word == "và":
        if not after or _CITED.match(rest):
            return True
        return not after[0].isupper() and after not in _SMALL_AFTER_AND
    return f"{word} {after}" in _STOP_TWO
