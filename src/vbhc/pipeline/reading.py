"""A folder of data as dossiers: of one document, or of one for each row of the list it names; their tables read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path

from vbhc import annex
from vbhc.annex.luoi import Luoi, so_hang
from vbhc.composing.text import tasks
from vbhc.errors import UserError
from vbhc.loading import dossier, recipient_checks, recipients
from vbhc.loading.dossier import Written
from vbhc.loading.recipients import Recipient
from vbhc.loading.shared import Shared
from vbhc.loading.workspace import Workspace
from vbhc.model.ban_in import BangIn
from vbhc.model.ho_so import HoSo
from vbhc.model.phu_luc import Bang
from vbhc.problems import Outcome, Place, Problem, Problems, Severity
from vbhc.text import letters

_TOLD = 10
"""Keys of rows that nobody takes which are told one by one; the rest are counted."""


def load(workspace: Workspace, folder: Path) -> Outcome[HoSo]:
    """A document with its tables read; None when an error stands in the way.

    Of a document with a list it is the one of the first row that can be printed; remarks say so, and which rows of the
    list are at fault.
    """
    opened = Form.open(workspace, folder)
    form = opened.value
    if form is None:
        return Outcome(None, opened.problems)
    if not form.danh_sach:
        return form.ho_so(None)
    who = next((who for who in form.danh_sach if not who.problems), form.danh_sach[0])
    made = form.ho_so(who)
    place = form.written.places.of("tron")
    told = Problem(
        place, Severity.THONG_TIN, "tron/mot_ban", f"xét bản của {who.goi}, một trong {len(form.danh_sach)} bản"
    )
    faulty = [other.so for other in form.danh_sach if other.problems and other is not who]
    what = f"{len(faulty)} hàng của danh sách có lỗi, không in: {so_hang(faulty)}"
    left = Problem(place, Severity.CANH_BAO, "tron/hang_sai", what, "Xem từng lỗi bằng: vbhc build")
    return Outcome(made.value, (*form.told, told, *([left] if faulty else ()), *made.problems))


def load_one(workspace: Workspace, folder: Path) -> Outcome[HoSo]:
    """As `load`, for work that makes no sense on one of many.

    Raises:
        UserError: the document has a list.
    """
    loaded = load(workspace, folder)
    if loaded.value is not None and loaded.value.hang:
        raise UserError(f"{workspace.ten(folder)}: văn bản trộn theo danh sách; in mọi bản bằng: vbhc build")
    return loaded


@dataclass(frozen=True, slots=True)
class Form:
    """A document file read once, ready to give the dossier of each row of its list, or its own when it has none.

    `told` is what there is to say of the list as a whole.
    What rows have in common (the file, the agency, the sheets of annexes) is read once, so that a row costs only its
    own work.
    """

    folder: Path
    written: Written
    office: Shared
    danh_sach: tuple[Recipient, ...]
    told: tuple[Problem, ...]
    tables: Tables

    @classmethod
    def open(cls, workspace: Workspace, folder: Path) -> Outcome[Form]:
        """Read the document file and its list.

        Returns:
            None when the file, or the list as a whole, cannot be used.

        Raises:
            UserError: a file is missing or cannot be read at all.
        """
        read = dossier.read(workspace, folder)
        written = read.value
        if written is None:
            return Outcome(None, read.problems)
        office = Shared(workspace)
        people: tuple[Recipient, ...] = ()
        problems: tuple[Problem, ...] = ()
        if "tron" in written.data:
            agency, _ = office.agency(str(written.data.get("co_quan", "")), written.places, Problems())
            listed = recipients.read(written, folder, agency.ten_don_vi if agency else {})
            problems = listed.problems
            if listed.value is None:
                return Outcome(None, (*read.problems, *problems))
            people = listed.value
            problems = (*problems, *recipient_checks.of_list(written, people))
        return Outcome(cls(folder, written, office, people, problems, Tables(folder)))

    def ho_so(self, who: Recipient | None) -> Outcome[HoSo]:
        """The dossier for a row, or the one there is; None when an error stands in the way."""
        found = self._settled(who)
        if found.value is None:
            return found
        ho_so = replace(found.value, hang=who.ten_tep) if who else found.value
        problems = Problems(list(found.problems))
        tables = self.tables.of(ho_so, who, problems)
        return Outcome(None if problems.co_loi else replace(ho_so, bang=tables), tuple(problems))

    def _settled(self, who: Recipient | None) -> Outcome[HoSo]:
        """The dossier without its tables."""
        if who is None:
            found = dossier.settle(self.written, self.office)
            return replace(found, problems=(*found.problems, *recipient_checks.unasked(self.written)))
        if who.problems:
            return Outcome(None, who.problems)
        if swollen := recipient_checks.swollen(self.written, who):
            return Outcome(None, (swollen,))
        found = dossier.settle(recipients.fill(self.written, who), self.office)
        return replace(found, problems=tuple(recipient_checks.named(self.written, who, p) for p in found.problems))

    def strangers(self) -> tuple[Problem, ...]:
        """Rows of annexes that no row of the list takes: a name typed in two ways loses rows, so it is told."""
        first = self._first(self.danh_sach)
        out = Problems()
        keys = {annex.so_khoa(who.khoa): who.khoa for who in self.danh_sach if who.khoa}
        faulty = {annex.so_khoa(who.khoa) for who in self.danh_sach if who.problems}
        for i, attached in enumerate(first.van_ban.phu_luc if first else ()):
            if attached.bang and attached.bang.loc:
                for people in self._sharing(i):
                    theirs = faulty | {annex.so_khoa(who.khoa) for who in people}
                    self._left_over(i, self._first(people), keys, theirs - {""}, out)
        return tuple(out)

    def _first(self, people: Sequence[Recipient]) -> HoSo | None:
        return next((made for who in people if (made := self._settled(who).value)), None)

    def _sharing(self, i: int) -> list[list[Recipient]]:
        """The list parted by the source that an annex has for each: `nguon` may name a file of its own."""
        bang = self.written.data["phu_luc"][i]["bang"]
        texts = [text for key in ("nguon", "trang") if isinstance(text := bang.get(key), str)]
        groups: dict[tuple[str, ...], list[Recipient]] = {}
        for who in self.danh_sach:
            if not who.problems:
                groups.setdefault(tuple(recipients.filled(text, who) for text in texts), []).append(who)
        return list(groups.values())

    def _left_over(self, i: int, made: HoSo | None, keys: Mapping[str, str], theirs: Set[str], out: Problems) -> None:
        """Rows of one source that nobody takes.

        Args:
            i: the annex.
            made: a document that has this source.
            keys: of the whole list, as compared → as typed.
            theirs: of those who have this source, and of those whose own row is at fault.
            out: told of each.
        """
        shared = self.tables.shared(made, i, Problems()) if made else None
        left = sorted(((key, grid) for key, grid in (shared or {}).items() if key not in theirs), key=itemgetter(0))
        for key, grid in left[:_TOLD]:
            near = letters.nearest(key, keys.values()) if key not in keys else None
            whose = f"của “{key}”, không có trong danh sách," if key else "không ghi thuộc về ai"
            if key in keys:
                whose = f"của “{keys[key]}”, mà bản ấy lấy hàng ở nguồn khác,"
            out.canh_bao(
                "tron/hang_thua", grid.noi.o(grid.hang[0].so, 1),
                f"phụ lục {i + 1}: {len(grid.hang)} hàng {whose} không in trong bản nào",
                f"Có phải “{near}”?" if near else "Sửa cột chọn hàng, hoặc thêm vào danh sách",
            )  # fmt: skip
        if left[_TOLD:]:
            what = f"phụ lục {i + 1}: hàng của {len(left) - _TOLD} khoá nữa không có trong danh sách, không in"
            out.canh_bao("tron/hang_thua", left[0][1].noi.ca(), what)


@dataclass(slots=True)
class Tables:
    """The annex tables of one document; sheets are read once for all rows of its list."""

    folder: Path
    _made: dict[int, tuple[Bang, Mapping[str, str], Outcome[BangIn]]] = field(default_factory=dict)
    _cut: dict[int, tuple[Bang, dict[str, Luoi] | None, tuple[Problem, ...]]] = field(default_factory=dict)

    def of(self, ho_so: HoSo, who: Recipient | None, problems: Problems) -> tuple[BangIn | None, ...]:
        """Every table, None where an annex has none or its table is at fault."""
        records = tasks(ho_so)
        return tuple(self._table(ho_so, i, who, records, problems) for i in range(len(ho_so.van_ban.phu_luc)))

    def _table(
        self, ho_so: HoSo, i: int, who: Recipient | None, records: Sequence[Mapping[str, str]], problems: Problems
    ) -> BangIn | None:
        bang = ho_so.van_ban.phu_luc[i].bang
        if bang is None:
            return None
        place, names, ma = _place(ho_so, i), ho_so.co_quan.ten_don_vi, f"vb_bang_{i + 1}"
        if not bang.loc:
            made = self._made.get(i)
            if made is None or made[:2] != (bang, names):
                read = annex.lap_bang(bang, ma, self.folder, place.file, place.line, records, names)
                made = bang, names, read
                if not _of_tasks(bang):
                    self._made[i] = made
            problems.extend(made[2].problems)
            problems.extend(recipient_checks.unfilled(made[2].value, place) if who else ())
            return made[2].value
        if who is None:
            problems.loi(
                "phu_luc/loc", place, "`loc` chọn hàng theo danh sách của `tron`", "Bỏ `loc`, hoặc thêm `tron`"
            )
            return None
        cut = self.shared(ho_so, i, problems)
        if cut is None:
            return None
        own = cut.get(annex.so_khoa(who.khoa))
        if own is None:
            problems.loi(
                "tron/khong_hang", place, f"phụ lục {i + 1} không có hàng nào của “{who.khoa}” (cột “{bang.loc}”)",
                "Thêm hàng vào bảng tính của phụ lục, hoặc xoá hàng trong danh sách",
            )  # fmt: skip
            return None
        read = annex.lap_tu_luoi(bang, own, ma, names)
        problems.extend(read.problems)
        problems.extend(recipient_checks.unfilled(read.value, place, who))
        return read.value

    def shared(self, ho_so: HoSo, i: int, problems: Problems) -> dict[str, Luoi] | None:
        """The rows of an annex with `loc`, by whose they are."""
        bang = ho_so.van_ban.phu_luc[i].bang
        assert bang is not None
        cut = self._cut.get(i)
        if cut is None or cut[0] != bang:
            told, place = Problems(), _place(ho_so, i)
            grid = annex.lay_luoi(bang, self.folder, place.file, place.line, tasks(ho_so), told)
            cut = bang, annex.chia_hang(bang, grid, told) if grid is not None else None, tuple(told)
            if not _of_tasks(bang):
                self._cut[i] = cut
        problems.extend(cut[2])
        return cut[1]


def _of_tasks(bang: Bang) -> bool:
    """Whether a table is made of the document's own tasks, in which every row of a list may have its own words."""
    return not bang.hang and letters.key_of(bang.nguon) == "nhiem_vu"


def _place(ho_so: HoSo, i: int) -> Place:
    bang = ho_so.van_ban.phu_luc[i].bang
    return ho_so.places.of("phu_luc", i, "bang", "hang" if bang and bang.hang else "nguon")
