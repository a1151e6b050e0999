"""The whole way on real files: a person's work is never harmed, and only tables move in an edited file."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from shared import DOCUMENT
from vbhc import archive, pipeline
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.outputs import keeping
from vbhc.outputs.keeping import State
from vbhc.word import libreoffice, reading, soundness, stamp

ANNEX = """\
phu_luc:
  - tieu_de: Danh mục nhiệm vụ
    ma: danh-muc
    huong: ngang
    bang:
      nguon: bang.csv
      khoa: ma
      stt: có
      cot:
        - {khoa: viec, tieu_de: Việc, rong: 40}
        - {khoa: han, tieu_de: Hạn, rong: 10}
  - tieu_de: Biểu mẫu
    bang:
      hang: |
        muc | diem
        Một | 1,5
        Hai | 2
      tong: [diem]
      cot: [{khoa: muc, tieu_de: Mục}, {khoa: diem, tieu_de: Điểm, kieu: so}]
"""
WITH_ANNEX = DOCUMENT.replace("báo cáo Giám đốc Sở.", "báo cáo ([@danh-muc], Phụ lục II kèm theo).") + ANNEX
CSV = "ma;viec;han\nA1;Tuyên truyền;15/02\nA2;Tập huấn;20/3\n"
CSV_MOI = "ma;viec;han\nA0;Mở đầu;01/02\nA1;Tuyên truyền;28/02\nA2;Tập huấn;20/3\n"

Add = Callable[..., Path]


@pytest.fixture
def folder(add: Add) -> Path:
    return add(WITH_ANNEX, bang__csv=CSV)


def printed(space: Workspace, folder: Path) -> Path:
    one = pipeline.build(space, folder)
    assert one.viec in ("đã in", "không đổi"), one.problems
    assert one.tep is not None
    return one.tep


def edit_body(path: Path) -> None:
    """What a leader does in Word: a sentence changed, a paragraph added, saved."""
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if "Làm cho tốt" in paragraph.text:
            paragraph.runs[-1].text = "Làm cho thật tốt, thật nhanh."
    document.add_paragraph("Đoạn lãnh đạo thêm.")
    document.save(str(path))


def edit_table(path: Path) -> None:
    document = docx.Document(str(path))
    table = next(t for t in document.tables if t.cell(0, 0).text == "STT")
    table.cell(1, 1).paragraphs[0].runs[0].text = "Tuyên truyền sâu rộng"
    document.save(str(path))


def words(path: Path) -> str:
    return reading.as_text(path)


# --- printing again ---------------------------------------------------------------------------------------------------


def test_a_second_print_of_the_same_data_touches_nothing(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    before = path.stat().st_mtime_ns
    assert pipeline.build(space, folder).viec == "không đổi"
    assert path.stat().st_mtime_ns == before


def test_states_of_a_file(space: Workspace, folder: Path, tmp_path: Path) -> None:
    path = printed(space, folder)
    assert keeping.look(path)[0] is State.OURS
    assert keeping.look(tmp_path / "khong-co.docx")[0] is State.NONE
    edit_body(path)
    assert keeping.look(path)[0] is State.EDITED
    docx.Document().save(str(tmp_path / "la.docx"))
    assert keeping.look(tmp_path / "la.docx")[0] is State.FOREIGN
    (tmp_path / "hong.docx").write_bytes(b"khong phai zip")
    assert keeping.look(tmp_path / "hong.docx")[0] is State.FOREIGN


def test_one_byte_changed_in_any_part_is_an_edit(space: Workspace, folder: Path) -> None:
    parts = archive.read(printed(space, folder), "tệp Word")
    own = stamp.item_name(parts)
    looked = 0
    for name, data in parts.items():
        if name == own:
            continue
        looked += 1
        assert stamp.edited(parts | {name: data[:-1] + bytes([data[-1] ^ 1])}) is True, name
    assert looked > 10
    assert stamp.edited(parts) is False
    assert stamp.edited({k: v for k, v in parts.items() if k != own}) is None


def test_an_edited_file_is_refused_and_left_as_it_was(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    edit_body(path)
    before = path.read_bytes()
    (folder / "van_ban.yaml").write_text(WITH_ANNEX.replace("một việc", "hai việc"), encoding="utf-8")
    one = pipeline.build(space, folder)
    assert one.viec == "không in"
    assert [p.code for p in one.problems if p.severity.label == "lỗi"] == ["tep/da_sua"]
    assert "--ghi-de" in one.problems[-1].message
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_overwriting_keeps_the_edited_file_aside_each_time(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    kept = []
    for _ in range(2):
        edit_body(path)
        kept.append(path.read_bytes())
        assert pipeline.build(space, folder, ghi_de=True).viec == "đã in"
        assert keeping.look(path)[0] is State.OURS
    asides = sorted(path.parent.glob("*.ban-sua*.docx"))
    assert len(asides) == 2
    assert sorted(a.read_bytes() for a in asides) == sorted(kept)


def test_a_number_given_later_renames_the_print(space: Workspace, folder: Path) -> None:
    first = printed(space, folder)
    (folder / "van_ban.yaml").write_text("so_van_ban: 12\n" + WITH_ANNEX, encoding="utf-8")
    second = printed(space, folder)
    assert "12-KH-SKHCN" in second.name
    assert not first.exists()


def test_an_edited_print_of_the_old_name_stays_and_is_told(space: Workspace, folder: Path) -> None:
    first = printed(space, folder)
    edit_body(first)
    (folder / "van_ban.yaml").write_text("so_van_ban: 12\n" + WITH_ANNEX, encoding="utf-8")
    one = pipeline.build(space, folder)
    assert one.viec == "đã in"
    assert "tep/ban_cu" in [p.code for p in one.problems]
    assert first.exists()


# --- annexes into an edited file --------------------------------------------------------------------------------------


def test_new_rows_go_into_an_edited_file_and_nothing_else_moves(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    edit_body(path)
    before = archive.read(path, "tệp Word")
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    one = pipeline.annexes_inside(space, folder, (), None)
    assert one.viec == "đã thay bảng", one.problems
    after = archive.read(path, "tệp Word")
    assert {n for n in before if before[n] != after[n]} == {"word/document.xml", stamp.item_name(before)}
    text = words(path)
    assert "Làm cho thật tốt, thật nhanh." in text
    assert "Đoạn lãnh đạo thêm." in text
    assert text.index("Mở đầu") < text.index("Tuyên truyền") < text.index("Tập huấn")
    assert "28/02" in text
    assert "15/02" not in text
    assert list(soundness.faults(path.read_bytes())) == []
    assert keeping.look(path)[0] is State.EDITED  # a later build must still refuse


def test_the_words_outside_the_table_are_the_same_to_the_letter(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    edit_body(path)
    outside = [line for line in words(path).splitlines() if "│" not in line and "┌" not in line]
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    pipeline.annexes_inside(space, folder, (), None)
    assert [line for line in words(path).splitlines() if "│" not in line and "┌" not in line] == outside


def test_an_untouched_file_stays_ours_after_new_rows(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    assert pipeline.annexes_inside(space, folder, (), None).viec == "đã thay bảng"
    assert keeping.look(path)[0] is State.OURS


def test_a_table_edited_by_hand_is_refused(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    edit_table(path)
    before = path.read_bytes()
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    one = pipeline.annexes_inside(space, folder, (), None)
    assert [p.code for p in one.problems] == ["phu_luc/bang_da_sua"]
    assert path.read_bytes() == before
    assert pipeline.annexes_inside(space, folder, (), None, ghi_de=True).viec == "đã thay bảng"
    assert "sâu rộng" not in words(path)
    assert "sâu rộng" in words(next(path.parent.glob("*.ban-sua.docx")))


def test_only_the_annex_asked_for_is_replaced(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    assert pipeline.annexes_inside(space, folder, (2,), None).viec == "không đổi"
    assert "Mở đầu" not in words(path)
    with pytest.raises(UserError, match="không có phụ lục 3"):
        pipeline.annexes_inside(space, folder, (3,), None)


def test_nothing_new_changes_nothing(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    edit_body(path)
    before = path.read_bytes()
    assert pipeline.annexes_inside(space, folder, (), None).viec == "không đổi"
    assert path.read_bytes() == before


def rewrite(path: Path, **changes: Callable[[dict[str, bytes]], None]) -> None:
    parts = archive.read(path, "tệp Word")
    for change in changes.values():
        change(parts)
    path.write_bytes(archive.pack(parts))


def test_a_signed_file_is_never_written(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    rewrite(path, sign=lambda parts: parts.update({"_xmlsignatures/sig1.xml": b"<x/>"}))
    before = path.read_bytes()
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    with pytest.raises(UserError, match="đã ký số"):
        pipeline.annexes_inside(space, folder, (), None)
    assert path.read_bytes() == before


def test_a_table_that_was_deleted_is_told(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    document = docx.Document(str(path))
    for table in list(document.tables):
        if table.cell(0, 0).text == "STT":
            table._element.getparent().remove(table._element)
    document.save(str(path))
    with pytest.raises(UserError, match="không còn bảng của phụ lục 1"):
        pipeline.annexes_inside(space, folder, (), None)


def test_a_file_that_is_not_ours_or_not_there_is_told(space: Workspace, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="chưa có tệp"):
        pipeline.annexes_inside(space, folder, (), None)
    other = tmp_path / "la.docx"
    docx.Document().save(str(other))
    with pytest.raises(UserError, match="không phải tệp do vbhc in"):
        pipeline.annexes_inside(space, folder, (), other)


@pytest.mark.slow
@pytest.mark.libreoffice
def test_tables_go_into_a_file_saved_by_libreoffice(space: Workspace, folder: Path) -> None:
    path = printed(space, folder)
    libreoffice.convert(path, path)
    assert keeping.look(path)[0] is State.EDITED
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    assert pipeline.annexes_inside(space, folder, (), None).viec == "đã thay bảng"
    assert "Mở đầu" in words(path)
    assert list(soundness.faults(path.read_bytes())) == []


# --- annexes alone ----------------------------------------------------------------------------------------------------


def test_annexes_alone_are_numbered_as_in_the_document(space: Workspace, folder: Path) -> None:
    together = list(pipeline.annexes_alone(space, folder, (), tung_tep=False))
    apart = list(pipeline.annexes_alone(space, folder, (), tung_tep=True))
    assert [p.viec for p in together + apart] == ["đã in"] * 3
    paths = [p.tep for p in together + apart if p.tep]
    assert ["Phụ lục I" in words(p).splitlines()[0] for p in paths] == [True, True, True]
    assert "] Phụ lục II\n" in words(paths[0])
    assert words(paths[2]).startswith("[Phụ lục ⚑vb_phu_luc_2] Phụ lục II\n")
    for path in paths:
        assert list(soundness.faults(path.read_bytes())) == []
        assert "CỘNG HÒA" not in words(path)
    assert len(list(paths[0].parent.iterdir())) == 3


@pytest.mark.validator
def test_patched_and_separate_files_are_valid(
    space: Workspace, folder: Path, validate: Callable[[Path], list[str]]
) -> None:
    path = printed(space, folder)
    edit_body(path)
    (folder / "bang.csv").write_text(CSV_MOI, encoding="utf-8")
    pipeline.annexes_inside(space, folder, (), None)
    alone = next(iter(pipeline.annexes_alone(space, folder, (2,), tung_tep=True))).tep
    assert alone is not None
    assert [validate(p) for p in (path, alone)] == [[], []]


# --- many documents, templates of the office --------------------------------------------------------------------------


def test_one_unreadable_document_does_not_sink_the_others(space: Workspace, add: Add) -> None:
    good, bad = add(name="kh-tot"), add(name="kh-hong")
    (bad / "van_ban.yaml").write_bytes(b"loai: KH\n\xff\xfe\xfd")
    done = list(pipeline.build_all(space, [bad, good]))
    assert [d.viec for d in done] == ["không in", "đã in"]
    assert done[0].problems[0].code == pipeline.KHONG_CHAY_DUOC


def test_the_offices_own_templates_are_used_and_a_missing_one_is_named(
    space: Workspace, add: Add, copy_templates: Path
) -> None:
    folder = add()
    (copy_templates / "ke_hoach.docx").unlink()
    with pytest.raises(UserError, match=r"ke_hoach\.docx: không có mẫu"):
        pipeline.build(space, folder)
    shutil.copyfile(Path(__file__).parents[1] / "templates" / "ke_hoach.docx", copy_templates / "ke_hoach.docx")
    assert pipeline.build(space, folder).viec == "đã in"


def test_the_data_that_made_a_file_travels_in_it(space: Workspace, folder: Path) -> None:
    import json

    mark = stamp.read(archive.read(printed(space, folder), "tệp Word"))
    assert mark is not None
    assert mark.nguon == "data/2026/kh-thu"
    data = json.loads(mark.du_lieu)
    assert data["van_ban"]["trich_yeu"] == "Triển khai một việc"
    assert data["nguoi_ky"]["ho_ten"] == "Nguyễn Văn An"
    assert len(mark.dau_vao) == 64
    assert set(mark.bang) == {"vb_bang_1", "vb_bang_2"}


def test_properties_say_title_subject_and_author(space: Workspace, add: Add) -> None:
    folder = add("so_van_ban: 7\n" + DOCUMENT.replace("2026-04\n", "2026-04-05\n"))
    core = zipfile.ZipFile(printed(space, folder)).read("docProps/core.xml").decode()
    assert "<dc:title>Kế hoạch triển khai một việc</dc:title>" in core
    assert "<dc:subject>Kế hoạch số 07/KH-SKHCN</dc:subject>" in core
    assert "<dc:creator>Sở Khoa học và Công nghệ</dc:creator>" in core
    assert "2026-04-05T00:00:00Z" in core
    assert "<dc:language>vi-VN</dc:language>" in core
