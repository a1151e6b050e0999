"""The life of a document on real repositories: every change told where it was made, every line by its own version."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from life_kho import POINTS, RECIPIENTS, ROWS, Kho, kho
from vbhc import git, pipeline
from vbhc.errors import UserError
from vbhc.loading import workspace as ws
from vbhc.model.doi_song import LanSua, Viec
from vbhc.model.so_sanh import Loai
from vbhc.reviewing import life, life_versions

ONE, TWO, THREE, FOUR = POINTS
LATE = ONE.replace("15/02", "28/02")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [k for k in os.environ if k.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repo(tmp_path: Path) -> Kho:
    return kho(tmp_path / "Sở 'KH&CN'")


def quiet(_: int, __: int) -> None:
    pass


def history(repo: Kho, **asked: str | int) -> list[LanSua]:
    return list(life.history(repo.folder, quiet, **asked).lan)  # type: ignore[arg-type]


def said(lan: LanSua) -> list[tuple[Loai, str, str, str]]:
    return [(t.loai, t.vi_tri, t.cu, t.moi) for t in lan.thay_doi]


def told(repo: Kho, **asked: str) -> dict[str, str]:
    """The subject of the commit of each line, by the line's words."""
    found = life.blame(repo.folder, quiet, **asked)
    return {
        one.chu: one.commit.tieu_de if one.commit else "(trước)" if one.truoc else "(chưa commit)" for one in found.dong
    }


def of(lines: dict[str, str], words: str) -> str:
    """The commit of the one line with these words."""
    (found,) = (subject for line, subject in lines.items() if words in line)
    return found


# --- history ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_each_version_tells_what_it_changed_newest_first(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.version("Gia hạn", "Trần Thị B", points=(LATE, TWO, THREE, FOUR))
    repo.version("Bỏ một nơi nhận", points=(LATE, TWO, THREE, FOUR), recipients=RECIPIENTS[:1])
    repo.version("Thêm hàng", points=(LATE, TWO, THREE, FOUR), recipients=RECIPIENTS[:1],
                 rows=(ROWS[0], "TT09;Khảo sát ý kiến người dân;Quý III", *ROWS[1:]))  # fmt: skip
    row, gone, late, first = history(repo)
    assert [(x.commit.tieu_de, x.commit.tac_gia, x.commit.thoi_diem) for x in (late, first) if x.commit] == [
        ("Gia hạn", "Trần Thị B", "2026-03-04T08:03:00+07:00"), ("Dự thảo", "Nguyễn Văn A", "2026-03-03T08:02:00+07:00")
    ]  # fmt: skip
    assert (first.viec, first.thay_doi) == (Viec.DAU, ())
    ((kind, place, old, new),) = said(late)
    assert (kind, place) == (Loai.SUA, "Mục III.1")
    assert ("15/02" in old, "28/02" in new) == (True, True)
    assert [(t.loai, t.phan) for t in gone.thay_doi] == [(Loai.BO, "Nơi nhận")]
    ((kind, place, _, new),) = said(row)  # the numbers of the rows after it are no change
    assert (kind, place) == (Loai.THEM, "Phụ lục, hàng “Khảo sát ý kiến người dân”")
    assert [x.commit.tieu_de for x in history(repo, so=2) if x.commit] == ["Thêm hàng", "Bỏ một nơi nhận"]


@pytest.mark.slow
def test_what_is_not_committed_comes_first(repo: Kho) -> None:
    repo.version("Dự thảo")
    assert [x.commit is None for x in history(repo)] == [False]
    repo.put(points=(LATE, *POINTS[1:]))
    now, first = history(repo)
    assert (now.commit, now.viec, len(now.thay_doi), first.viec) == (None, Viec.SUA, 1, Viec.DAU)
    assert [x.viec for x in history(repo, den="HEAD")] == [Viec.DAU]
    (repo.folder / "van_ban.yaml").write_text("loai: [", encoding="utf-8")
    now, _ = history(repo)
    assert now.viec is Viec.HONG
    assert "van_ban.yaml" in now.vi_sao
    repo.drop()
    assert [x.viec for x in history(repo)] == [Viec.XOA, Viec.DAU]


@pytest.mark.slow
def test_a_version_that_cannot_be_printed_says_why_and_the_next_is_held_against_the_last_that_could(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.version("Hỏng", points=(LATE, TWO, THREE, FOUR), more="khong_co_khoa_nay: 1\n")
    repo.version("Chữa", points=(LATE, TWO, THREE, FOUR))
    mended, broken, _ = history(repo)
    assert broken.viec is Viec.HONG
    assert "khong_co_khoa_nay" in broken.vi_sao
    assert "vbhc-so-" not in broken.vi_sao  # nothing of where it was tried
    assert "\n" not in broken.vi_sao
    assert [t.loai for t in mended.thay_doi] == [Loai.SUA]
    assert of(told(repo), "28/02") == "Chữa"
    assert of(told(repo), "niêm yết") == "Dự thảo"


def test_the_first_version_that_prints_is_not_called_the_first(repo: Kho) -> None:
    repo.version("Hỏng", more="x: 1\n")
    repo.version("Chữa")
    assert [x.viec for x in history(repo)] == [Viec.DAU_DUNG, Viec.HONG]


@pytest.mark.slow
def test_shared_files_count_where_they_change_the_document_and_other_documents_do_not(repo: Kho) -> None:
    repo.version("Dự thảo")
    office = repo.root / "data" / "co_quan" / "skhcn.yaml"
    office.write_text(office.read_text(encoding="utf-8").replace("Nguyễn Văn An", "Lê Văn Minh"), encoding="utf-8")
    repo.commit("Giám đốc mới")
    other = repo.root / "data" / "2026" / "kh-khac"
    other.mkdir()
    (other / "van_ban.yaml").write_text("loai: KH\n", encoding="utf-8")
    repo.commit("Văn bản khác")
    (repo.root / "data" / "co_quan" / "khac.yaml").write_text("ten: Cơ quan khác\n", encoding="utf-8")
    repo.commit("Cơ quan khác")
    yaml = repo.folder / "van_ban.yaml"
    yaml.write_text("# lời dặn\n" + yaml.read_text(encoding="utf-8"), encoding="utf-8")
    repo.commit("Chú thích")
    found = history(repo)
    assert [(x.commit.tieu_de, x.viec) for x in found if x.commit] == [
        ("Chú thích", Viec.KHONG), ("Giám đốc mới", Viec.SUA), ("Dự thảo", Viec.DAU)
    ]  # fmt: skip
    assert said(found[1]) == [(Loai.SUA, "Họ tên người ký", "Nguyễn Văn An", "Lê Văn Minh")]
    assert of(told(repo), "Lê Văn Minh") == "Giám đốc mới"


def test_a_shared_file_that_is_gone_today_counts_too(repo: Kho) -> None:
    """It was there when the document was printed with it."""
    shared = repo.root / "data" / "vien_dan.yaml"
    shared.write_text("# chung\n", encoding="utf-8")
    repo.version("Dự thảo")
    shared.unlink()
    repo.commit("Bỏ tệp chung")
    found = life_versions.versions(git.repo(repo.root), repo.folder, "HEAD")
    assert "data/vien_dan.yaml" in found.paths
    assert [c.tieu_de for c in found.commits] == ["Bỏ tệp chung", "Dự thảo", "Cơ quan"]
    assert [x.viec for x in history(repo)] == [Viec.DAU]


@pytest.mark.slow
def test_a_part_alone(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.version("Hai nơi", points=(LATE, TWO, THREE, FOUR), recipients=("Sở Nội vụ",))
    repo.version("Bảng", points=(LATE, TWO, THREE, FOUR), recipients=("Sở Nội vụ",), rows=ROWS[1:])
    for phan, want in (("Mục III", ["Hai nơi"]), ("mục iii.1", ["Hai nơi"]), ("noi nhan", ["Hai nơi"]),
                       ("PHỤ LỤC", ["Bảng"]), ("Mục I", []), ("Mục III.2", [])):  # fmt: skip
        found = history(repo, phan=phan)
        assert [x.commit.tieu_de for x in found if x.commit] == want, phan
        assert all(len(x.thay_doi) == 1 for x in found)
    for wrong, why in (("Mục IX", "Nơi nhận"), ("???", "không phải tên một phần")):
        with pytest.raises(UserError, match=why):
            history(repo, phan=wrong)
    lines = life.blame(repo.folder, quiet, phan="Nơi nhận").dong
    assert {one.phan for one in lines} == {"Nơi nhận"}
    with pytest.raises(UserError, match="không có phần"):
        life.blame(repo.folder, quiet, phan="Mục IX")


# --- branches ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_each_change_is_told_where_it_was_made_and_a_clean_merge_adds_none(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.git("switch", "-q", "-c", "nhanh")
    repo.version("Của B", "Trần Thị B", points=(ONE, TWO, THREE, FOUR.replace("cơ quan", "Sở")))
    repo.git("switch", "-q", "main")
    repo.version("Của A", points=(LATE, TWO, THREE, FOUR))
    repo.day += 1
    repo.git("merge", "-q", "--no-edit", "-X", "patience", "nhanh")
    merge, *both, first = history(repo)
    assert (merge.viec, merge.thay_doi, merge.commit and len(merge.commit.cha)) == (Viec.GOP, (), 2)
    assert sorted((x.commit.tieu_de, [t.vi_tri for t in x.thay_doi]) for x in both if x.commit) == [
        ("Của A", ["Mục III.1"]), ("Của B", ["Mục III.4"])
    ]  # fmt: skip
    assert first.viec is Viec.DAU
    lines = told(repo)
    assert (of(lines, "28/02"), of(lines, "điện tử của Sở"), of(lines, "niêm yết")) == ("Của A", "Của B", "Dự thảo")


@pytest.mark.slow
def test_a_merge_tells_what_its_author_settled(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.git("switch", "-q", "-c", "nhanh")
    repo.version("Của B", "Trần Thị B", points=(ONE.replace("15/02", "20/02"), TWO, THREE, FOUR))
    repo.git("switch", "-q", "main")
    repo.version("Của A", points=(LATE, TWO, THREE, FOUR), rows=ROWS[:2])
    repo.git("merge", "-q", "nhanh", ok=False)
    repo.version("Gộp", points=(ONE.replace("15/02", "25/02"), TWO, THREE, FOUR), rows=ROWS[:2])
    merge = history(repo)[0]
    assert [(t.vi_tri, t.cu[-6:], t.moi[-6:]) for t in merge.thay_doi] == [("Mục III.1", "28/02.", "25/02.")]
    assert of(told(repo), "25/02") == "Gộp"


def test_what_a_merge_took_from_one_side_is_of_that_side(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.git("switch", "-q", "-c", "nhanh")
    repo.version("Của B", "Trần Thị B", points=(ONE.replace("15/02", "20/02"), TWO, THREE, FOUR))
    repo.git("switch", "-q", "main")
    repo.version("Của A", points=(LATE, TWO, THREE, FOUR))
    repo.git("merge", "-q", "-X", "theirs", "-m", "Gộp", "nhanh")
    assert of(told(repo), "20/02") == "Của B"


# --- names, deletion --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_renamed_folder_is_followed_and_told(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.version("Gia hạn", points=(LATE, TWO, THREE, FOUR))
    for name in ("data/2026/kh-ten-moi", "data/2027/kh-ten-nua"):
        (repo.root / name).parent.mkdir(exist_ok=True)
        repo.git("mv", repo.name, name)
        repo.name = name
        repo.commit(f"Đổi sang {name}")
    repo.version("Thêm nơi nhận", points=(LATE, TWO, THREE, FOUR), recipients=(*RECIPIENTS, "Sở Tài chính"))
    found = history(repo)
    assert [x.viec for x in found] == [Viec.SUA, Viec.KHONG, Viec.KHONG, Viec.SUA, Viec.DAU]
    assert [x.ten_cu for x in found] == ["", "data/2026/kh-ten-moi", "data/2026/kh-thu", "", ""]
    lines = told(repo)
    assert (of(lines, "28/02"), of(lines, "niêm yết"), of(lines, "Tài chính")) == (
        "Gia hạn",
        "Dự thảo",
        "Thêm nơi nhận",
    )


def test_a_new_document_in_an_old_name_is_another_one(repo: Kho) -> None:
    repo.version("Dự thảo")
    old = repo.name
    repo.git("mv", repo.name, "data/2026/kh-hai")
    repo.name = "data/2026/kh-hai"
    repo.commit("Đổi tên")
    repo.name = old
    repo.version("Văn bản khác", points=[f"Việc hoàn toàn khác số {n} của đơn vị." for n in range(9)], rows=["A;B;C"])
    repo.name = "data/2026/kh-hai"
    assert [x.commit.tieu_de for x in history(repo) if x.commit] == ["Đổi tên", "Dự thảo"]
    repo.name = old
    assert history(repo)[0].viec in (Viec.LAI, Viec.DAU)


@pytest.mark.slow
def test_a_document_deleted_and_made_again(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.drop()
    repo.commit("Xoá")
    assert [x.viec for x in history(repo)] == [Viec.XOA, Viec.DAU]  # it need not be there
    with pytest.raises(UserError, match="đã bị xoá"):
        life.blame(repo.folder, quiet)
    assert of(told(repo, den="HEAD~1"), "niêm yết") == "Dự thảo"
    repo.version("Làm lại", points=(LATE, TWO, THREE, FOUR))
    again, gone, first = history(repo)
    assert [again.viec, gone.viec, first.viec] == [Viec.LAI, Viec.XOA, Viec.DAU]
    assert [t.loai for t in again.thay_doi] == [Loai.SUA]
    lines = told(repo)
    assert (of(lines, "28/02"), of(lines, "niêm yết")) == ("Làm lại", "Dự thảo")


# --- versions by prints -----------------------------------------------------------------------------------------------


def printed(repo: Kho, name: str) -> Path:
    space = ws.find(repo.folder)
    done = pipeline.build(space, repo.folder)
    assert done.tep is not None, done.problems
    target = repo.root / name
    target.write_bytes(done.tep.read_bytes())
    return target


@pytest.mark.slow
def test_a_print_stands_for_the_version_it_was_made_from(repo: Kho) -> None:
    (repo.root / ".gitignore").write_text("*.docx\n", encoding="utf-8")
    repo.version("Dự thảo")
    first = printed(repo, "ban-1.docx")
    repo.version("Gia hạn", points=(LATE, TWO, THREE, FOUR))
    second = printed(repo, "ban-2.docx")
    repo.version("Bảng", points=(LATE, TWO, THREE, FOUR), rows=ROWS[1:])
    third = printed(repo, "ban-3.docx")
    repo.version("Nơi nhận", points=(LATE, TWO, THREE, FOUR), rows=ROWS[1:], recipients=("Sở Nội vụ",))

    def between(tu: Path | str, den: Path | str) -> list[str]:
        return [x.commit.tieu_de for x in history(repo, tu=str(tu), den=str(den)) if x.commit]

    assert between(first, third) == ["Bảng", "Gia hạn"]
    assert between(second, third) == ["Bảng"]  # only rows of the sheet differ
    assert between(second, "HEAD") == ["Nơi nhận", "Bảng"]
    assert between(third, third) == []
    assert of(told(repo, tu=str(second)), "niêm yết") == "(trước)"
    assert of(told(repo, den=str(second)), "28/02") == "Gia hạn"


def test_a_print_of_another_edition_of_the_program_is_known_by_its_data(repo: Kho, monkeypatch) -> None:
    repo.version("Dự thảo", rows=ROWS[:2])
    repo.version("Bảng")
    with monkeypatch.context() as other:
        other.setattr(pipeline, "inputs_hash", lambda _: "0" * 64)
        second = printed(repo, "ban-2.docx")
    repo.version("Gia hạn", points=(LATE, TWO, THREE, FOUR))
    assert [x.commit.tieu_de for x in history(repo, tu=str(second)) if x.commit] == ["Gia hạn"]


def test_a_print_of_no_version_and_a_file_that_is_no_print_are_told(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.put(points=(LATE, TWO, THREE, FOUR))
    path = printed(repo, "ban.docx")
    with pytest.raises(UserError, match=r"không phiên bản nào của data/2026/kh-thu .*in từ: data/2026/kh-thu"):
        history(repo, tu=str(path))
    path.write_bytes((Path(__file__).parents[2] / "templates" / "ke_hoach.docx").read_bytes())
    with pytest.raises(UserError, match="không phải bản in của chương trình"):
        history(repo, den=str(path))
    path.write_bytes(b"PK\x03\x04 hong")
    with pytest.raises(UserError, match=r"ban\.docx"):
        history(repo, den=str(path))


# --- Word files -------------------------------------------------------------------------------------------------------


def test_a_word_file_that_git_holds_has_a_life_too(repo: Kho) -> None:
    target = repo.root / "luu" / "Kế hoạch.docx"
    target.parent.mkdir()
    for n, points in enumerate((POINTS, (LATE, TWO, THREE, FOUR), (LATE, TWO, FOUR))):
        repo.put(points=points)
        made = printed(repo, "ban.docx")
        made.replace(target)
        repo.commit(f"Bản {n}")
    (target).write_bytes(b"PK\x03\x04 hong")
    repo.commit("Hỏng")
    repo.git("mv", "luu/Kế hoạch.docx", "luu/Kế hoạch 2.docx")
    target = target.with_name("Kế hoạch 2.docx")
    repo.commit("Đổi tên")
    made = printed(repo, "ban.docx")
    made.replace(target)
    found = life.history(target, quiet).lan
    assert [(x.commit and x.commit.tieu_de, x.viec) for x in found] == [
        (None, Viec.KHONG), ("Đổi tên", Viec.HONG), ("Hỏng", Viec.HONG), ("Bản 2", Viec.SUA), ("Bản 1", Viec.SUA),
        ("Bản 0", Viec.DAU),
    ][1:]  # fmt: skip
    assert [[t.loai for t in x.thay_doi] for x in found[2:]] == [[Loai.BO], [Loai.SUA], []]
    lines = {one.chu: one.commit.tieu_de for one in life.blame(target, quiet).dong if one.commit}
    assert (of(lines, "28/02"), of(lines, "niêm yết")) == ("Bản 1", "Bản 0")


# --- blame ------------------------------------------------------------------------------------------------------------


def test_every_line_has_the_version_that_last_changed_its_words(repo: Kho) -> None:
    repo.version("Dự thảo")
    repo.version("Gia hạn", points=(LATE, TWO, THREE, FOUR))
    repo.version("Chuyển lên đầu", points=(FOUR, LATE, TWO, THREE))
    others, survey = "Các đơn vị khác phối hợp theo chức năng.", "TT09;Khảo sát ý kiến;Quý III"
    rows = [ROWS[2], survey, *ROWS[:2]]
    repo.version("Chèn", points=(others, FOUR, LATE, TWO, THREE), rows=rows)
    rows[2] = rows[2].replace("Quý I", "Tháng 2")
    repo.version("Sửa ô", points=(others, FOUR, LATE, TWO, THREE), rows=rows)
    repo.put(points=(others, FOUR, LATE, TWO), recipients=(*RECIPIENTS, "Báo Hải Phòng"), rows=rows)
    lines = told(repo)
    want = {
        "đăng tải": "Dự thảo", "28/02": "Gia hạn", "niêm yết": "Dự thảo", "đơn vị khác": "Chèn", "Tổng kết": "Dự thảo",
        "Khảo sát": "Chèn", "Tháng 2": "Sửa ô", "tờ rơi": "Dự thảo", "Báo Hải Phòng": "(chưa commit)",
        "Sở Nội vụ": "Dự thảo", "STT": "Dự thảo",
    }  # fmt: skip
    assert {words: of(lines, words) for words in want} == want
    assert not any("Thanh tra" in line for line in lines)
    assert set(lines.values()) == {"Dự thảo", "Gia hạn", "Chèn", "Sửa ô", "(chưa commit)"}  # moving changes no words


HALF = "Các phòng, đơn vị trực thuộc xây dựng kế hoạch của mình và gửi về Văn phòng Sở trước ngày 10 tháng 5 năm 2026."
REST = "Văn phòng Sở kiểm tra, đôn đốc việc thực hiện, tổng hợp kết quả của toàn cơ quan vào cuối mỗi quý trong năm."
LONG = f"{HALF} {REST}"


def test_the_pieces_of_a_split_point_are_followed_in_the_whole(repo: Kho) -> None:
    repo.version("Dự thảo", points=(ONE, LONG.replace("cuối mỗi quý", "giữa mỗi tháng"), TWO))
    repo.version("Sửa câu sau", points=(ONE, LONG, TWO))
    repo.version("Tách", points=(ONE, HALF, REST, TWO))
    lines = told(repo)
    assert of(lines, "10 tháng 5") == "Dự thảo"  # the change after it is in the other piece
    assert of(lines, "cuối mỗi quý") == "Sửa câu sau"


def test_a_joined_point_is_as_new_as_its_newest_piece(repo: Kho) -> None:
    repo.version("Dự thảo", points=(ONE, HALF, REST.replace("cuối mỗi quý", "giữa mỗi tháng"), TWO))
    repo.version("Sửa câu sau", points=(ONE, HALF, REST, TWO))
    repo.version("Nhập", points=(ONE, LONG, TWO))
    assert of(told(repo), "10 tháng 5") == "Sửa câu sau"


def test_words_taken_out_change_a_point(repo: Kho) -> None:
    repo.version("Dự thảo", points=(ONE, LONG))
    repo.version("Bớt chữ", points=(ONE, LONG.replace(" vào cuối mỗi quý trong năm", "")))
    assert of(told(repo), "10 tháng 5") == "Bớt chữ"


def test_a_column_put_in_changes_the_rows_that_it_says_something_of(repo: Kho) -> None:
    repo.version("Dự thảo")
    yaml, csv = repo.folder / "van_ban.yaml", repo.folder / "bang.csv"
    text = yaml.read_text(encoding="utf-8")
    yaml.write_text(text.replace("rong: 20}]", "rong: 20}, {khoa: ghi, tieu_de: Ghi chú, rong: 20}]"), encoding="utf-8")
    head, first, *rest = csv.read_text(encoding="utf-8").splitlines()
    csv.write_text("\n".join([f"{head};ghi", f"{first};Trọng tâm", *(f"{r};" for r in rest)]) + "\n", encoding="utf-8")
    repo.commit("Thêm cột")
    lines = told(repo)
    assert (of(lines, "Trọng tâm"), of(lines, "tờ rơi"), of(lines, "STT")) == ("Thêm cột", "Dự thảo", "Thêm cột")


def _edit(lines: list[tuple[str, str]], kind: str, at: int, n: int) -> list[tuple[str, str]]:
    """One edit of a list of (words, version that last changed them)."""
    at %= len(lines)
    out = list(lines)
    if kind == "sửa":
        words, _ = out[at]
        out[at] = (words.rsplit(" ", 1)[0] + f" mốc{n}.", f"v{n}")
    elif kind == "thêm":
        out.insert(at, (f"{SENTENCES[(n * 7) % len(SENTENCES)]} đợt{n}.", f"v{n}"))
    elif kind == "bỏ" and len(out) > 3:
        del out[at]
    elif kind == "chuyển":
        out.insert((at + 2) % len(out), out.pop(at))
    return out


SENTENCES = (
    "Thủ trưởng cơ quan quyết định việc khen thưởng đối với cá nhân có thành tích",
    "Nguồn vốn được bố trí từ ngân sách chi thường xuyên đã giao cho đơn vị",
    "Đoàn thanh niên ra quân tuyên truyền lưu động tại các xã vùng ven",
    "Báo đài địa phương mở chuyên mục phản ánh tiến độ hằng tuần",
    "Hồ sơ điện tử phải được ký số rồi mới chuyển sang kho lưu trữ",
    "Mọi ý kiến góp ý gửi bằng thư điện tử công vụ hoặc đường bưu chính",
    "Hội đồng nghiệm thu họp sau khi đủ báo cáo của các bên tham gia",
)  # fmt: skip
EDIT = st.tuples(st.sampled_from(["sửa", "thêm", "bỏ", "chuyển"]), st.integers(0, 9))


@pytest.mark.slow
@settings(max_examples=8)
@given(edits=st.lists(EDIT, min_size=1, max_size=5))
def test_blame_is_what_was_done(edits: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory) -> None:
    repo = kho(tmp_path_factory.mktemp("kho"))
    lines = [(point, "v0") for point in (*POINTS, HALF)]
    repo.version("v0", points=[words for words, _ in lines])
    for n, (kind, at) in enumerate(edits, start=1):
        lines = _edit(lines, kind, at, n)
        repo.put(points=[words for words, _ in lines])
        if repo.git("status", "--porcelain"):
            repo.commit(f"v{n}")
    found = told(repo)
    assert {words: of(found, words.rstrip(".")) for words, _ in lines} == dict(lines)


# --- errors, bounds ---------------------------------------------------------------------------------------------------


def test_what_git_does_not_hold_is_told(repo: Kho, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.put()
    with pytest.raises(UserError, match="chưa có trong phiên bản nào; ghi vào kho bằng git add"):
        history(repo)
    repo.commit("Dự thảo")
    for path, why in (
        ("data/2026/kh-khac", "không có trên đĩa, cũng không có"), ("data/2026", "không phải một văn bản"),
        ("data/co_quan/skhcn.yaml", "thư mục văn bản hoặc tệp Word"), (".", "không phải một văn bản"),
        ("a\nb\x1b[31m", "không có trên đĩa"),
    ):  # fmt: skip
        with pytest.raises(UserError, match=why) as raised:
            life.history(repo.root / path, quiet)
        assert "\x1b" not in str(raised.value)
    with pytest.raises(UserError, match="cho đến “HEAD~1”"):
        history(repo, den="HEAD~1")
    for asked in ({"tu": "mian"}, {"den": "mian"}):
        with pytest.raises(UserError, match="có phải “main”"):
            history(repo, **asked)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "ngoai").mkdir()
    with pytest.raises(UserError, match="không nằm trong kho git nào"):
        life.history(tmp_path / "ngoai", quiet)


def test_a_history_cut_off_is_not_guessed_at(repo: Kho, tmp_path: Path) -> None:
    repo.version("Dự thảo")
    repo.version("Gia hạn", points=(LATE, TWO, THREE, FOUR))
    repo.git("clone", "-q", "--depth=1", repo.root.as_uri(), str(tmp_path / "can"))
    for work in (life.history, life.blame):
        with pytest.raises(UserError, match="git fetch --unshallow"):
            work(tmp_path / "can" / repo.name, quiet)


@pytest.mark.slow
def test_each_version_is_printed_once_and_what_prints_alike_is_not_compared(
    repo: Kho, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.version("Dự thảo")
    (repo.root / "ngoai.txt").write_text("x", encoding="utf-8")
    repo.commit("Không liên quan")
    for n in range(6):
        repo.version(f"Sửa {n}", points=(ONE, TWO, THREE, FOUR.replace("cơ quan", f"cơ quan số {n}")))
    made: list[str] = []
    looked: list[tuple[int, int]] = []
    real = life_versions.of_version_folder
    monkeypatch.setattr(life_versions, "of_version_folder", lambda *a: (made.append(a[1].hash), real(*a))[1])
    life.history(repo.folder, lambda at, total: looked.append((at, total)))
    assert len(made) == len(set(made)) == 7
    assert looked[-1] == (8, 8)  # the agency came before the document
    assert [at for at, _ in looked] == sorted(at for at, _ in looked)
    made.clear()
    life.blame(repo.folder, quiet)
    assert len(made) == len(set(made)) == 7
    made.clear()
    life.history(repo.folder, quiet, so=1)
    assert len(made) == 2
