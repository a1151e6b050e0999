"""The handbook: a rule's page and the list of all rules, for the terminal and for docs/quy-tac."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vbhc.reporting.check import _chung
from vbhc.rules import CAN, Ke, ke

THANH_PHAN = {
    "bang": "Bảng",
    "can_cu": "Căn cứ",
    "chinh_ta": "Chính tả",
    "co_quan": "Tên cơ quan",
    "dau": "Dấu chỉ mức độ",
    "dia_chi": "Địa chỉ cơ quan",
    "dia_danh": "Địa danh và thời gian",
    "don_vi": "Đơn vị thực hiện",
    "kho": "Các văn bản với nhau",
    "kinh_gui": "Kính gửi",
    "nguoi_ky": "Người ký",
    "nguoi_soan": "Ký hiệu người soạn thảo",
    "noi_dung": "Nội dung",
    "noi_nhan": "Nơi nhận",
    "phu_luc": "Phụ lục",
    "phu_luc_dan": "Dẫn đến phụ lục",
    "quoc_hieu": "Quốc hiệu và Tiêu ngữ",
    "so_ky_hieu": "Số, ký hiệu",
    "so_lieu": "Số liệu",
    "so_trang": "Số trang",
    "ten_loai": "Tên loại",
    "tep": "Tệp Word",
    "thoi_han": "Thời hạn",
    "trang": "Trang giấy và phông chữ",
    "trich_yeu": "Trích yếu",
    "van_tu": "Lời văn",
    "vien_dan": "Viện dẫn",
    "viet_hoa": "Viết hoa",
}
"""What the folders of rules are called; one that is not here goes by its name."""


def ten_thanh_phan(folder: str) -> str:
    """A folder of rules in words."""
    return THANH_PHAN.get(folder, folder.replace("_", " ").capitalize())


def theo_thanh_phan() -> Mapping[str, Sequence[Ke]]:
    """Every rule, by the folder of its component."""
    out: dict[str, list[Ke]] = {}
    for code, rule in ke().items():
        out.setdefault(code.split("/")[0], []).append(rule)
    return out


def danh_sach() -> Iterator[str]:
    """Lines that list all rules."""
    for folder, rules in theo_thanh_phan().items():
        yield ten_thanh_phan(folder)
        width = max(len(r.khoa) for r in rules)
        yield from (f"  {r.khoa:<{width}}  {r.quy_tac.ten}" for r in rules)


def thong_tin(rule: Ke) -> str:
    """Severity, fix and needs in a line."""
    said = rule.quy_tac
    needs = "; ".join(f"không xét khi {CAN[n]}" for n in sorted(said.can) if n in CAN)
    return " · ".join(x for x in (said.muc.label, _chung.SUA[said.sua], needs) if x)


def trang(rule: Ke) -> Iterator[str]:
    """The page of a rule as lines of text."""
    yield f"{rule.khoa} ({rule.quy_tac.ma}): {rule.quy_tac.ten}"
    yield thong_tin(rule)
    yield ""
    yield rule.trang
    yield ""
    for clause in _chung.dieu_khoan(rule.quy_tac.noi):
        yield clause.o + (f" ({clause.chac})" if clause.chac else "")
        if clause.cau:
            yield f"  {clause.cau}"


def trang_thanh_phan(folder: str, rules: Sequence[Ke], cases: Mapping[str, Sequence[tuple[bool, str]]]) -> str:
    """A component's page in Markdown; `cases` are what the tests break or leave right, by rule."""
    lines = [f"# {ten_thanh_phan(folder)}", ""]
    for rule in rules:
        first, *rest = _paragraphs(rule.trang)
        lines += [f"## {rule.khoa}", "", f"**{_md(rule.quy_tac.ten)}** · `{rule.quy_tac.ma}` · {thong_tin(rule)}", ""]
        lines += [_md(first), ""]
        for part in rest:
            lines += [_md(part), ""]
        for clause in _chung.dieu_khoan(rule.quy_tac.noi):
            sure = f" *({clause.chac})*" if clause.chac else ""
            lines += [f"> **{_md(clause.o)}**{sure}" + (f": {_md(clause.cau)}" if clause.cau else ""), ""]
        for wrong, title in ((True, "Báo khi"), (False, "Không báo khi")):
            found = [text for is_wrong, text in cases.get(rule.khoa, ()) if is_wrong is wrong]
            if found:
                lines += [f"{title}: {_md('; '.join(found))}.", ""]
    return "\n".join(lines).rstrip() + "\n"


def muc_luc() -> str:
    """The table of all rules in Markdown."""
    lines = ["# Các quy tắc soát văn bản", ""]
    for folder, rules in theo_thanh_phan().items():
        lines += [f"## [{ten_thanh_phan(folder)}]({folder}.md)", ""]
        lines += ["| quy tắc | là gì | mức | cách sửa | căn cứ |", "|---|---|---|---|---|"]
        for rule in rules:
            said = rule.quy_tac
            clauses = "; ".join(c.o for c in _chung.dieu_khoan(said.noi))
            anchor = rule.khoa.replace("/", "")
            cells = (f"[`{rule.khoa}`]({folder}.md#{anchor})", said.ten, said.muc.label, _chung.SUA[said.sua], clauses)
            lines.append(f"| {' | '.join(_md(c) for c in cells)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _paragraphs(page: str) -> list[str]:
    """A docstring's paragraphs, each on one line, but wrong and right examples on lines of their own."""
    out: list[str] = []
    for block in page.split("\n\n"):
        text = ""
        for line in (x.strip() for x in block.strip().split("\n")):
            if text and line.startswith(("Sai:", "Đúng:", "- ")):
                out.append(text)
                text = line
            else:
                text = f"{text} {line}".strip()
        out.append(text)
    return [x for x in out if x]


def _md(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return text.replace("|", "∣").replace("<", "&lt;").replace("*", "\\*").replace("\n", " ")
