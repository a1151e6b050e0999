"""Where documents are found, and what new files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vbhc import kinds
from vbhc.errors import UserError
from vbhc.loading import dossier, scaffold, workspace
from vbhc.loading.workspace import Workspace


def test_the_workspace_is_found_from_anywhere_inside(space: Workspace, add: Callable[..., Path]) -> None:
    folder = add()
    assert workspace.find(folder / "van_ban.yaml") == workspace.find(space.root) == space


def test_outside_a_workspace_the_way_in_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(UserError, match="vbhc init"):
        workspace.find(tmp_path_factory.mktemp("elsewhere"))


def test_documents_are_one_folder_each(space: Workspace, add: Callable[..., Path]) -> None:
    one, two, three = add(name="b"), add(name="a"), add(name="a", nam="2025")
    assert space.documents() == [three, two, one]
    assert workspace.document_folders(space, (one / "van_ban.yaml", one, space.data / "2026")) == [one, two]


def test_a_target_that_is_not_there_is_named_with_what_is_near(space: Workspace, add: Callable[..., Path]) -> None:
    add(name="kh-thu")
    with pytest.raises(UserError, match=r"có phải data/2026/kh-thu\?"):
        workspace.document_folders(space, (Path("thu"),))
    (space.data / "2026" / "rong").mkdir()
    with pytest.raises(UserError, match="không có văn bản nào"):
        workspace.document_folders(space, (space.data / "2026" / "rong",))
    with pytest.raises(UserError, match="nằm ngoài"):
        workspace.document_folders(space, (space.root.parent,))


def test_a_document_out_of_its_place_is_told_and_left_out_however_it_is_looked_for(
    space: Workspace, add: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(space.root)
    good, deep = add(name="kh"), add(nam="2026/quy-1", name="tb")
    add(nam="", name="bc")
    add(nam="2026/.cu", name="tb")
    for targets in ((), (Path("data"),), (Path(),)):
        assert workspace.document_folders(space, targets) == [good]
        assert [(str(p.place), p.hint.partition(" thành ")[2]) for p in space.misplaced(targets)] == [
            ("data/2026/quy-1/tb/van_ban.yaml", "data/2026/quy-1-tb"), ("data/bc/van_ban.yaml", "data/<năm>/bc"),
        ]  # fmt: skip
    with pytest.raises(UserError, match="data/2026/quy-1-tb"):
        workspace.document_folders(space, (deep.parent,))
    assert workspace.document_folders(space, (deep,)) == [deep]
    assert len(space.misplaced((deep,))) == 1
    assert space.misplaced((good, good / "van_ban.yaml")) == []


@pytest.mark.parametrize("name", ["van_ban.yml", "van_ban.yaml.txt", "Van_Ban.yaml", "van-ban (1).yaml", "vanban.txt"])
def test_a_file_of_another_name_is_told(space: Workspace, add: Callable[..., Path], name: str) -> None:
    good, folder = add(name="a"), add(name="b")
    (folder / "van_ban.yaml").rename(folder / name)
    assert space.documents() == [good]
    (told,) = space.misplaced()
    assert (told.code, str(told.place), name in told.message) == ("tep/khong_doc", "data/2026/b", True)
    assert space.misplaced((good,)) == []


def test_a_folder_that_cannot_be_looked_into_is_told(
    space: Workspace, add: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, dangling = add(name="a"), add(name="b")
    (space.data / "2026" / "tai-lieu").mkdir()
    (space.data / "2026" / "tai-lieu" / "ghi-chu.txt").write_text("x", encoding="utf-8")
    (dangling / "van_ban.yaml").unlink()
    (dangling / "van_ban.yaml").symlink_to("khong-con.yaml")
    look = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self == folder:
            raise PermissionError(13, "không có quyền")
        return look(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [(p.code, str(p.place)) for p in space.misplaced()] == [
        ("tep/khong_doc", "data/2026/a"), ("tep/khong_doc", "data/2026/b"),
    ]  # fmt: skip


def test_a_path_nobody_can_look_at_is_told(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(space.root)
    long = Path("a" * 300)
    assert workspace.find(long) == space
    for look in (workspace.is_there, lambda path: workspace.document_folders(space, (path,))):
        with pytest.raises(UserError, match="không mở được"):
            look(long)


@pytest.mark.parametrize("ma", ["KH", "TB", "BC"])
@pytest.mark.parametrize("subject", ["Về việc: 'họp' #3", '"Công sở": thân thiện', "- *Triển khai* & [x] {y} %"])
def test_a_new_document_reads_back_whatever_it_is_called(space: Workspace, ma: str, subject: str) -> None:
    folder = space.data / "2026" / "x"
    folder.mkdir(parents=True)
    new = scaffold.NewDocument(kinds.moi_loai()[ma], "skhcn", subject, "giam-doc", "VT, VP", 2026, "Bộ: A")
    (folder / "van_ban.yaml").write_text(scaffold.document(new), encoding="utf-8")
    done = dossier.load(space, folder)
    assert done.value is not None
    assert done.value.van_ban.trich_yeu == subject
    assert {p.code for p in done.problems} <= {"phan/thieu"}


def test_every_example_in_a_new_document_is_right_when_its_hash_is_taken_off(space: Workspace) -> None:
    folder = space.data / "2026" / "x"
    folder.mkdir(parents=True)
    for kind in kinds.moi_loai().values():
        new = scaffold.NewDocument(kind, "skhcn", "Việc", "giam-doc", "VT", 2026, "")
        text = "\n".join(x.replace("#  ", "  ", 1) for x in scaffold.document(new).splitlines())
        (folder / "van_ban.yaml").write_text(text, encoding="utf-8")
        done = dossier.load(space, folder)
        assert [p.code for p in done.problems] == [], kind.ma
        assert done.value is not None
        assert done.value.van_ban.phan
        assert done.value.van_ban.phu_luc


def test_a_folder_is_named_by_kind_and_subject() -> None:
    kind = kinds.tim("kh")
    assert scaffold.folder_name(kind, "Đẩy mạnh “cải cách” hành chính năm 2026 tại Sở") == (
        "kh-day-manh-cai-cach-hanh-chinh"
    )
    assert scaffold.folder_name(kind, "…") == "kh"
    assert len(scaffold.folder_name(kind, "a" * 300)) == 80


def test_a_new_document_names_no_command_that_its_workspace_lacks() -> None:
    """What `vbhc init` makes has no Makefile."""
    for kind in kinds.moi_loai().values():
        text = scaffold.document(scaffold.NewDocument(kind, "skhcn", "Việc", "giam-doc", "VT", 2026))
        assert "make " not in text
        assert "vbhc build" in text
