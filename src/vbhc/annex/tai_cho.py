"""Rows written in the YAML itself, and the records of the document's tasks, as grids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vbhc.annex.luoi import Loai, Luoi, Noi
from vbhc.annex.trang_tinh import Dong, o_chu
from vbhc.problems import Problems

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE)


def tu_bang_ke(text: str, tep: str, dong: int, problems: Problems) -> Luoi | None:
    r"""A table drawn with `|`: the first line names the columns, a line of dashes under it is left out.

    A bar inside a cell is written `\|`, a new line `<br>`. Lines are framed by bars or
    not, as the first line is.

    Args:
        text: the block.
        tep: the YAML file as messages show it.
        dong: the line of the `hang: |` that opens the block; the text begins on the next.
        problems: takes what is wrong: a line with too many or too few cells.
    """
    noi = Noi(Loai.KE, tep, dong=dong)
    lines = [(dong + 1 + i, line) for i, line in enumerate(text.splitlines()) if line.strip()]
    if not lines:
        problems.loi("phu_luc/bang_trong", noi.ca(), "bảng viết tại chỗ không có dòng nào")
        return None
    head_line, head = lines[0]
    framed = head.strip().startswith("|")
    names = _o(head, framed)
    ruled = len(lines) > 1 and _RULE.fullmatch(lines[1][1]) is not None and "-" in lines[1][1]
    body = lines[2:] if ruled else lines[1:]
    good = all(names)
    if ruled and all(len(cell.strip(" :")) < 3 for cell in _o(lines[1][1], framed)):
        good = False
        problems.loi(
            "phu_luc/gach_ngang", noi.o(lines[1][0], 1),
            "không rõ đây là đường kẻ dưới tên cột hay một hàng toàn dấu -",
            "Đường kẻ: gõ ba gạch trở lên (---). Hàng của bảng: thêm một đường kẻ --- ngay dưới tên cột",
        )  # fmt: skip
    if not good:
        problems.loi("phu_luc/cot_khong_ten", noi.o(head_line, 1), "dòng đầu của bảng có ô trống", "ghi khoá của cột")
    rows = []
    for number, line in body:
        cells = _o(line, framed)
        if len(cells) != len(names):
            good = False
            problems.loi(
                "phu_luc/so_o",
                noi.o(number, 1),
                f"dòng có {len(cells)} ô, dòng đầu của bảng có {len(names)} cột",
                r"mỗi cột một ô, cách nhau bằng |; dấu | trong ô ghi \|",
            )
        rows.append(Dong(number, {i: o for i, c in enumerate(cells, 1) if not (o := o_chu(c)).trong}))
    return Luoi(noi, dict(enumerate(names, 1)), head_line, rows) if good else None


def _o(line: str, framed: bool) -> list[str]:
    line = line.strip() if framed else line
    if framed:
        line = line.removeprefix("|")
        if line.endswith("|") and not line.endswith(r"\|"):
            line = line[:-1]
    return [_BREAK.sub("\n", cell.strip().replace(r"\|", "|")) for cell in _BAR.split(line)]


def tu_danh_sach(rows: Sequence[Mapping[str, str]], loai: Loai, tep: str, dong: int) -> Luoi:
    """Mappings key → text, one for each row; a key that a row lacks is an empty cell there."""
    columns = {key: i for i, key in enumerate(dict.fromkeys(k for row in rows for k in row), 1)}
    grid = [
        Dong(n, {columns[k]: o for k, v in row.items() if not (o := o_chu(v)).trong}) for n, row in enumerate(rows, 1)
    ]
    return Luoi(Noi(loai, tep, dong=dong), {i: k for k, i in columns.items()}, 0, grid)
