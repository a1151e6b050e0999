"""Which version of the data a print was made from: what its stamp says, held against what each version would print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vbhc import archive, composing, pipeline
from vbhc.errors import UserError
from vbhc.git import Commit
from vbhc.model.ban_in import BanIn
from vbhc.reviewing.drafts import version_folder
from vbhc.reviewing.life_versions import Versions
from vbhc.word import stamp
from vbhc.word.tables import words_hash


def version_of_print(versions: Versions, path: Path, done: Callable[[int, int], None]) -> Commit:
    """The newest version whose data give this print; a person may have worked in the file since.

    The inputs must be the same to the last. Where no version has the same (another edition of the program may have
    printed it), the same data and the same words in every table do.

    Raises:
        UserError: the file is no print of ours, or of no version.
    """
    if not versions.folder:
        raise UserError(f"{path}: bản in chỉ chỉ ra phiên bản của dữ liệu; với tệp Word hãy ghi phiên bản git")
    mark = stamp.read(archive.read(path, "tệp Word"))
    if mark is None:
        raise UserError(f"{path}: không phải bản in của chương trình, không rõ in từ phiên bản nào; ghi phiên bản git")
    near: Commit | None = None
    seen: set[str] = {""}
    for n, commit in enumerate(versions.commits, start=1):
        key = versions.state(commit.hash).moi_thu
        if key not in seen:
            seen.add(key)
            composed = _composed(versions, commit)
            if composed is not None and pipeline.inputs_hash(composed) == mark.dau_vao:
                done(len(versions.commits), len(versions.commits))
                return commit
            if near is None and composed is not None and _same(mark, composed):
                near = commit
        done(n, len(versions.commits))
    if near is None:
        raise UserError(
            f"{path}: không phiên bản nào của {versions.name} cho ra bản in này (in từ: {mark.nguon or 'không rõ'}); "
            "có thể nó in từ dữ liệu chưa commit. Ghi phiên bản git thay cho tệp"
        )
    return near


def _composed(versions: Versions, commit: Commit) -> BanIn | None:
    try:
        with version_folder(versions.repo, commit, versions.names[commit.hash]) as (workspace, folder):
            loaded = pipeline.load(workspace, folder).value
            return composing.ban_in(loaded).value if loaded is not None else None
    except (UserError, OSError, RecursionError):
        return None  # a version that cannot be printed has no print


def _same(mark: stamp.Stamp, ban_in: BanIn) -> bool:
    tables = {one.bang.ma: words_hash(one.bang) for one in ban_in.phu_luc if one.bang is not None}
    return mark.du_lieu == ban_in.du_lieu and mark.bang.items() <= tables.items()
