"""The life of a document as lines for a terminal: its versions with what each changed, or its units with their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vbhc.git import Commit
from vbhc.model.doi_song import DoiSong, DongNguon, LanSua, NguonGoc, Viec
from vbhc.reporting.diff import _cau
from vbhc.reporting.diff.terminal import _mac, _rong, _son
from vbhc.reporting.safe import mot_dong

TEN = "chu"
DUOI = ".txt"
MO_TA = "chữ, để đọc ngay trên màn hình"

_DAM, _NHAT, _MA = "1", "2", "33"
_CHUA = "chưa commit"
_TRUOC = "trước đó"
TEN_DAI = 20
"""Letters of an author's name beside a unit."""
DONG_DAI = 120
"""Letters of a unit's words."""


def viet(ket_qua: DoiSong | NguonGoc, mau: bool = False) -> str:
    """The whole report."""
    lines = _lich_su(ket_qua, mau) if isinstance(ket_qua, DoiSong) else _nguon(ket_qua, mau)
    return "\n".join(lines).rstrip("\n") + "\n"


def _lich_su(doi_song: DoiSong, mau: bool) -> Iterator[str]:
    if not doi_song.lan:
        where = f" ở “{mot_dong(doi_song.phan)}”" if doi_song.phan else ""
        yield f"{mot_dong(doi_song.ten)}: không có thay đổi nào{where} trong khoảng này."
    for lan in doi_song.lan:
        yield _dau(lan.commit, mau)
        yield from (f"  {line}" for line in _viec(lan, mau))
        yield ""


def _dau(commit: Commit | None, mau: bool) -> str:
    if commit is None:
        return _son(_CHUA, _DAM, mau)
    who = f"{_luc(commit.thoi_diem, gio=True)} · {mot_dong(commit.tac_gia)} · "
    return f"{_son(commit.ngan, _MA, mau)} · {who}{_son(mot_dong(commit.tieu_de), _DAM, mau)}"


def _viec(lan: LanSua, mau: bool) -> Iterator[str]:
    if lan.ten_cu:
        yield f"đổi tên từ {mot_dong(lan.ten_cu)}"
    if lan.viec is not Viec.SUA:
        yield f"{lan.viec}: {mot_dong(lan.vi_sao)}" if lan.vi_sao else str(lan.viec)
    yield from (_mac(line, mau) for _, line in _cau.cac_dong(list(enumerate(lan.thay_doi))))
    formats = f"{lan.dinh_dang} khác biệt định dạng" if lan.dinh_dang else ""
    unread = f"{lan.khong_so} chỗ không so được" if lan.khong_so else ""
    if formats or unread:
        yield _son("; ".join(filter(None, (formats, unread))), _NHAT, mau)


def _nguon(nguon: NguonGoc, mau: bool) -> Iterator[str]:
    names = [_nguoi(one) for one in nguon.dong]
    wide = max(map(_rong, names), default=0)
    phan = None
    for one, name in zip(nguon.dong, names, strict=True):
        if one.phan != phan:
            phan = one.phan
            yield _son(mot_dong(phan) or "Văn bản", _DAM, mau)
        mark = one.commit.ngan if one.commit else _TRUOC if one.truoc else ""
        when = _luc(one.commit.thoi_diem) if one.commit else ""
        own = f"{_son(f'{mark:<8}', _MA, mau)} {when:<10} {name}{' ' * (wide - _rong(name))}"
        yield f"  {own}  {_cau.cat(mot_dong(one.chu), DONG_DAI)}"


def _nguoi(one: DongNguon) -> str:
    if one.commit is None:
        return "" if one.truoc else _CHUA
    return _cau.cat(mot_dong(one.commit.tac_gia), TEN_DAI)


def _luc(thoi_diem: str, *, gio: bool = False) -> str:
    """A time as people write it, where its author was; as git has it where it is none (a commit may claim anything)."""
    try:
        return datetime.fromisoformat(thoi_diem).strftime("%d/%m/%Y %H:%M" if gio else "%d/%m/%Y")
    except ValueError:
        return mot_dong(thoi_diem)
