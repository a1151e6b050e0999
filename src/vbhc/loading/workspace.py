"""An office's workspace: `data/` with the documents and what they share, `templates/`, `output/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vbhc.errors import UserError

TEN_TEP = "van_ban.yaml"


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
        """Every document folder, sorted."""
        return sorted(p.parent for p in self.data.glob(f"*/*/{TEN_TEP}"))


@lru_cache(maxsize=1024)
def _ten(root: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


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
        if (folder / "data" / "co_quan").is_dir():
            return Workspace(folder)
    raise UserError(
        f"{start}: không thấy thư mục làm việc (thư mục có data/co_quan). "
        "Chạy lệnh trong thư mục ấy, hoặc tạo mới bằng: vbhc init THƯ_MỤC"
    )


def document_folders(workspace: Workspace, targets: tuple[Path, ...]) -> list[Path]:
    """The document folders meant by what the user named: a document, its YAML file, or a folder of several.

    Raises:
        UserError: a target does not exist or holds no document.
    """
    if not targets:
        return workspace.documents()
    out: list[Path] = []
    for target in targets:
        if not target.exists():
            near = [workspace.ten(f) for f in workspace.documents() if target.name in f.name]
            more = f"; có phải {near[0]}?" if near else ""
            raise UserError(f"{target}: không có thư mục này{more}")
        if target.name == TEN_TEP:
            target = target.parent
        target = target.resolve()
        if not target.is_relative_to(workspace.root):
            raise UserError(f"{target}: nằm ngoài thư mục làm việc {workspace.root}")
        found = [target] if (target / TEN_TEP).is_file() else sorted(p.parent for p in target.rglob(TEN_TEP))
        if not found:
            raise UserError(f"{workspace.ten(target)}: không có văn bản nào ({TEN_TEP})")
        out += [f for f in found if f not in out]
    return out
