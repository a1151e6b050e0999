"""Where a table's rows come from, as the drafter names it: a file beside the YAML, never one elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from vbhc.errors import UserError, ly_do
from vbhc.text import letters


def tim_tep(thu_muc: Path, nguon: str, cac_duoi: Callable[[], Iterable[str]]) -> Path:
    r"""The file that `nguon` names, inside `thu_muc`.

    Args:
        thu_muc: the document's folder.
        nguon: a relative path; `\` counts as `/`. Names match whether composed (NFC) or not.
        cac_duoi: gives the suffixes of readable files, for the hint when the file is missing.

    Raises:
        UserError: absolute, outside the folder (by `..` or a link), or missing; no file name before it.
    """
    if "\0" in nguon:
        raise UserError("tên tệp có ký tự NUL")
    name = nguon.strip().replace("\\", "/")
    pure = PurePosixPath(name)
    if pure.is_absolute() or PureWindowsPath(name).drive or ".." in pure.parts or name.startswith("~"):
        raise UserError(f"“{nguon}”: chỉ lấy tệp nằm trong thư mục của văn bản; chép tệp vào đó và ghi tên tệp")
    if pure.name.startswith("."):
        raise UserError(f"“{nguon}”: tệp ẩn (tên mở đầu bằng dấu chấm) không dùng làm nguồn; đổi tên tệp")
    try:
        path = thu_muc
        for part in pure.parts:
            path = _con(path, part)
        if not path.exists():
            raise UserError(f"không có tệp “{nguon}”{_goi_y(thu_muc / pure.parent, pure.name, cac_duoi())}")
        if not path.resolve().is_relative_to(thu_muc.resolve()):
            raise UserError(f"“{nguon}” là liên kết ra ngoài thư mục của văn bản; chép tệp vào thư mục")
    except (OSError, RuntimeError) as error:
        reason = ly_do(error) if isinstance(error, OSError) else "liên kết vòng"
        raise UserError(f"không mở được “{nguon}” ({reason})") from None
    return path


def _con(folder: Path, name: str) -> Path:
    """The entry of that name, however its letters are composed on the disk."""
    if (folder / name).exists() or not folder.is_dir():
        return folder / name
    same = [p for p in folder.iterdir() if letters.nfc(p.name) == letters.nfc(name)]
    return same[0] if len(same) == 1 else folder / name


def _goi_y(folder: Path, name: str, cac_duoi: Iterable[str]) -> str:
    if not folder.is_dir():
        return f"; cũng không có thư mục “{folder.name}”"
    known = set(cac_duoi)
    there = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in known and not p.name.startswith("~$"))
    near = letters.nearest(name, there)
    if near:
        return f"; có phải “{near}”?"
    return f"; trong thư mục có: {', '.join(there[:10])}" if there else "; thư mục không có bảng tính nào"
