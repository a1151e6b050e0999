"""An office's workspace: `data/` with the documents and what they share, `templates/`, `output/`."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vbhc.errors import UserError, ly_do
from vbhc.problems import Place, Problem, Severity
from vbhc.text import letters

TEN_TEP = "van_ban.yaml"
_DEPTH = 2
"""Of a document's folder under `data/`: year and name."""
_SHARED = ("co_quan", "schema")
"""Folders of `data/` that hold no documents."""
_LIKE_TEN_TEP = re.compile(r"van_?ban(?:_\w+)?_(?:yaml|yml|txt)(?:_\w+)?")
"""Names, as `key_of` gives them, of what people or their editors make of `van_ban.yaml`."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Its root folder; everything else is found from there."""

    root: Path

    @property
    def data(self) -> Path:
        """Where documents and shared files live."""
        return self.root / "data"

    @property
    def output(self) -> Path:
        """Where printed files go; never committed."""
        return self.root / "output"

    @property
    def templates(self) -> Path:
        """The office's own templates."""
        return self.root / "templates"

    def ten(self, path: Path) -> str:
        """A path as messages show it: from the root, with forward slashes on every system."""
        return _ten(self.root, path if path.is_absolute() else Path.cwd() / path)

    def documents(self) -> list[Path]:
        """Every document folder, sorted: `data/<năm>/<tên>`, of which each has a place of its own in output/."""
        return sorted(p.parent for p in self.data.glob(f"*/*/{TEN_TEP}"))

    def misplaced(self, targets: tuple[Path, ...] = ()) -> list[Problem]:
        """A warning for every document that `documents` leaves out, being too deep in `data/` or not deep enough.

        Their prints would meet: `data/2025/quy-1/tb` and `data/2026/quy-1/tb` both in `output/quy-1/`.

        Args:
            targets: what the user named; only what is in these folders is told. Nothing: all of `data/`.
        """
        within = [target.resolve() for target in targets if target.is_dir()] if targets else [self.data]
        found = sorted(path.parent for path in self.data.rglob(TEN_TEP)) if within else []
        out = []
        for folder in found:
            parts = folder.relative_to(self.data).parts
            hidden = any(part.startswith(".") for part in parts)
            if len(parts) == _DEPTH or hidden or not any(folder.is_relative_to(one) for one in within):
                continue
            year, name = (parts[0], parts[1:]) if parts and parts[0].isdigit() else ("<năm>", parts)
            out.append(
                Problem(
                    Place(self.ten(folder / TEN_TEP)), Severity.CANH_BAO, "tep/sai_cho",
                    "văn bản không ở data/<năm>/<tên> nên chỉ được in, được soát khi ghi rõ thư mục của nó",
                    f"Chuyển thư mục ấy thành data/{year}/{'-'.join(name) or '<tên>'}",
                )
            )  # fmt: skip
        return out + [one for folder in self._folders(within) if (one := self._unread(folder))]

    def _folders(self, within: list[Path]) -> list[Path]:
        """Folders in a document's place, whatever they hold."""
        years = [p for p in self.data.glob("*") if not p.name.startswith(".") and p.name not in _SHARED]
        found = sorted(p for year in years for p in year.glob("*") if not p.name.startswith(".") and p.is_dir())
        return [p for p in found if any(p.is_relative_to(one) for one in within)]

    def _unread(self, folder: Path) -> Problem | None:
        """What keeps a folder from being taken for a document that a person may have meant it to be."""
        code, place = "tep/khong_doc", Place(self.ten(folder))
        try:
            there = sorted(p.name for p in folder.iterdir())
        except OSError as error:
            what = f"không mở được thư mục ({ly_do(error)}) nên không in, không soát"
            return Problem(place, Severity.CANH_BAO, code, what, "Xem lại quyền đọc của thư mục")
        if TEN_TEP in there:
            what = f"{TEN_TEP} trỏ tới một tệp không còn nên không in, không soát"
            gone = not (folder / TEN_TEP).exists()
            return Problem(place, Severity.CANH_BAO, code, what, "Chép tệp ấy vào đây") if gone else None
        near = [n for n in there if _LIKE_TEN_TEP.fullmatch(letters.key_of(n))]
        if not near:
            return None
        what = f"có ‹{near[0]}› mà không có {TEN_TEP} nên không in, không soát"
        return Problem(place, Severity.CANH_BAO, code, what, f"Đổi tên tệp thành {TEN_TEP}")


@lru_cache(maxsize=1024)
def _ten(root: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def is_there(path: Path) -> bool:
    """Whether something stands at a path that the user named.

    Raises:
        UserError: nobody can tell: a name is too long, a folder on the way may not be entered.
    """
    try:
        return path.exists()
    except OSError as error:
        raise UserError(f"{path}: không mở được ({ly_do(error)})") from None


def find(start: Path) -> Workspace:
    """The workspace that holds a path.

    Raises:
        UserError: no folder above it has `data/co_quan`.
    """
    try:
        here = start.resolve()
    except OSError:
        raise UserError("thư mục đang đứng không còn; chuyển tới thư mục làm việc rồi chạy lại") from None
    for folder in (here, *here.parents):
        with suppress(OSError):  # a name too long, a folder that may not be entered: no workspace of ours
            if (folder / "data" / "co_quan").is_dir():
                return Workspace(folder)
    raise UserError(
        f"{start}: không thấy thư mục làm việc (thư mục có data/co_quan). "
        "Chạy lệnh trong thư mục ấy, hoặc tạo mới bằng: vbhc init THƯ_MỤC"
    )


def document_folders(workspace: Workspace, targets: tuple[Path, ...]) -> list[Path]:
    """The document folders meant by what the user named: a document, its YAML file, or a folder of several.

    In a folder of several those count that `Workspace.documents` gives; a document named itself may be anywhere.

    Raises:
        UserError: a target does not exist or holds no document.
    """
    everywhere = workspace.documents()
    if not targets:
        return everywhere
    placed = set(everywhere)
    out: dict[Path, None] = {}
    for target in targets:
        if not is_there(target):
            near = [workspace.ten(f) for f in everywhere if target.name in f.name]
            more = f"; có phải {near[0]}?" if near else ""
            raise UserError(f"{target}: không có thư mục này{more}")
        named = target.name == TEN_TEP
        folder = (target.parent if named else target).resolve()
        if not folder.is_relative_to(workspace.root):
            raise UserError(f"{folder}: nằm ngoài thư mục làm việc {workspace.root}")
        found = [folder] if named or folder in placed else [f for f in everywhere if f.is_relative_to(folder)]
        if not found and (folder / TEN_TEP).is_file():
            found = [folder]
        if not found:
            said = "".join(f"\n{one}" for one in workspace.misplaced((folder,)))
            raise UserError(f"{workspace.ten(folder)}: không có văn bản nào ({TEN_TEP}){said}")
        out |= dict.fromkeys(found)
    return list(out)
