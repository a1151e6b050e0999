"""Components by what lines say, what they look like and where they stand: files that people typed.

One pass down the page through head, title, text, foot, annexes. Lines whose component our own styles already tell keep
it and say where on the page we are. Nothing is decided by one sign alone where a person may have got it wrong: a number
line is known by its words, an agency's name by its cell, a signature by what stands above it.
"""

from __future__ import annotations

from collections.abc import Sequence

from vbhc.model.ban_doc import Dong
from vbhc.model.view import View
from vbhc.recognising import frames, signs
from vbhc.recognising.foot import Foot
from vbhc.recognising.page import KHAC, STATE_OF, Placed, State
from vbhc.recognising.passages import passage
from vbhc.recognising.top import Top
from vbhc.text import units


def assign(view: View, lines: Sequence[Dong], known: Sequence[str] = ()) -> tuple[Placed, dict[int, str]]:
    """Each line (some cut in two) with its component, "" where it could not be placed; tables that only lay out.

    `known` are the components that styles tell, "" for the rest.
    """
    settled: dict[int, str] = {}
    for line, component in zip(lines, known, strict=False):
        if component and line.doan.spot.table:
            where = STATE_OF.get(component, State.DAU)
            if component not in {"dau_bang", "o_bang", "nhom_bang", "doan", "gach", "khoan", "diem", "phan"}:
                settled[line.doan.spot.table] = "ky" if where is State.CUOI else "dau" if not where else "khung"
    layouts = frames.layouts(view, lines, settled)
    reader = _Reader(view, layouts)
    told = list(known) or [""] * len(lines)
    for line, component in zip(lines, told, strict=True):
        if component:
            reader.take(line, component)
        else:
            for piece in frames.side_by_side((line,)):
                reader.read(piece)
    reader.finish()
    return reader.out, layouts


class _Reader(Top):
    """Goes down the page once."""

    def take(self, line: Dong, component: str) -> None:
        """A line whose component is known."""
        state = STATE_OF.get(component)
        if state is not None and (state > self._state or component == "phu_luc"):
            self._go(state)
        self._put(line, component)

    def read(self, line: Dong) -> None:
        """A line to be placed."""
        table = line.doan.spot.table
        frame = self._layouts.get(table, "") if table else ""
        if table and not frame:
            self._above = []
            self._put(line, "")
            return
        if not line.chu or signs.rule(line):
            self._put(line, "duong_ke" if signs.rule(line) else "")
            if self._state is State.CUOI:
                self._foot.gap(line)
            return
        if self._annex_begins(line):
            return
        if self._state is State.DAU and frame == "ky":
            self._go(State.CUOI)
        if self._state is State.DAU:
            self._head(line, frame)
        elif self._state is State.TEN:
            self._title(line, frame)
        elif self._state is State.THAN:
            self._text(line, frame)
        elif self._state is State.CUOI:
            self._end(line, frame)
        else:
            self._annex(line)

    def finish(self) -> None:
        """What was left open is settled."""
        self._settle_names()
        self._settle_foot()

    def _text(self, line: Dong, frame: str) -> None:
        text = line.chu
        if frame == "ky" or self._foot_begins(line):
            self._go(State.CUOI)
            self._end(line, frame)
        elif not self._begun and "noi_nhan" not in self._seen and self._is_base(line):
            self._put(line, "can_cu")
        elif (not self._begun and (signs.HOI_VIET.fullmatch(text) or _is_title(line))) or signs.KET.fullmatch(text):
            self._put(line, KHAC)  # the authority's own line stands above the text of a quyết định
        elif units.DON_VI_TINH.fullmatch(text) and (line.doan.layout.align == "right" or not self._formats):
            self._put(line, "don_vi_tinh")
        else:
            self._begun = True
            self._put(line, self._passage(line))

    def _passage(self, line: Dong) -> str:
        component, alone = passage(line)[1:]
        if component == "doan" and self._chapter and (signs.upper(line) or signs.centred(line)):
            component = "phan"  # the title under “Chương I”
        elif component == "khoan" and not self._formats and _short_title(line.chu):
            component = "khoan_tieu_de"
        self._chapter = alone
        return component

    def _is_base(self, line: Dong) -> bool:
        """Whether a line before the text proper is a căn cứ, not the sentence that opens the document."""
        text = line.chu
        if text.endswith(":") or " như sau" in text[-60:]:
            return False
        if self._formats and signs.italic(line) and len(text) > 3 and not text.startswith("("):
            return True
        if not signs.CAN_CU.match(text):
            return (
                text.endswith(";")
                and self._last is not None
                and self._last[1] == "can_cu"
                and not signs.GACH.match(text)
            )
        chained = self._last is not None and self._last[1] == "can_cu"
        return chained or text.endswith((";", ",")) or not _acts(text)

    # --- foot and annexes -------------------------------------------------------------------------------------

    def _foot_begins(self, line: Dong) -> bool:
        text = line.chu
        if signs.NOI_NHAN.fullmatch(text):
            return True
        if signs.luu(text) and ":" in text[:9] and len(text) < 80 and "VT" in text:
            return True
        return self._begun and _is_title(line)

    def _end(self, line: Dong, frame: str) -> None:
        if frame != "ky" and self._foot.closed(line):
            if signs.KET.fullmatch(line.chu):
                self._put(line, KHAC)
            elif line.o_dau == "shape" or len(line.chu) > 200:
                self._put(line, "")
            else:
                self._above.append(len(self.out))
                self._put(line, "")
            return
        self._foot.add(len(self.out), line, frame)
        self._put(line, KHAC)

    def _settle_foot(self) -> None:
        for i, component in self._foot.settle():
            self.out[i] = (self.out[i][0], component)
            self._seen.add(component)
        self._foot = Foot(self._formats)

    def _annex_begins(self, line: Dong) -> bool:
        if line.doan.spot.table or line.o_dau:
            return False
        text = line.chu
        if self._state < State.THAN:
            # A file that holds nothing but annexes begins with the heading of the first.
            alone = self._state is State.DAU and not self._names and all(c == KHAC or not d.chu for d, c in self.out)
            if not alone or text[:1] not in "pP" or not self._annex_heading(line, text, alone=True):
                return False
            self._go(State.PHU_LUC)
            self._put(line, "phu_luc")
            return True
        if text[:1] in "pP" and self._annex_heading(line, text):
            self._go(State.PHU_LUC)
            self._above = []
            self._put(line, "phu_luc")
            return True
        if self._state is State.PHU_LUC and self._above and signs.KEM_THEO.match(text):
            for i in self._above:  # the next annex, which nobody called Phụ lục
                self.out[i] = (self.out[i][0], "ten_phu_luc")
            self._above = []
            self._put(line, "kem_theo")
            return True
        if self._state is State.CUOI and signs.KEM_THEO.match(text):
            above = [i for i in self._above if len(self.out) - i <= 8]
            attached = any(signs.ten_loai(self.out[i][0].in_ra) for i in above)
            self._go(State.PHU_LUC)
            for i in self._above if attached else above:
                # What a decision brings in (a quy chế) may stand under a head of its own (PL3, mẫu 1.3).
                attached = attached and not signs.ten_loai(self.out[i][0].in_ra)
                self.out[i] = (self.out[i][0], KHAC if attached else "ten_phu_luc")
            self._put(line, "kem_theo")
            return True
        return False

    def _annex_heading(self, line: Dong, text: str, *, alone: bool = False) -> bool:
        if signs.PHU_LUC.fullmatch(text):
            return self._state >= State.CUOI or self._formats is False or signs.centred(line) or signs.bold(line)
        if (self._state < State.CUOI and not alone) or len(text) > 250 or not signs.PHU_LUC_TEN.match(text):
            return False
        return signs.upper(line) or (self._formats and signs.centred(line) and signs.bold(line))

    def _annex(self, line: Dong) -> None:
        text, last = line.chu, self._last[1] if self._last else ""
        if signs.KEM_THEO.match(text) or (
            last == "kem_theo" and _open(self._last) and not units.DON_VI_TINH.match(text)
        ):
            self._put(line, "kem_theo")
        elif signs.KET.fullmatch(text):
            self._put(line, "ket_phu_luc")
        elif units.DON_VI_TINH.fullmatch(text):
            self._put(line, "don_vi_tinh")
        elif last in {"phu_luc", "ten_phu_luc"} and not self._ruled() and self._is_annex_name(line):
            self._put(line, "ten_phu_luc")
        elif signs.quoc_hieu(text) or signs.tieu_ngu(text) or signs.chuc_vu(signs.printed(line)):
            self._put(line, KHAC)
        else:
            component = self._passage(line)
            if component == "doan" and self._is_annex_name(line):
                self._above.append(len(self.out))
            else:
                self._above = []
            self._put(line, component)

    def _is_annex_name(self, line: Dong) -> bool:
        if not self._formats:
            return signs.upper(line) and len(line.chu) <= 300
        return (signs.centred(line) and (signs.bold(line) or signs.upper(line))) or (
            signs.upper(line) and signs.bold(line)
        )


def _open(last: tuple[Dong, str] | None) -> bool:
    return last is not None and last[0].chu.startswith("(") and ")" not in last[0].chu


def _is_title(line: Dong) -> bool:
    """Whether a line is the title of somebody who signs."""
    return len(line.chu) < 120 and passage(line)[0] == "doan" and signs.chuc_vu(signs.printed(line))


def _short_title(text: str) -> bool:
    return len(text.split()) <= 15 and not text.endswith((".", ";", ",")) and ":" not in text[:-1]


_ACTS = ("xây dựng", "ban hành", "báo cáo", "thông báo", "đề nghị", "gửi", "tổ chức", "triển khai", "yêu cầu", "kính")


def _acts(text: str) -> bool:
    """Whether the sentence goes on to say what the agency does: then it opens the document."""
    after = text.rpartition(", ")[2]
    return after[:1].isupper() and any(word in after for word in _ACTS)
