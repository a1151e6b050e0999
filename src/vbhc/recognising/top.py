"""The top of the page: the head (in a table or not), the kind's name, the subject, Kính gửi."""

from __future__ import annotations

import re

from vbhc.model.ban_doc import Dong
from vbhc.recognising import signs
from vbhc.recognising.lines import split
from vbhc.recognising.page import KHAC, Page, State
from vbhc.recognising.passages import passage

_CO_QUAN_MOST = 8
_DECIDED = frozenset({"Nghị quyết", "Quyết định"})
"""Kinds in which who decides stands in capitals between the subject and the grounds (PL3, mẫu 1.1, 1.2)."""
_PEER = re.compile(r"SỞ\b|BỘ (?!TƯ LỆNH|CHỈ HUY|TỔNG)")


class Top(Page):
    """Reads the lines above the text."""

    # --- head -------------------------------------------------------------------------------------------------

    def _head(self, line: Dong, frame: str) -> None:
        text = line.chu
        if signs.du_thao(text) or signs.ngoai_nghi_dinh(text):
            self._put(line, KHAC)
            return
        component = self._by_words(text)
        if component:
            self._put(line, component)
            if component == "kinh_gui":
                self._go(State.TEN)
        elif self._last is not None and self._last[1] == "trich_yeu_cv" and self._more_subject(line, frame):
            self._put(line, "trich_yeu_cv")
        elif frame == "dau":
            self._in_head_table(line)
        elif not self._kind(line):
            self._unframed(line)

    def _by_words(self, text: str) -> str:
        if "quoc_hieu" not in self._seen and signs.quoc_hieu(text):
            return "quoc_hieu"
        if "tieu_ngu" not in self._seen and signs.tieu_ngu(text):
            return "tieu_ngu"
        if signs.dau(text):
            return "dau"
        if "so_ky_hieu" not in self._seen and signs.so_ky_hieu(text):
            return "so_ky_hieu"
        if "dia_danh" not in self._seen and signs.dia_danh(text):
            return "dia_danh"
        if signs.KINH_GUI.match(text):
            return "kinh_gui"
        return "trich_yeu_cv" if text[:1] in "Vv" and signs.V_V.match(text) and "ten_loai" not in self._seen else ""

    def _more_subject(self, line: Dong, frame: str) -> bool:
        """Whether a công văn's subject goes on in this line."""
        if self._same_place(line):
            return True
        return not frame and len(line.chu) <= 80 and not signs.GACH.match(line.chu) and not is_sentence(line.chu)

    def _in_head_table(self, line: Dong) -> None:
        right = line.doan.spot.column > 1
        if not right and "so_ky_hieu" not in self._seen:
            if line.chu.casefold().startswith(("số:", "số :", "số ")):
                self._put(line, "so_ky_hieu")
            else:
                self._names.append(len(self.out))
                self._put(line, KHAC)
        elif right and "tieu_ngu" not in self._seen:
            self._put(line, "tieu_ngu" if "quoc_hieu" in self._seen else "quoc_hieu")
        elif right and "dia_danh" not in self._seen and not signs.upper(line):
            self._put(line, "dia_danh")
        elif not self._kind(line):
            self._put(line, KHAC)

    def _kind(self, line: Dong) -> bool:
        """Take a line as the kind's name, with the subject in the same line when it is there."""
        text = signs.printed(line)
        name = signs.ten_loai(text)
        if name and (text.isupper() or not self._formats or signs.centred(line) or signs.bold(line)):
            self._go(State.TEN)
            self._put(line, "ten_loai")
            return True
        length = signs.starts_with_kind(text)
        if not length or self._state is not State.DAU or len(text) > 300:
            return False
        rest = text[length:].split()
        self._go(State.TEN)
        if text.isupper() and len(rest) <= 3:
            self._put(line, "ten_loai")
            return True
        at = line.goc.casefold().find(text[:length].casefold())
        while at >= 0 and length < len(text) and not line.goc[at + length : at + length + 1].isspace():
            length += 1
        if at < 0:
            self._put(line, "ten_loai")
            return True
        first, second = split(line, at + length, at + length + 1)
        self._put(first, "ten_loai")
        self._put(second, "trich_yeu")
        return True

    def _unframed(self, line: Dong) -> None:
        """A line of a head without tables, or the first after the head."""
        ready = {"so_ky_hieu", "dia_danh"} & self._seen
        if signs.upper(line) and not signs.GACH.match(line.chu):
            if ready and (signs.centred(line) or not self._formats) and len(line.chu.split()) <= 8:
                self._go(State.TEN)
                self._put(line, "ten_loai")
                return
            if not ready and len(self._names) < _CO_QUAN_MOST and len(line.chu) <= 150:
                self._names.append(len(self.out))
                self._put(line, KHAC)
                return
        if not ready and not self._names and len(self.out) < 5 and len(line.chu) <= 60:
            self._put(line, "")  # a stray mark above the head ("Dự thảo", a scan's noise)
            return
        self._go(State.THAN)
        self._text(line, "")

    def _settle_names(self) -> None:
        """Of the names before the number: the last block is who issues, what stands above it is its superior."""
        names, self._names = self._names, []
        if not names:
            return
        lines = [self.out[i][0] for i in names]
        cut = _issuer_begins(lines, formats=self._formats)
        given = "co_quan" in self._seen
        for n, i in enumerate(names):
            component = "chu_quan" if n < cut or given else "co_quan"
            self.out[i] = (lines[n], component)
            self._seen.add(component)

    # --- title and text ---------------------------------------------------------------------------------------

    def _title(self, line: Dong, frame: str) -> None:
        text = line.chu
        last = self._last[1] if self._last else ""
        if signs.KINH_GUI.match(text) or (last == "kinh_gui" and self._more_addressees(line, frame)):
            self._put(line, "kinh_gui")
        elif "kinh_gui" in self._seen or frame == "ky":
            self._leave_title(line, frame)
        elif self._telegram(line):
            self._put(line, KHAC)
        elif signs.dau(text) and "trich_yeu" in self._seen:
            self._put(line, "dau")
        elif "dia_danh" not in self._seen and signs.dia_danh(text):
            self._put(line, "dia_danh")
        elif "so_ky_hieu" not in self._seen and signs.so_ky_hieu(text):
            self._put(line, "so_ky_hieu")
        elif signs.CAN_CU.match(text) and last != "ten_loai":
            self._leave_title(line, frame)
        elif "trich_yeu" not in self._seen:
            self._put(line, "trich_yeu") if self._is_subject(line, first=True) else self._leave_title(line, frame)
        elif last == "trich_yeu" and not self._ruled() and self._is_subject(line, first=False):
            self._put(line, "trich_yeu")
        elif signs.upper(line) and (signs.centred(line) or not self._formats) and passage(line)[0] == "doan":
            self._put(line, KHAC)  # the authority's line of a quyết định
        else:
            self._leave_title(line, frame)

    def _authority(self, line: Dong) -> bool:
        """Whether a line under a decision's subject names who decides: in capitals, as the subject is not.

        Where that is in capitals too, the rule drawn beside its last line ends it.
        """
        if self._last is None or not signs.upper(line):
            return False
        over = self._last[0]
        decided = any(c == "ten_loai" and signs.ten_loai(d.in_ra) in _DECIDED for d, c in self.out)
        return decided and (not signs.upper(over) or any(s.kind == "line" for s in over.doan.shapes))

    def _is_subject(self, line: Dong, *, first: bool) -> bool:
        if passage(line)[0] in {"phan", "dieu", "khoan"} and not signs.centred(line):
            return False
        if not first and self._authority(line):
            return False
        if self._formats:
            if signs.upper(line) and signs.chuc_vu(line.chu) and not first:
                return False
            shaped = signs.centred(line) or (signs.bold(line) and len(line.chu) <= 300)
            return shaped or (
                first and len(line.chu) <= 200 and not signs.CAN_CU.match(line.chu) and not is_sentence(line.chu)
                and (":" not in line.chu or signs.V_V.match(line.chu) is not None)
            )  # fmt: skip
        if first:
            return len(line.chu) <= 500 and not signs.CAN_CU.match(line.chu)
        near = self._last is not None and line.doan.spot.p == self._last[0].doan.spot.p + 1
        return near and len(line.chu) <= 200 and not is_sentence(line.chu)

    def _telegram(self, line: Dong) -> bool:
        """Whether the line says who wires whom in a công điện, or is one of those listed under it (PL3, mẫu 1.6)."""
        if self._wired:
            return signs.GACH.match(line.chu) is not None
        named = any(c == "ten_loai" and signs.ten_loai(d.in_ra) == "Công điện" for d, c in self.out)
        self._wired = named and len(line.chu) <= 300 and signs.DIEN.search(line.chu) is not None
        return self._wired

    def _more_addressees(self, line: Dong, frame: str) -> bool:
        if self._last is None:
            return False
        before = self._last[0]
        dashed = signs.GACH.match(before.chu) and before.chu.endswith((";", "."))
        if dashed and self._formats and not signs.GACH.match(line.chu) and line.doan.layout.left <= 20:
            return line.doan.spot.table > 0  # outside a table: the list ended in a wrong mark and the text begins
        if before.chu.endswith((":", ";", ",")) or (frame == "khung" and self._same_table(line)):
            return True
        level = line.doan.layout.left
        return bool(signs.GACH.match(line.chu)) and level > 20 and level >= before.doan.layout.left

    def _leave_title(self, line: Dong, frame: str) -> None:
        self._go(State.THAN)
        self._text(line, frame)


def is_sentence(text: str) -> bool:
    """Whether a line is a whole sentence of running text, too long for a title."""
    return text.endswith((".", ";", ":")) and len(text.split()) > 12


def _issuer_begins(lines: list[Dong], *, formats: bool) -> int:
    """The index of the first line of the issuing agency's own name."""
    strong = [signs.bold(line) for line in lines] if formats else []
    if strong and strong[-1] and not all(strong):
        cut = len(strong) - 1
        while cut and strong[cut - 1]:
            cut -= 1
        return cut
    starts = [i for i, line in enumerate(lines) if signs.agency(signs.printed(line).upper())]
    kinds = {i: found.group() for i in starts if (found := _PEER.match(signs.printed(lines[i]).upper()))}
    peers = [i for i, kind in kinds.items() if kind == kinds.get(starts[-1])]
    if len(peers) > 1:
        return peers[0]  # agencies of one level issue together (a joint document)
    return starts[-1] if starts else 0
