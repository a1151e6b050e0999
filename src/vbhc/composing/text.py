"""The text: căn cứ, opening, parts with made numbers, close (box 6)."""

from __future__ import annotations

import re

from vbhc.composing.citing import Citer
from vbhc.model.ban_in import Doan
from vbhc.model.ho_so import HoSo, NhomVaiTro, Path
from vbhc.model.nen import bo_cuoi
from vbhc.model.van_ban import Muc, NhiemVu, Phan
from vbhc.problems import Problems
from vbhc.text import inline, outline
from vbhc.text.inline import Run
from vbhc.text.numbering import DIEM, chu_diem, la_ma
from vbhc.text.outline import Cap

KET = "./."
"""The end mark: not in the words of Phụ lục I, in every model of Phụ lục III."""

NHAN_NHIEM_VU = {
    "noi_dung": "Nội dung",
    "don_vi_thuc_hien": "Đơn vị thực hiện",
    "chu_tri": "Cơ quan chủ trì",
    "phoi_hop": "Cơ quan phối hợp",
    "san_pham": "Sản phẩm",
    "thoi_han": "Thời gian thực hiện",
}
_DUOI = {Cap.DOAN: Cap.DOAN, Cap.THEO_TANG: Cap.KHOAN, Cap.KHOAN: Cap.DIEM, Cap.DIEM: Cap.GACH, Cap.GACH: Cap.CONG}


def task_fields(task: NhiemVu, don_vi: dict[str, str]) -> dict[str, str]:
    """A task's filled fields as texts, units by their full name."""
    names = {key.casefold(): name for key, name in don_vi.items()}

    def unit(text: str) -> str:
        pieces = [x.strip() for x in re.split("[,;]", text) if x.strip()]
        if not any(x.casefold() in names for x in pieces):
            return text
        return ("; " if ";" in text else ", ").join(names.get(x.casefold(), x) for x in pieces)

    fields = {
        "noi_dung": task.noi_dung,
        "don_vi_thuc_hien": unit(task.don_vi_thuc_hien),
        "chu_tri": unit(task.chu_tri),
        "phoi_hop": unit(task.phoi_hop),
        "san_pham": task.san_pham,
        "thoi_han": task.thoi_han.cau() if task.thoi_han else "",
    }
    return {k: v for k, v in fields.items() if v}


def tasks(ho_so: HoSo) -> list[dict[str, str]]:
    """Every task of the text as a row: its fields, `noi_dung` being the item's own words when the task has none."""
    units = ho_so.co_quan.ten_don_vi
    out: list[dict[str, str]] = []

    def walk(items: tuple[Muc, ...]) -> None:
        for item in items:
            if item.nhiem_vu:
                words = item.tieu_de or item.loi_van
                row = task_fields(item.nhiem_vu, units)
                out.append(({"noi_dung": words} if words else {}) | row)
            walk(item.muc)

    for part in ho_so.van_ban.phan:
        walk(part.noi_dung)
    return out


class Composer:
    """Makes the paragraphs of one document, in the order of the page."""

    def __init__(self, ho_so: HoSo, cite: Citer, problems: Problems) -> None:
        self._ho_so = ho_so
        self._vb = ho_so.van_ban
        self._cite = cite
        self._problems = problems
        self._units = ho_so.co_quan.ten_don_vi
        self._labels = NHAN_NHIEM_VU | self._vb.nhan_nhiem_vu

    def can_cu(self) -> list[Doan]:
        """Each căn cứ a line: `;` after each, `.` after the last (II.6a)."""
        lines = self._vb.can_cu
        out = []
        for i, line in enumerate(lines):
            # The mark belongs to the place in the list, not to the text: what was typed is taken off.
            text = bo_cuoi(self._cite(line, ngay_bang_chu=True))
            end = ";" if i < len(lines) - 1 else "" if text.endswith(".") else "."
            out.append(Doan("can_cu", inline.parse(text + end).runs))
        return out

    def than_bai(self) -> list[Doan]:
        """Opening, parts, close; the last two paragraphs stay with the signature, the last ends `./.`."""
        out = self._items(self._vb.mo_dau, Cap.DOAN, ("mo_dau",))
        out += self._parts()
        out += self._items(self._vb.ket_thuc, Cap.DOAN, ("ket_thuc",))
        if not out:
            return out
        for paragraph in out[:-1]:
            if paragraph.van.rstrip().endswith(KET):
                self._problems.thong_tin(
                    "noi_dung/ket", self._ho_so.places.of("phan"),
                    f"dấu ./. ở “{paragraph.van[:40]}…” in thành dấu chấm",
                    "Dấu ./. do chương trình in, một lần, ở cuối văn bản",
                )  # fmt: skip
        out = [*(ended(d, ".") if d.van.rstrip().endswith(KET) else d for d in out[:-1]), ended(out[-1])]
        return [*out[:-1], out[-1]._replace(giu_voi_sau=True)]

    # --- parts ------------------------------------------------------------------------------------------------

    def _parts(self) -> list[Doan]:
        """Every part in the order given; neighbours whose roles share one part stand under its heading."""
        kind = self._ho_so.kind
        group_of = {r.ma: p for p in kind.phan if isinstance(p, NhomVaiTro) for r in p.vai_tro}
        runs: list[tuple[NhomVaiTro | None, list[tuple[int, Phan]]]] = []
        for index, part in enumerate(self._vb.phan):
            group = group_of.get(part.vai_tro)
            if group is not None and runs and runs[-1][0] is group:
                runs[-1][1].append((index, part))
            else:
                runs.append((group, [(index, part)]))
        out: list[Doan] = []
        for number, (group, members) in enumerate(runs, start=1):
            if group is not None and len(members) > 1:
                out += self._shared_part(number, group, members)
            else:
                out += self._part(number, *members[0])
        return out

    def _title(self, index: int, part: Phan) -> str:
        """A part's heading: overridden, its own, or the usual one of its role; a typed number is made anew."""
        role = self._ho_so.kind.vai_tro.get(part.vai_tro)
        title = self._vb.tieu_de_phan.get(part.vai_tro, "") or part.tieu_de or (role.tieu_de if role else "")
        typed = re.match(r"(?:[IVXLC]+|\d{1,2})[.)]\s+", title)
        if typed is None:
            return title
        self._problems.thong_tin(
            "noi_dung/so_go_khac", self._ho_so.places.of("phan", index, "tieu_de"),
            f"bỏ “{typed.group().strip()}” gõ trước tiêu đề “{title[:40]}” (số của phần do chương trình đánh)",
            "Nếu đó là chữ của tiêu đề, viết tiêu đề mở đầu bằng chữ khác",
        )  # fmt: skip
        return title[typed.end() :]

    def _part(self, number: int, index: int, part: Phan) -> list[Doan]:
        typed = part.tieu_de or part.ghi_chu or part.vai_tro in self._vb.tieu_de_phan  # typed headings always print
        shown = self._ho_so.kind.danh_so_phan or typed
        head = [self._heading(number, self._title(index, part), part.ghi_chu)] if shown else []
        return head + self._items(part.noi_dung, Cap.THEO_TANG, ("phan", index, "noi_dung"))

    def _shared_part(self, number: int, group: NhomVaiTro, members: list[tuple[int, Phan]]) -> list[Doan]:
        out = [self._heading(number, self._vb.tieu_de_phan.get(group.ma, "") or group.tieu_de, "")]
        for n, (index, part) in enumerate(members, start=1):
            out.append(self._titled_khoan(n, self._title(index, part), part.ghi_chu))
            out += self._items(part.noi_dung, Cap.KHOAN, ("phan", index, "noi_dung"))
        return out

    def _heading(self, number: int, title: str, note: str) -> Doan:
        words = inline.in_hoa(inline.parse(self._cite(title.rstrip(" :."))).runs)
        return Doan("phan", inline.joined(Run(f"{la_ma(number)}. "), *words, *self._note(note)))

    def _titled_khoan(self, number: int, title: str, note: str = "") -> Doan:
        words = inline.parse(self._cite(title)).runs
        return Doan("khoan_tieu_de", inline.joined(Run(f"{number}. "), *words, *self._note(note)))

    def _note(self, note: str) -> tuple[Run, ...]:
        runs = inline.parse(self._cite(note)).runs
        return (Run(" "), *(r._replace(nghieng=True) for r in runs)) if note else ()

    # --- items ------------------------------------------------------------------------------------------------

    def _items(self, items: tuple[Muc, ...], parent: Cap, path: Path) -> list[Doan]:
        """The paragraphs of a list of items under a parent of the given level; numbers are made here.

        Points typed with the marks of their parent's level (`1.` under “2. Yêu cầu”) stand one level down, all of them.
        """
        out: list[Doan] = []
        count = {Cap.KHOAN: 0, Cap.DIEM: 0}
        as_parent = parent in count and any(item.cap is parent for item in items)
        for i, item in enumerate(items):
            level = item.cap if item.cap is not Cap.THEO_TANG else _DUOI.get(parent, Cap.CONG)
            if as_parent and item.cap is not Cap.THEO_TANG:
                level = _DUOI.get(level, level)
            # Where no label is made, the typed one stays.
            label = f"{item.so_go} " if level is Cap.DOAN and item.so_go else ""
            if level in count:
                count[level] += 1
                if level is Cap.KHOAN:
                    count[Cap.DIEM] = 0
                label = self._label(level, count[level], item, path, i)
            elif level is not Cap.DOAN and item.so_go[:1].isalnum():
                self._told(item, "-" if level is Cap.GACH else "+", path, i)
            out += self._item(item, level, label, (*path, i))
        return out

    def _label(self, level: Cap, number: int, item: Muc, path: Path, i: int) -> str:
        if level is Cap.DIEM and number > len(DIEM):
            self._problems.loi(
                "noi_dung/qua_nhieu_diem", self._ho_so.places.of(*path, i, down=item.dong),
                f"khoản có quá {len(DIEM)} điểm, bảng chữ cái không đủ", "Tách thành hai khoản",
            )  # fmt: skip
            return "?) "
        made = f"{number}." if level is Cap.KHOAN else f"{chu_diem(number)})"
        typed = item.so_go.replace(".", ")") if level is Cap.DIEM else item.so_go
        if typed and typed != made:
            self._told(item, made, path, i)
        return f"{made} "

    def _told(self, item: Muc, made: str, path: Path, i: int) -> None:
        self._problems.thong_tin(
            "noi_dung/so_go_khac", self._ho_so.places.of(*path, i, down=item.dong),
            f"gõ “{item.so_go}” nhưng in “{made}” (số, chữ của khoản, điểm do chương trình đánh)",
            "Nếu câu chữ nơi khác nhắc số cũ, sửa lại chỗ ấy",
        )  # fmt: skip

    def _item(self, item: Muc, level: Cap, label: str, path: Path) -> list[Doan]:
        lines = item.loi_van.split("\n") if item.loi_van else []
        out: list[Doan] = []
        if item.tieu_de and level is Cap.KHOAN:
            words = inline.parse(self._cite(item.tieu_de)).runs
            out.append(Doan("khoan_tieu_de", inline.joined(Run(label), *words)))
        elif item.tieu_de:
            out.append(self._paragraph(level, label, item.tieu_de))
        elif lines:
            out.append(self._paragraph(level, label, lines.pop(0)))
        elif item.nhiem_vu and item.nhiem_vu.noi_dung:
            said = item.nhiem_vu.noi_dung
            out.append(self._paragraph(level, label, outline.dau_muc(said)[2] if label else said))
        out += [self._paragraph(Cap.DOAN, "", line) for line in lines if line.strip()]
        if item.nhiem_vu:
            for name, text in task_fields(item.nhiem_vu, self._units).items():
                if name == "noi_dung" and not item.tieu_de and not item.loi_van:
                    continue
                out.append(self._paragraph(Cap.GACH, "", f"{self._labels[name]}: {_sentence(text)}"))
        return out + self._items(item.muc, level, (*path, "muc"))

    def _paragraph(self, level: Cap, label: str, text: str) -> Doan:
        part = {Cap.KHOAN: "khoan", Cap.DIEM: "diem", Cap.DOAN: "doan"}.get(level, "gach")
        mark = label or {Cap.GACH: "- ", Cap.CONG: "+ "}.get(level, "")
        return Doan(part, inline.joined(Run(mark), *inline.parse(self._cite(text)).runs))


def _sentence(text: str) -> str:
    """A labelled line ends as a sentence, whatever stop was typed."""
    words = text.rstrip("* ")
    stars = text[len(words) :].strip()
    if words.endswith(("!", "?")):
        return text
    words = bo_cuoi(words)
    return f"{words}{stars}" if words.endswith(".") else f"{words}{stars}."


def ended(paragraph: Doan, mark: str = KET) -> Doan:
    """The paragraph with the end mark in place of its own last stop."""
    runs = [r for r in paragraph.chu if r.text]
    while runs and not runs[-1].text.rstrip(" .;/"):
        runs.pop()
    if not runs:
        return paragraph
    runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(" .;/"))
    plain_last = runs[-1]._replace(dam=False, nghieng=False, tren=False, text=mark)
    return paragraph._replace(chu=inline.joined(*runs, plain_last))
