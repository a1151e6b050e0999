"""The text: căn cứ, opening, parts with made numbers, close (box 6)."""

from __future__ import annotations

from dataclasses import replace

from vbhc.composing.citing import Citer
from vbhc.model.ban_in import Doan
from vbhc.model.ho_so import HoSo, NhomVaiTro, Path
from vbhc.model.van_ban import Muc, NhiemVu, Phan
from vbhc.problems import Problems
from vbhc.text import inline
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

    def unit(text: str) -> str:
        return don_vi.get(text, text)

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
    units = {key: unit.ten for key, unit in ho_so.co_quan.don_vi.items()}
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
        self._units = {key: unit.ten for key, unit in ho_so.co_quan.don_vi.items()}
        self._labels = NHAN_NHIEM_VU | self._vb.nhan_nhiem_vu

    def can_cu(self) -> list[Doan]:
        """Each căn cứ a line: `;` after each, `.` after the last (II.6a)."""
        lines = self._vb.can_cu
        out = []
        for i, line in enumerate(lines):
            # The mark belongs to the place in the list, not to the text: what was typed is taken off.
            text = self._cite(line, ngay_bang_chu=True).rstrip(" ;.,") + (";" if i < len(lines) - 1 else ".")
            out.append(Doan("can_cu", inline.parse(text).runs))
        return out

    def than_bai(self) -> list[Doan]:
        """Opening, parts, close; the last two paragraphs stay with the signature, the last ends `./.`."""
        out = self._items(self._vb.mo_dau, Cap.DOAN, ("mo_dau",))
        out += self._parts()
        out += self._items(self._vb.ket_thuc, Cap.DOAN, ("ket_thuc",))
        if not out:
            return out
        out[-1] = ended(out[-1])
        return [*out[:-1], replace(out[-1], giu_voi_sau=True)]

    # --- parts ------------------------------------------------------------------------------------------------

    def _parts(self) -> list[Doan]:
        given = {p.vai_tro: (i, p) for i, p in enumerate(self._vb.phan) if p.vai_tro}
        parts: list[tuple[str, list[tuple[int, Phan]], str]] = []  # heading, its roles, key of the group
        if all(p.vai_tro for p in self._vb.phan):
            for part in self._ho_so.kind.phan:
                roles = part.vai_tro if isinstance(part, NhomVaiTro) else (part,)
                present = sorted(given[r.ma] for r in roles if r.ma in given)
                if present:
                    parts.append((part.tieu_de, present, part.ma))
        else:  # an ordered list of parts written out
            known = self._ho_so.kind.vai_tro
            parts = [
                (known[p.vai_tro].tieu_de if p.vai_tro in known else "", [(i, p)], p.vai_tro)
                for i, p in enumerate(self._vb.phan)
            ]
        parts.sort(key=lambda part: part[1][0][0])  # parts written out keep their order
        out: list[Doan] = []
        for number, (heading, members, key) in enumerate(parts, start=1):
            out += self._part(number, heading, members, key)
        return out

    def _part(self, number: int, heading: str, members: list[tuple[int, Phan]], key: str) -> list[Doan]:
        override = self._vb.tieu_de_phan
        group = any(isinstance(p, NhomVaiTro) and p.ma == key for p in self._ho_so.kind.phan)
        roles = self._ho_so.kind.vai_tro
        index, first = members[0]
        if group and len(members) == 1:
            heading, group = roles[first.vai_tro].tieu_de, False
        title = override.get(key, "") or ("" if group else first.tieu_de) or heading
        out: list[Doan] = []
        own = first.tieu_de or override.get(key) or first.ghi_chu  # a heading that was typed is never dropped
        if self._ho_so.kind.danh_so_phan or (title and (own or first.vai_tro not in roles)):
            out.append(self._heading(number, title or "", "" if group else first.ghi_chu))
        if not group:
            return out + self._items(first.noi_dung, Cap.THEO_TANG, ("phan", index, "noi_dung"))
        for n, (at, member) in enumerate(members, start=1):
            label = override.get(member.vai_tro, "") or member.tieu_de or roles[member.vai_tro].tieu_de
            out.append(self._titled_khoan(n, label, member.ghi_chu))
            out += self._items(member.noi_dung, Cap.KHOAN, ("phan", at, "noi_dung"))
        return out

    def _heading(self, number: int, title: str, note: str) -> Doan:
        words = inline.in_hoa(inline.parse(self._cite(title.rstrip(" :."))).runs)
        return Doan("phan", (Run(f"{la_ma(number)}. "), *words, *self._note(note)))

    def _titled_khoan(self, number: int, title: str, note: str = "") -> Doan:
        return Doan("khoan_tieu_de", (Run(f"{number}. "), *inline.parse(self._cite(title)).runs, *self._note(note)))

    def _note(self, note: str) -> tuple[Run, ...]:
        runs = inline.parse(self._cite(note)).runs
        return (Run(" "), *(replace(r, nghieng=True) for r in runs)) if note else ()

    # --- items ------------------------------------------------------------------------------------------------

    def _items(self, items: tuple[Muc, ...], parent: Cap, path: Path) -> list[Doan]:
        """The paragraphs of a list of items under a parent of the given level; numbers are made here."""
        out: list[Doan] = []
        count = {Cap.KHOAN: 0, Cap.DIEM: 0}
        for i, item in enumerate(items):
            level = item.cap if item.cap is not Cap.THEO_TANG else _DUOI.get(parent, Cap.CONG)
            label = ""
            if level in count:
                count[level] += 1
                if level is Cap.KHOAN:
                    count[Cap.DIEM] = 0
                label = self._label(level, count[level], item, path, i)
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
            self._problems.thong_tin(
                "noi_dung/so_go_khac", self._ho_so.places.of(*path, i, down=item.dong),
                f"gõ “{item.so_go}” nhưng in “{made}” (số, chữ của khoản, điểm do chương trình đánh)",
                "Nếu câu chữ nơi khác nhắc số cũ, sửa lại chỗ ấy",
            )  # fmt: skip
        return f"{made} "

    def _item(self, item: Muc, level: Cap, label: str, path: Path) -> list[Doan]:
        lines = item.loi_van.split("\n") if item.loi_van else []
        out: list[Doan] = []
        if item.tieu_de and level is Cap.KHOAN:
            out.append(Doan("khoan_tieu_de", (Run(label), *inline.parse(self._cite(item.tieu_de)).runs)))
        elif item.tieu_de:
            out.append(self._paragraph(level, label, item.tieu_de))
        elif lines:
            out.append(self._paragraph(level, label, lines.pop(0)))
        elif item.nhiem_vu and item.nhiem_vu.noi_dung:
            out.append(self._paragraph(level, label, item.nhiem_vu.noi_dung))
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
        head = (Run(mark),) if mark else ()
        return Doan(part, (*head, *inline.parse(self._cite(text)).runs))


def _sentence(text: str) -> str:
    """A labelled line ends as a sentence."""
    return text if text.rstrip("*").endswith((".", ";", "!", "?")) else f"{text}."


def ended(paragraph: Doan) -> Doan:
    """The paragraph with the end mark in place of its own last stop."""
    runs = [r for r in paragraph.chu if r.text]
    while runs and not runs[-1].text.rstrip(" .;/"):
        runs.pop()
    if not runs:
        return paragraph
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" .;/"))
    plain_last = replace(runs[-1], dam=False, nghieng=False, tren=False, text=KET)
    return replace(paragraph, chu=(*runs, plain_last))
