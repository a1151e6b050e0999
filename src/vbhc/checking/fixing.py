"""Mending what is safe: form, never words. Data in their place, a Word file as tracked changes in a copy beside it.

Before anything is written, the file is judged again as it would be: its words must be the same, one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vbhc import archive, pipeline
from vbhc.checking.judging import Da
from vbhc.checking.places import Places
from vbhc.errors import UserError, ly_do
from vbhc.loading import mending
from vbhc.loading.mending import Replacement
from vbhc.loading.workspace import Workspace
from vbhc.model.edits import Edit, TextEdit
from vbhc.model.finding import Finding, Sua
from vbhc.word import revisions, tracked
from vbhc.word.opening import WORD
from vbhc.word.seeing import view_of

AI = "vbhc"
_DATE = re.compile(rb'w:date="[^"]*"')


@dataclass(frozen=True, slots=True)
class DaSua:
    """What mending one source did: the files written, how many findings were mended, what was left and why."""

    ten: str
    tep: tuple[Path, ...] = ()
    so: int = 0
    bo_lai: tuple[str, ...] = ()


def fix(workspace: Workspace | None, judged: Da, khi: str) -> DaSua:
    """Mend the safe findings of one judged source.

    Args:
        workspace: where it lives.
        judged: what judging it gave, whole (not `gon`).
        khi: the time to write on tracked changes, ISO.

    Raises:
        UserError: the file is signed, cannot be written, or somebody saved it meanwhile.
    """
    safe = [f for f in judged.bao_cao.ket_qua.findings if f.sua is Sua.AN_TOAN and f.edits]
    if not safe:
        return DaSua(judged.bao_cao.ket_qua.ten)
    if judged.nguon.is_dir():
        assert workspace is not None
        return _folder(workspace, judged, safe)
    if judged.nguon.suffix.lower() not in WORD:
        return DaSua(judged.bao_cao.ket_qua.ten, bo_lai=("chỉ sửa được tệp .docx; mở bằng Word, lưu thành .docx",))
    return _file(judged, safe, khi)


# --- data -------------------------------------------------------------------------------------------------------------


def _folder(workspace: Workspace, judged: Da, safe: list[Finding]) -> DaSua:
    name = judged.bao_cao.ket_qua.ten
    ho_so = pipeline.load(workspace, judged.nguon).value
    document = judged.bao_cao.van_ban
    if ho_so is None or document is None:
        raise UserError(f"{name}: dữ liệu vừa đổi; chạy lại")
    places = Places(judged.nguon, ho_so, document)
    changes: dict[Path, list[Replacement]] = defaultdict(list)
    left: list[str] = []
    for finding in safe:
        made = [_in_the_data(places, edit) for edit in finding.edits]
        if all(made):
            for path, change in filter(None, made):
                changes[path].append(change)
        else:
            left.append(f"{finding.place}: {finding.message}: chữ này không nằm trong tệp dữ liệu YAML")
    written, refused, count = [], 0, len(safe) - len(left)
    for path, wanted in sorted(changes.items()):
        done = mending.mend_file(path, workspace.ten(path), wanted)
        left += [f"{workspace.ten(path)}:{c.line}: {why}" for c, why in done.bo_lai]
        refused += len(done.bo_lai)
        if len(done.bo_lai) < len(set(wanted)):
            written.append(path)
    return DaSua(name, tuple(written), max(0, count - refused), tuple(left))


def _in_the_data(places: Places, edit: Edit) -> tuple[Path, Replacement] | None:
    doan = places.doan.get((edit.spot.part, edit.spot.p)) if isinstance(edit, TextEdit) else None
    if doan is None or doan.annex >= 0 or not isinstance(edit, TextEdit):
        return None
    return places.locator.replacement(doan.chu, edit, doan.thanh_phan, doan.lan)


# --- Word -------------------------------------------------------------------------------------------------------------


def _file(judged: Da, safe: list[Finding], khi: str) -> DaSua:
    name = judged.bao_cao.ket_qua.ten
    parts = archive.read(judged.nguon, "tệp Word")
    before = view_of(parts, name)
    if judged.bao_cao.van_ban is None or before.blocks != judged.bao_cao.van_ban.view.blocks:
        raise UserError(f"{name}: có người vừa lưu tệp này; chạy lại")
    made = tracked.apply_some(parts, _edits(safe), ai=AI, khi=khi)
    _prove(name, parts, made.parts)
    left = tuple(f"{name}: {why}" for why in dict.fromkeys(why for _, why in made.bo_lai))
    refused = {edit for edit, _ in made.bo_lai if isinstance(edit, TextEdit)}
    count = sum(not any(e in refused for e in f.edits if isinstance(e, TextEdit)) for f in safe)
    if made.parts == parts:
        return DaSua(name, bo_lai=left)
    target, there = _beside(judged.nguon, made.parts)
    if not there:
        archive.replace_file(target, archive.pack(made.parts))
    return DaSua(name, (target,), count, left)


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    out: list[Edit] = []
    for finding in findings:
        out += [edit for edit in finding.edits if edit not in out]
    return out


def _prove(name: str, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """The words must be the same with the changes accepted, and the file the same with them rejected.

    Raises:
        UserError: they are not; nothing is written.
    """
    was = view_of(before, name)
    accepted = view_of(revisions.accept(after), name)
    rejected = view_of(revisions.reject(after), name)
    settled = view_of(revisions.reject(before), name)
    if not tracked.same_words(was, accepted) or not tracked.same_words(settled, rejected):
        raise UserError(f"{name}: không chứng minh được lời văn giữ nguyên nên không sửa; báo cho người phát triển")


def _beside(path: Path, parts: Mapping[str, bytes]) -> tuple[Path, bool]:
    """`x_da-sua.docx`, or the first free number (nobody's file is overwritten), and whether it holds the parts already.

    Raises:
        UserError: no name is free, or the system takes none.
    """
    for n in range(1, 1000):
        target = path.with_name(f"{path.stem}_da-sua{'' if n == 1 else f'-{n}'}{path.suffix}")
        try:
            if not target.exists():
                return target, False
        except OSError as error:
            raise UserError(f"{target}: không ghi được ({ly_do(error)})") from None
        if _same(target, parts):
            return target, True
    raise UserError(f"{path}: đã có quá nhiều bản sửa bên cạnh; dọn bớt rồi chạy lại")


def _same(path: Path, parts: Mapping[str, bytes]) -> bool:
    """Whether a file is what an earlier run made of the same file: all but the time of the changes."""
    try:
        there = archive.read(path, "tệp Word")
    except UserError:
        return False
    return there.keys() == parts.keys() and all(
        data == parts[name] or _DATE.sub(b"", data) == _DATE.sub(b"", parts[name]) for name, data in there.items()
    )
