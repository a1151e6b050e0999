"""What is meant by the user's words: folders of data, Word files, texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vbhc.errors import UserError, ly_do
from vbhc.loading.workspace import TEN_TEP, Workspace, document_folders
from vbhc.text import letters
from vbhc.word.opening import OLD_WORD, WORD


def sources(workspace: Workspace | None, targets: Sequence[Path]) -> list[Path]:
    """What is meant by the user's words: document folders and files; without any, all of `data/` and `output/`.

    Raises:
        UserError: a target does not exist, or holds nothing that can be judged.
    """
    if not targets:
        if workspace is None:
            raise UserError("chưa rõ soát gì; ghi tên tệp Word, hoặc chạy trong thư mục làm việc (có data/co_quan)")
        return [*workspace.documents(), *_files(workspace.output)]
    out: list[Path] = []
    for target in targets:
        _must_be_there(target)
        if target.is_file() and target.name != TEN_TEP:
            found = [target]
        elif target.is_dir() and not any(True for _ in target.rglob(TEN_TEP)):
            found = _files(target)
        elif workspace is not None:
            found = document_folders(workspace, (target,))
        else:
            raise UserError(f"{target}: không nằm trong thư mục làm việc nào (thư mục có data/co_quan)")
        if not found:
            raise UserError(f"{target}: không có văn bản nào")
        out += [f for f in found if f not in out]
    return out


def _files(folder: Path) -> list[Path]:
    endings = WORD | OLD_WORD
    return sorted(
        p
        for p in folder.rglob("*")
        if p.suffix.lower() in endings and not p.name.startswith(("~$", ".")) and not p.is_dir()
    )


def _must_be_there(target: Path) -> None:
    try:
        if target.exists():
            return
    except OSError as error:  # a folder on the way may not be entered, a name may be too long
        raise UserError(f"{target}: không mở được ({ly_do(error)})") from None
    names = _names(target.parent)
    near = letters.nearest(target.stem, names)
    more = f"; có phải “{target.with_name(names[near])}”?" if near else ""
    raise UserError(f"{target}: không có tệp hay thư mục này{more}")


def _names(folder: Path) -> dict[str, str]:
    try:
        return {p.stem: p.name for p in sorted(folder.iterdir())}
    except OSError:
        return {}
