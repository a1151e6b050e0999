"""Writing into output/ without ever harming a file that a person has edited."""

from __future__ import annotations

import re
from contextlib import suppress
from enum import Enum
from pathlib import Path

from vbhc import archive
from vbhc.errors import FileChangedByPerson, UserError, ly_do
from vbhc.word import stamp


class State(Enum):
    """What stands where we are to write."""

    NONE = "chưa có"
    OURS = "của chương trình, chưa ai sửa"
    EDITED = "đã có người sửa"
    FOREIGN = "không do chương trình in"


def look(path: Path) -> tuple[State, stamp.Stamp | None]:
    """What stands at a path, and its stamp when it is a print of ours."""
    if not path.exists():
        return State.NONE, None
    try:
        parts = archive.read(path, "tệp Word")
    except UserError:
        return State.FOREIGN, None
    mark = stamp.read(parts)
    if mark is None:
        return State.FOREIGN, None
    return (State.EDITED if mark.than != stamp.body_hash(parts) else State.OURS), mark


def holds(path: Path, data: bytes) -> bool:
    """Whether a file is there and is exactly these bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def put(path: Path, data: bytes, shown: str, *, ghi_de: bool = False) -> Path | None:
    """Write a print, unless a person's work stands there.

    Args:
        path: where.
        data: the new file.
        shown: the path as messages show it.
        ghi_de: overwrite all the same; the person's file is kept beside it.

    Returns:
        Where a person's file was put aside, if there was one.

    Raises:
        FileChangedByPerson: the file there was edited by hand or is not ours; nothing was written.
        UserError: it could not be written; the old file stays.
    """
    state, _ = look(path)
    aside = None
    if state in (State.EDITED, State.FOREIGN):
        if not ghi_de:
            raise FileChangedByPerson(
                shown,
                f"tệp {state.value} sau khi in nên không ghi đè; bản mới chưa được in. "
                f"Cách làm: đổi tên hoặc chuyển tệp ấy đi rồi chạy lại; hoặc thêm --ghi-de (tệp ấy được giữ thành "
                f"“{path.stem}.ban-sua.docx”)"
                if state is State.EDITED
                else f"ở đó đang có một tệp {state.value} nên không ghi đè. Đổi tên hoặc chuyển tệp ấy đi rồi chạy lại",
            )
        aside = keep_aside(path)
    archive.replace_file(path, data)
    return aside


def sweep(output: Path, before: float) -> None:
    """Take away what runs that were killed left half written.

    Args:
        output: the folder of all prints.
        before: seconds since 1970; what was written later may be another run's, still at work.
    """
    for path in (*output.glob(f"*/{archive.TEMPORARY}"), *output.glob(f"*/*/{archive.TEMPORARY}")):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()


_ASIDE = re.compile(r"\.ban-sua(-\d+)?\.[^.]+$")


def is_aside(path: Path) -> bool:
    """Whether a file is called as `keep_aside` calls copies."""
    return _ASIDE.search(path.name) is not None


def keep_aside(path: Path) -> Path:
    """Copy a person's file beside its place, under a name that is free; the file itself stays until it is replaced."""
    n = 1
    while (aside := path.with_name(f"{path.stem}.ban-sua{'' if n == 1 else f'-{n}'}{path.suffix}")).exists():
        n += 1
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: không đọc được ({ly_do(error)}); đóng tệp nếu đang mở bằng Word") from None
    archive.replace_file(aside, data)
    return aside
