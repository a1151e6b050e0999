"""A person's work in output/ is never harmed: what stands there is told apart, kept, and kept aside."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from vbhc import archive, pipeline
from vbhc.errors import FileChangedByPerson, UserError
from vbhc.loading.workspace import Workspace
from vbhc.model.van_ban import VanBan
from vbhc.outputs import keeping, names
from vbhc.outputs.keeping import State
from vbhc.word import stamp


@pytest.fixture
def printed(space: Workspace, add: Callable[..., Path]) -> Path:
    done = pipeline.build(space, add())
    assert done.tep is not None, done.problems
    return done.tep


def resaved(path: Path) -> bytes:
    target = BytesIO()
    docx.Document(str(path)).save(target)
    return target.getvalue()


def test_four_states_are_told_apart(printed: Path, tmp_path: Path) -> None:
    assert keeping.look(tmp_path / "x.docx") == (State.NONE, None)
    state, mark = keeping.look(printed)
    assert state is State.OURS
    assert mark is not None
    assert mark.nguon == "data/2026/kh-thu"
    printed.write_bytes(resaved(printed))
    assert keeping.look(printed)[0] is State.EDITED
    other = tmp_path / "khac.docx"
    for data in (b"", b"PK", b"%PDF", (Path(keeping.__file__)).read_bytes(), archive.pack({"a": b"1"})):
        other.write_bytes(data)
        assert keeping.look(other) == (State.FOREIGN, None)


def test_one_changed_byte_in_any_part_is_an_edit(printed: Path) -> None:
    parts = archive.read(printed, "tệp Word")
    own = stamp.item_name(parts)
    dice = random.Random(2)
    for name in parts:
        if name == own:
            continue
        changed = bytearray(parts[name])
        changed[dice.randrange(len(changed))] ^= 1
        printed.write_bytes(archive.pack(parts | {name: bytes(changed)}))
        assert keeping.look(printed)[0] is State.EDITED, name
    for more in ({"word/media/a.png": b"x"}, {"a": b""}):
        printed.write_bytes(archive.pack(parts | more))
        assert keeping.look(printed)[0] is State.EDITED
    less = dict(parts)
    del less["docProps/app.xml"]
    printed.write_bytes(archive.pack(less))
    assert keeping.look(printed)[0] is State.EDITED
    # Parts packed another way are the same document: nobody has worked in it.
    printed.write_bytes(archive.pack(parts))
    assert keeping.look(printed)[0] is State.OURS


@pytest.mark.parametrize(
    "stamped",
    [b"urn:vbhc:ban-in:1", b"<a xmlns='urn:vbhc:ban-in:1'/>", b"<!DOCTYPE a><a xmlns='urn:vbhc:ban-in:1'/>"],
    ids=["no XML", "no hash", "doctype"],
)
def test_a_spoiled_stamp_never_counts_as_ours(stamped: bytes, printed: Path) -> None:
    parts = archive.read(printed, "tệp Word")
    own = stamp.item_name(parts)
    assert own is not None
    printed.write_bytes(archive.pack(parts | {own: stamped}))
    assert keeping.look(printed)[0] in (State.EDITED, State.FOREIGN)


def test_nothing_is_written_over_a_persons_work(printed: Path) -> None:
    work = resaved(printed)
    printed.write_bytes(work)
    with pytest.raises(FileChangedByPerson, match="đã có người sửa") as caught:
        keeping.put(printed, b"new", "output/a.docx")
    assert str(caught.value).startswith("output/a.docx: ")
    assert "--ghi-de" in str(caught.value)
    assert printed.read_bytes() == work
    printed.write_bytes(b"a file of somebody's")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.why) == (str(caught.value), caught.value.why)
    with pytest.raises(FileChangedByPerson, match="không do chương trình in"):
        keeping.put(printed, b"new", "output/a.docx")
    assert printed.read_bytes() == b"a file of somebody's"
    assert len(list(printed.parent.iterdir())) == 1


def test_overwriting_keeps_each_work_under_a_free_name(printed: Path) -> None:
    first, second = resaved(printed), b"another"
    printed.write_bytes(first)
    keeping.put(printed, b"one", "x", ghi_de=True)
    assert printed.read_bytes() == b"one"
    printed.write_bytes(second)
    keeping.put(printed, b"two", "x", ghi_de=True)
    assert printed.read_bytes() == b"two"
    stem = printed.stem
    kept = {p.name: p.read_bytes() for p in printed.parent.iterdir() if p != printed}
    assert kept == {f"{stem}.ban-sua.docx": first, f"{stem}.ban-sua-2.docx": second}


def test_our_own_print_is_replaced_without_a_copy(printed: Path) -> None:
    keeping.put(printed, b"new", "x", ghi_de=True)
    assert printed.read_bytes() == b"new"
    assert len(list(printed.parent.iterdir())) == 1


def test_a_folder_where_the_print_should_go_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(UserError):
        keeping.put(tmp_path / "a.docx", b"new", "x")
    with pytest.raises(UserError):
        keeping.put(tmp_path / "a.docx", b"new", "x", ghi_de=True)
    assert (tmp_path / "a.docx").is_dir()


def test_holds_compares_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert not keeping.holds(path, b"")
    path.write_bytes(b"abc")
    assert keeping.holds(path, b"abc")
    assert not keeping.holds(path, b"abd")
    assert not keeping.holds(path, b"abcd")
    assert not keeping.holds(tmp_path, b"")


# --- names ------------------------------------------------------------------------------------------------------------


def document(**more: object) -> VanBan:
    base = {"loai": "KH", "co_quan": "x", "trich_yeu": "a", "noi_nhan": ["a"], "luu": "VT", "nguoi_ky": "a"}
    return VanBan.model_validate(base | more)


@pytest.mark.parametrize(
    ("folder", "more", "name"),
    [
        ("kh-a", {}, "kh-a_chua-so.docx"),
        ("kh-a", {"ngay_ban_hanh": "2026-04"}, "kh-a_chua-so_2026-04.docx"),
        ("kh-a", {"so_van_ban": 5, "ngay_ban_hanh": "2026-04-10"}, "kh-a_05-KH-SKHCN_2026-04-10.docx"),
        ("Kế hoạch Đổi mới", {"so_van_ban": 74}, "Ke-hoach-Doi-moi_74-KH-SKHCN.docx"),
    ],
)
def test_file_names(folder: str, more: dict[str, object], name: str) -> None:
    made = names.file_name(folder, document(**more), "KH-SKHCN")
    assert made == name
    assert names.belongs_to(folder, made)


@pytest.mark.parametrize(
    "other",
    ["kh-a-b_chua-so.docx", "kh-a_chua-so.ban-sua.docx", "kh-a_chua-so_phu-luc.docx", "kh-a.docx", "xkh-a_chua-so.docx",
     "kh-a_74-KH-SKHCN_2026-01-01_phu-luc-1.docx", "~$kh-a_chua-so.docx"],
)  # fmt: skip
def test_names_of_other_files_do_not_belong(other: str) -> None:
    assert not names.belongs_to("kh-a", other)


def test_annex_names() -> None:
    assert names.annex_name("kh-a_chua-so.docx", None) == "kh-a_chua-so_phu-luc.docx"
    assert names.annex_name("kh-a_chua-so.docx", 2) == "kh-a_chua-so_phu-luc-2.docx"
