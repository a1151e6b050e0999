"""The life of a document from git: what each version changed in it as it prints, and where each unit is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from vbhc import compare, git
from vbhc.compare.units import units
from vbhc.errors import UserError
from vbhc.loading.workspace import TEN_TEP
from vbhc.model.doi_song import DoiSong, LanSua, NguonGoc, Viec
from vbhc.model.so_sanh import Loai, SoSanh, ThayDoi
from vbhc.reviewing import life_blame
from vbhc.reviewing.drafts import of_disk
from vbhc.reviewing.life_prints import version_of_print
from vbhc.reviewing.life_versions import Versions, attempt, versions
from vbhc.text import letters
from vbhc.word import opening

Done = Callable[[int, int], None]
"""Told how many versions have been looked at, and of how many."""


def history(path: Path, done: Done, tu: str = "", den: str = "", phan: str = "", so: int = 0) -> DoiSong:
    """What each version changed in a document, newest first.

    Args:
        path: a data folder or a Word file that git holds; it need not be there any more.
        done: called as the work goes on.
        tu: only what came after this: a version, or a print that was made from one.
        den: only until this; then nothing is said of what is not committed.
        phan: only changes in this part ("Mục II", "Phụ lục I", "nơi nhận"), or at this place.
        so: at most so many versions; 0 all.

    Raises:
        UserError: git does not hold it, or only the end of its history; an unknown version, print or part.
    """
    found, asked = _meant(path, tu, den, done)
    wanted = letters.key_of(phan)
    if phan and not wanted:
        raise UserError(f"--phan: “{git.printable(phan)}” không phải tên một phần của văn bản")
    told = islice(_told(found, asked, wanted, done), so or None)
    now = [] if den else [_uncommitted(found, path)]
    every = (*filter(None, (_only(one, wanted) for one in now if one is not None)), *told)
    if wanted and not every:
        _known_part(found, phan, wanted)
    return DoiSong(found.name, every, phan)


def blame(path: Path, done: Done, tu: str = "", den: str = "", phan: str = "") -> NguonGoc:
    """Every unit of a document as it is now (or was in `den`), with the version that last changed its words.

    Args:
        path: as `history`; of what is there now it tells what is not committed.
        done: called as the work goes on.
        tu: versions until this one are told as older.
        den: the document of this version, or print.
        phan: only units of this part, or place.

    Raises:
        UserError: as `history`, or the document cannot be printed.
    """
    found, asked = _meant(path, tu, den, done)
    tip = found.commits[0].hash
    if den or not _there(path, folder=found.folder):
        if not found.state(tip).moi_thu:
            raise UserError(f"{found.name}: văn bản đã bị xoá; chỉ rõ phiên bản còn nó bằng --den")
        printed = found.printed(tip)
        if printed.document is None:
            raise UserError(f"{found.name}: {printed.vi_sao}")
        lines = life_blame.blame(found, printed.document, committed=True, asked=asked, done=done)
    else:
        lines = life_blame.blame(found, of_disk(path).document, committed=False, asked=asked, done=done)
    every = tuple(lines)
    if phan:
        wanted = letters.key_of(phan)
        kept = tuple(one for one in every if _in_part(wanted, one.phan, one.vi_tri))
        if not kept:
            raise UserError(_unknown_part(phan, [one.phan for one in every]))
        every = kept
    return NguonGoc(found.name, every)


# --- what is asked for ------------------------------------------------------------------------------------------------


def _meant(path: Path, tu: str, den: str, done: Done) -> tuple[Versions, set[str]]:
    """The history until `den`, and which of its versions are told: those after `tu`."""
    repo = git.repo(path)
    found = versions(repo, path, "HEAD" if _is_print(den) else den or "HEAD")
    if _is_print(den):
        found = versions(repo, path, version_of_print(found, Path(den), done).hash)
    if not tu:
        return found, {c.hash for c in found.commits}
    end = found.commits[0].hash
    since = version_of_print(found, Path(tu), done).hash if _is_print(tu) else tu
    return found, {c.hash for c in git.history.versions(repo, found.paths, since, end)}


def _is_print(word: str) -> bool:
    try:
        return Path(word).suffix.lower() in opening.WORD and Path(word).is_file()
    except (OSError, ValueError):
        return False


def _in_part(wanted: str, *places: str) -> bool:
    """Whether one of some places is the wanted one, or in it; marks, capitals and punctuation do not count."""
    return any(f"{letters.key_of(place)}_".startswith(f"{wanted}_") for place in places)


def _known_part(found: Versions, phan: str, wanted: str) -> None:
    """A part without a change is told as such; one that the document does not have is a slip."""
    newest = found.base(found.commits[0].hash)
    every = units(found.document(newest)) if newest else []
    if not any(_in_part(wanted, unit.phan, unit.vi_tri) for unit in every):
        raise UserError(_unknown_part(phan, [unit.phan for unit in every]))


def _unknown_part(phan: str, known: Iterable[str]) -> str:
    parts = ", ".join(git.printable(part) for part in dict.fromkeys(known) if part)
    return f"--phan: văn bản không có phần “{git.printable(phan)}”; các phần: {parts}"


# --- versions told ----------------------------------------------------------------------------------------------------


def _told(found: Versions, asked: set[str], wanted: str, done: Done) -> Iterator[LanSua]:
    for n, commit in enumerate(found.commits, start=1):
        one = _version(found, commit) if commit.hash in asked else None
        kept = _only(one, wanted) if one is not None else None
        done(n, len(found.commits))
        if kept is not None:
            yield kept


def _version(found: Versions, commit: git.Commit) -> LanSua | None:
    """What one version did; None where it is of no matter to the document."""
    now, before = found.state(commit.hash), [found.state(up) for up in commit.cha]
    ten_cu = found.renamed.get(commit.hash, "")
    if any(now.moi_thu == other.moi_thu for other in before) and not ten_cu:
        return None
    if not now.moi_thu:
        return LanSua(commit, Viec.XOA) if before and all(other.moi_thu for other in before) else None
    own = ten_cu != "" or all(now.rieng != other.rieng for other in before)
    printed = found.printed(commit.hash)
    if printed.document is None:
        return LanSua(commit, Viec.HONG, vi_sao=printed.vi_sao, ten_cu=ten_cu) if own else None
    bases = [base for base in dict.fromkeys(map(found.base, commit.cha)) if base]
    if not bases:
        return LanSua(commit, Viec.DAU_DUNG if any(other.moi_thu for other in before) else Viec.DAU, ten_cu=ten_cu)
    compared = [compare.so_sanh(found.document(base), printed.document) for base in bases]
    again = not any(other.moi_thu for other in before)
    nothing = Viec.LAI if again else Viec.GOP if len(before) > 1 else Viec.KHONG
    one = _changes(commit, compared, nothing, ten_cu)
    return one if own or one.thay_doi or one.dinh_dang else None


def _changes(commit: git.Commit | None, compared: Sequence[SoSanh], nothing: Viec, ten_cu: str = "") -> LanSua:
    first, *others = compared
    own = [t for t in first.thay_doi if all(any(_same(t, o) for o in other.thay_doi) for other in others)]
    told = tuple(t for t in own if t.loai is not Loai.DINH_DANG)
    formats = len(own) - len(told)
    viec = Viec.SUA if own and nothing is not Viec.LAI else nothing
    return LanSua(commit, viec, told, formats, len(first.khong_so), ten_cu=ten_cu)


def _same(one: ThayDoi, other: ThayDoi) -> bool:
    """Whether two changes, from two versions to the one that joins them, are the same: this one's own."""
    if (one.loai is Loai.DINH_DANG) is not (other.loai is Loai.DINH_DANG):
        return False
    if one.b or other.b:
        return not set(one.b).isdisjoint(other.b)
    return (one.loai, one.thanh_phan, one.cu) == (other.loai, other.thanh_phan, other.cu)


def _only(one: LanSua, wanted: str) -> LanSua | None:
    """A version with its changes in one part alone; None where there are none. Formats are counted for all parts."""
    if not wanted:
        return one
    kept = tuple(t for t in one.thay_doi if _in_part(wanted, t.phan, t.vi_tri, t.vi_tri_cu))
    return LanSua(one.commit, one.viec, kept, 0, 0, ten_cu=one.ten_cu) if kept else None


def _uncommitted(found: Versions, path: Path) -> LanSua | None:
    """What the disk holds that no version does; None when it prints as the newest version."""
    tip = found.commits[0].hash
    base, state = found.base(tip), found.state(tip)
    if not _there(path, folder=found.folder):
        return LanSua(None, Viec.XOA) if state.moi_thu else None
    if not state.moi_thu:
        nothing = Viec.LAI
    elif base != tip:
        nothing = Viec.HONG
    else:
        nothing = Viec.KHONG
    now = attempt(lambda: of_disk(path), path.as_posix())
    if now.document is None:
        return None if nothing is Viec.HONG else LanSua(None, Viec.HONG, vi_sao=now.vi_sao)
    if not base:
        return LanSua(None, Viec.DAU_DUNG)
    one = _changes(None, [compare.so_sanh(found.document(base), now.document)], nothing)
    return one if one.viec in (Viec.SUA, Viec.LAI) else None


def _there(path: Path, *, folder: bool) -> bool:
    return (path / TEN_TEP if folder and path.name != TEN_TEP else path).is_file()
