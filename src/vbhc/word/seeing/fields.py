"""Fields (`PAGE`, `REF`, …): what Word computes, from its code to the words it last gave (ECMA-376 17.16.2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False

    @property
    def name(self) -> str:
        words = self.code.split()
        return words[0].upper() if words else "?"


class Fields:
    """The fields that are open at one place of the text, one inside another; true while there are any."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def shown(self) -> bool:
        """Whether words print here: in a field's result or outside all, never in a code."""
        return not self._open or self._open[-1].in_result

    @property
    def name(self) -> str:
        """The name of the innermost field; "" outside all."""
        return self._open[-1].name if self._open else ""

    def begin(self) -> None:
        """A field opens; its code follows."""
        self._open.append(_Field())

    def code(self, text: str) -> None:
        """More of the innermost field's code."""
        if not self.shown:
            self._open[-1].code += text

    def separate(self) -> None:
        """The code ends; what the field last gave follows."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> str:
        """The innermost field closes; its name, "" where none was open."""
        return self._open.pop().name if self._open else ""
