"""Lines of A changed word by word into lines of B, at the letters of A's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vbhc.compare import words
from vbhc.model.ban_doc import Dong
from vbhc.model.edits import TextEdit
from vbhc.model.so_sanh import Tu
from vbhc.recognising.lines import lines_of

_OLD = "bản trước có chữ gõ bằng bảng mã cũ (TCVN3, VNI), không ghi thay đổi vào được; chuyển sang Unicode rồi làm lại"


def typed(line: Dong) -> str:
    """A line as one would type it: its number included, capitals that a format makes typed as capitals."""
    if any(run.look.caps for run in line.runs):
        return words.printed(f"{line.tu_dong} {line.in_ra}".strip())
    return words.printed(line.goc.strip())


def unmarked(text: str, mark: str) -> str:
    """A text without the mark it begins with."""
    return text.removeprefix(mark).lstrip()


def whole(line: Dong) -> bool:
    """Whether a line is all that its paragraph says."""
    return [x.goc.strip() for x in lines_of(line.doan) if x.doan is line.doan and x.chu] == [line.goc.strip()]


def changed(
    old: Sequence[Dong], new: Sequence[str], left: list[str], *, mark: str = "", whole: bool = False
) -> list[TextEdit]:
    """What turns lines of A into texts of B; the ends of lines stay where A has them.

    Args:
        old: the lines.
        new: the texts.
        left: is told where the file's own letters are others than those that were read (an old encoding): nothing may
            be put beside them.
        mark: what the first text begins with as its number; where Word makes that of the line, it is left to Word.
        whole: all words go and come, whatever they have in common.
    """
    found = list(_edits(_Letters(old), new, mark, whole=whole))
    if found and any(_offset(line) is None for line in old):
        left.append(_OLD)
        return []
    return found


def _own(line: Dong) -> str:
    """A line's text in the file: without the number that Word makes."""
    return line.goc[len(line.tu_dong) + 1 :] if line.tu_dong else line.goc


def _offset(line: Dong) -> int | None:
    """Where a line's text begins in its paragraph; None where the file has other letters."""
    own = _own(line)
    return line.dau if line.doan.text[line.dau : line.dau + len(own)] == own else None


@dataclass(slots=True)
class _Letters:
    """Lines as one text with single blanks, and where each of its letters stands: line, start and end in the file."""

    lines: Sequence[Dong]
    text: str = ""
    at: list[tuple[int, int, int]] = field(default_factory=list)
    caps: bool = False

    def __post_init__(self) -> None:
        """Read the lines."""
        out: list[str] = []
        for n, line in enumerate(self.lines):
            start = _offset(line) or 0
            own = _own(line)
            begin, end = len(own) - len(own.lstrip()), len(own.rstrip())
            if out and begin < end:
                out.append(" ")
                self.at.append((n, start + begin, start + begin))
            in_pieces = words.printed(own) != own
            for k in range(begin, end):
                letter = " " if own[k].isspace() else own[k]
                both = "".join(out[-1:]) + letter
                one = " " if both == "  " else words.printed(both) if in_pieces else both
                if k > begin and len(one) == 1:  # one of several blanks, a mark typed apart, what nobody sees
                    out[-1] = one
                    self.at[-1] = (*self.at[-1][:2], start + k + 1)
                else:
                    out.append(letter)
                    self.at.append((n, start + k, start + k + 1))
        self.text = "".join(out)
        self.caps = bool(out) and all(r.look.caps for line in self.lines for r in line.runs if r.text.strip())

    def gap(self, at: int) -> tuple[int, int]:
        """Where words come in before a letter: line, and place in the file."""
        if not self.at:
            return 0, _offset(self.lines[0]) or 0
        return (self.at[at - 1][0], self.at[at - 1][2]) if at else self.at[0][:2]


def _edits(old: _Letters, new: Sequence[str], mark: str, *, whole: bool) -> Iterator[TextEdit]:
    text = " ".join(" ".join(new).split())
    number = old.lines[0].tu_dong
    if number:
        text = unmarked(text, mark if mark and text.startswith(mark) else number)
    if whole and old.text != text:
        yield from _change(old, 0, len(old.text), text)
        return
    before = old.text.upper() if old.caps else old.text
    if len(before) != len(old.text):  # a letter whose capital is two letters
        before = old.text
    text = text.upper() if old.caps else text
    at, to, gone = 0, 0, 0
    for piece in (*words.changed(*words.alike(before, text)), Tu("=", "")):
        size = len(piece.chu)
        if piece.dau == "-":
            gone = size
            continue
        put = text[to : to + size] if piece.dau == "+" else ""
        if put or gone:
            yield from _change(old, at, at + gone, put)
        at += gone + (size if piece.dau == "=" else 0)
        to += size
        gone = 0


def _change(old: _Letters, start: int, end: int, put: str) -> Iterator[TextEdit]:
    """Take the letters `start`…`end` out, line by line, and put a text in where the first of them stood.

    Blanks at its edges that stay are left out of it: what is put in takes the format of the words that go.
    """
    while start < end and put[:1] == old.text[start] == " ":
        start, put = start + 1, put[1:]
    while start < end and put[-1:] == old.text[end - 1] == " ":
        end, put = end - 1, put[:-1]
    if start == end:
        line, at = old.gap(start)
        yield TextEdit(old.lines[line].doan.spot, at, at, put, whole=True)
        return
    spans: dict[int, list[int]] = {}
    for line, first, last in old.at[start:end]:
        span = spans.setdefault(line, [first, last])
        span[1] = last
    for line, (first, last) in spans.items():
        if first < last or put:
            yield TextEdit(old.lines[line].doan.spot, first, last, put, whole=True)
            put = ""
