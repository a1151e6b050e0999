"""What a person at a terminal meets: exit codes, words, files kept safe."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from shared import DOCUMENT
from vbhc import archive, commands, pipeline, resources
from vbhc.commands import _running, check_env
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.word import ns

SHORT = """\
loai: {}
co_quan: skhcn
ngay_ban_hanh: 2026
trich_yeu: Kết quả
{}
noi_nhan: [Sở Nội vụ]
luu: VT
nguoi_ky: giam-doc
"""
TB = SHORT.format("TB", "noi_dung: Một.")
BC = SHORT.format("BC", "ket_qua: [Đã làm xong.]\ngui_cap_tren: có\nkinh_gui: UBND thành phố")
ENGLISH = re.compile(
    r"\b(usage|options|show|this|message|error|invalid|missing|argument|option|does|not|no such)\b", re.I
)
Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in the workspace: its exit code and what it said."""
    monkeypatch.chdir(space.root)

    def go(*args: object) -> SimpleNamespace:
        code = _running.run(commands.cli, [str(a) for a in args])
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err, all=said.out + said.err)

    return go


def printed(space: Workspace) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(space.output.rglob("*.docx"))}


def edit_in_word(path: Path) -> bytes:
    """A person changes a word and saves."""
    with zipfile.ZipFile(path) as package:
        parts = {i: package.read(i) for i in package.namelist()}
    body = "word/document.xml"
    assert "Triển khai".encode() in parts[body]
    parts[body] = parts[body].replace("Triển khai".encode(), "Thực hiện".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path.read_bytes()


# --- exit codes and words ---------------------------------------------------------------------------------------------


def test_0_when_all_is_well_and_1_by_the_severity_asked(run: Run, add) -> None:
    add()
    assert run("build").code == 0
    add(DOCUMENT.replace("Làm cho tốt.", "'**Làm'"), name="canh-bao")
    assert run("build").code == 0
    assert run("build", "--muc-do", "canh-bao").code == 1
    assert run("build", "--loai", "TB").out.startswith("không có văn bản nào")


def test_one_broken_document_does_not_sink_the_others(run: Run, add, space: Workspace) -> None:
    add(name="b-tot")
    add(DOCUMENT + "xyz: 1\n", name="a-sai")
    done = run("build")
    assert done.code == 1
    assert list(printed(space)) == ["b-tot_chua-so_2026-04.docx"]
    assert f"data/2026/a-sai/van_ban.yaml:{DOCUMENT.count(chr(10)) + 1}:1: lỗi" in done.out
    assert "1 không in, 1 đã in; 1 lỗi" in done.out
    (add(name="c-hong") / "van_ban.yaml").write_bytes(b"\xff\xfa")
    done = run("build", "--ghi-de")
    assert done.code == 2
    assert "b-tot_chua-so" in done.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["xyz"], "không có lệnh “xyz”"), (["buld"], "có phải “build”?"), (["build", "--xyz"], "không có tuỳ chọn"),
        (["build", "--lo", "KH"], "--loai"), (["annex"], "thiếu 'THƯ_MỤC'"), (["annex", "x", "--so", "a"], "số nguyên"),
        (["annex", "x", "--so"], "cần một giá trị"), (["build", "--muc-do", "x"], "không phải một trong"),
        (["build", "--ghi-de=1"], "không nhận giá trị"), (["text", "a", "b"], "thừa"), (["text", "a.docx"], "không"),
        (["build", "khong-co"], "không có thư mục này"), (["build", "--loai", "KX"], "không có loại văn bản"),
        (["new", "QĐ"], "chưa có mẫu in"), (["new", "KH", "--co-quan", "skhn"], "skhcn"),
        (["new", "KH", "--trich-yeu", "x", "--nguoi-ky", "y"], "giam-doc"), (["new", "KH"], "--trich-yeu"),
        (["new", "KH", "--trich-yeu", "x", "--thu-muc", "../../x"], "tên thư mục"),
        (["new", "KH", "--trich-yeu", "x", "--thu-muc", ".."], "tên thư mục"), (["init", "."], "đã có tệp"),
    ],
)  # fmt: skip
def test_2_and_one_vietnamese_sentence_when_the_user_can_mend_it(run: Run, args: list[str], said: str) -> None:
    done = run(*args)
    assert done.code == 2
    assert said in done.err
    assert not done.out
    assert done.err.startswith("vbhc: ")
    assert not ENGLISH.search(re.sub(r"--[\w-]+", "", done.err))
    assert "Traceback" not in done.err


def test_outside_a_workspace_the_way_in_is_named(run: Run, tmp_path_factory, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("khac"))
    done = run("build")
    assert done.code == 2
    assert "vbhc init" in done.err


def test_3_for_a_bug_with_a_report_that_holds_nothing_of_the_document(run: Run, add, monkeypatch, tmp_path) -> None:
    folder = add()

    def broken(*_: object, **__: object) -> None:
        try:
            raise KeyError("Triển khai một việc mật")
        except KeyError as error:
            raise ValueError("nội dung: Nguyễn Văn An") from error

    monkeypatch.setattr(pipeline, "build_all", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run("build", folder, "--loai=KH")
    assert done.code == 3
    assert "Traceback" not in done.all
    (report,) = tmp_path.glob("vbhc-loi-*.txt")
    assert str(report) in done.err
    text = report.read_text(encoding="utf-8")
    assert "in broken" in text
    assert "KeyError" in text
    assert "ValueError" in text
    assert "lệnh: build … --loai\n" in text
    for secret in ("Triển khai một việc", "Nguyễn Văn An", folder.name):
        assert secret not in done.all
        assert secret not in text.replace('raise KeyError("Triển khai một việc mật")', "").replace(
            'raise ValueError("nội dung: Nguyễn Văn An") from error', ""
        )


@pytest.mark.parametrize(
    ("raised", "code"), [(KeyboardInterrupt, 130), (click.exceptions.Abort, 130), (MemoryError, 2), (UserError, 2)]
)
def test_other_endings(run: Run, add, monkeypatch, raised: type[BaseException], code: int) -> None:
    add()

    def stopped(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(pipeline, "build_all", stopped)
    done = run("build")
    assert done.code == code
    assert "Traceback" not in done.all


def test_main_leaves_with_the_code(space: Workspace, monkeypatch) -> None:
    monkeypatch.chdir(space.root)
    with pytest.raises(SystemExit) as left:
        commands.main(["xyz"])
    assert left.value.code == 2


COMMANDS = commands.cli.list_commands(click.Context(commands.cli))


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_vietnamese(run: Run, name: str) -> None:
    done = run(*([name] if name else []), "--help")
    assert done.code == 0
    assert done.out.startswith(f"Cách dùng: vbhc {name}".rstrip())
    assert "Hiện trợ giúp này." in done.out
    assert not ENGLISH.search(done.out)
    assert not re.search(r"\b(TEXT|PATH|INTEGER|COMMAND|ARGS)\b", done.out)


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    assert run().out == run("-h").out
    assert all(f"  {name} " in run().out for name in COMMANDS)


# --- new and init -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["KH", "TB", "BC"])
def test_a_new_document_is_made_without_questions_and_then_builds(run: Run, space: Workspace, kind: str) -> None:
    done = run("new", kind, "--trich-yeu", "Về việc: họp #1", "--nam", 2026, "--kinh-gui", "UBND thành phố")
    assert done.code == 0, done.all
    folder = space.data / "2026" / f"{kind.lower()}-ve-viec-hop-1"
    assert "vbhc build data/2026/" in done.out
    assert run("new", kind, "--trich-yeu", "Về việc: họp #1", "--nam", 2026).code == 2  # never over another
    path = folder / "van_ban.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("mo_dau:", "mo_dau: Mở đầu."), encoding="utf-8")
    done = run("build", folder)
    assert done.code == 0, done.all
    assert list(printed(space)) == [f"{folder.name}_chua-so_2026.docx"]


@pytest.mark.slow
def test_a_workspace_of_its_own_works_without_the_repository(tmp_path: Path) -> None:
    room = tmp_path / "Sở Khoa học & Công nghệ"

    def vbhc(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "vbhc", *args], cwd=cwd, capture_output=True, encoding="utf-8", timeout=60,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    name = ["--ten", "Sở Tư pháp: 'A'", "--chu-quan", "UBND tỉnh Huế", "--viet-tat", "STP", "--dia-danh", "Huế"]
    made = vbhc("init", room.name, *name, "--chuc-vu", "Giám đốc", "--ho-ten", "Lê Văn Ý", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert vbhc("new", "TB", "--trich-yeu", "Họp", "--nam", "2026", cwd=room).returncode == 0
    path = room / "data/2026/tb-hop/van_ban.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("mo_dau:", "mo_dau: Mở đầu."), encoding="utf-8")
    done = vbhc("build", cwd=room / "data")
    assert (done.returncode, done.stderr) == (0, "")
    assert (room / "output/2026/tb-hop_chua-so_2026.docx").is_file()
    shown = vbhc("text", "output/2026/tb-hop_chua-so_2026.docx", cwd=room)
    assert "SỞ TƯ PHÁP: 'A'" in shown.stdout
    assert "Lê Văn Ý" in shown.stdout


# --- printing again ---------------------------------------------------------------------------------------------------


def test_what_has_not_changed_is_left_alone(run: Run, add, space: Workspace) -> None:
    folder = add()
    assert "đã in: output/2026/kh-thu_chua-so_2026-04.docx" in run("build").out
    before = printed(space)
    stamp = next(space.output.rglob("*.docx")).stat().st_mtime_ns
    assert "không đổi: output" in run("build").out
    add("# chú thích\n" + DOCUMENT.replace("luu: VT, VP", "luu:   VT, VP  # hai"))
    assert "không đổi: output" in run("build", folder).out
    assert printed(space) == before
    assert next(space.output.rglob("*.docx")).stat().st_mtime_ns == stamp
    add(DOCUMENT.replace("một việc", "hai việc"))
    assert "đã in: output" in run("build").out
    assert printed(space) != before
    add()
    run("build")
    assert printed(space) == before  # the same data, the same bytes


def test_a_change_in_the_agency_file_prints_again(run: Run, add, space: Workspace) -> None:
    add()
    run("build")
    path = space.data / "co_quan" / "skhcn.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Lãnh đạo Sở", "Ban Giám đốc Sở"), encoding="utf-8")
    assert "đã in: " in run("build").out


def test_a_number_given_later_renames_the_file(run: Run, add, space: Workspace) -> None:
    add()
    run("build")
    add(DOCUMENT.replace("2026-04", "2026-04-05") + "so_van_ban: 8\n")
    run("build")
    assert list(printed(space)) == ["kh-thu_08-KH-SKHCN_2026-04-05.docx"]


def test_two_folders_never_print_over_each_other(run: Run, add, space: Workspace) -> None:
    add(name="ke-hoach")
    run("build")
    before = printed(space)
    add(DOCUMENT.replace("một việc", "hai việc"), name="kế-hoạch")
    done = run("build")
    assert done.code == 1
    assert "[tep/trung_ten]" in done.out
    assert "data/2026/ke-hoach" in done.out
    assert printed(space) == before


def test_an_edited_draft_stays_beside_the_renamed_file_and_is_named(run: Run, add, space: Workspace) -> None:
    add()
    run("build")
    draft = space.output / "2026" / "kh-thu_chua-so_2026-04.docx"
    mine = edit_in_word(draft)
    add(DOCUMENT + "so_van_ban: 8\n")
    done = run("build")
    assert "[tep/ban_cu]" in done.out
    assert draft.read_bytes() == mine
    assert len(printed(space)) == 2


def test_an_edited_file_is_refused_kept_whole_and_the_ways_out_are_named(run: Run, add, space: Workspace) -> None:
    add()
    run("build")
    path = next(space.output.rglob("*.docx"))
    mine = edit_in_word(path)
    done = run("build")  # the same data: the person's file simply stays
    assert done.code == 0
    assert "để nguyên" in done.out
    assert path.read_bytes() == mine
    add(DOCUMENT.replace("Làm cho tốt", "Làm cho nhanh"))
    done = run("build")
    assert done.code == 1
    assert "[tep/da_sua]" in done.out
    assert "--ghi-de" in done.out
    assert "vbhc annex" not in done.out  # there is no annex to be put in
    assert path.read_bytes() == mine
    assert run("build", "--ghi-de").code == 0
    assert path.read_bytes() != mine
    assert path.with_name(f"{path.stem}.ban-sua.docx").read_bytes() == mine
    again = edit_in_word(path)
    run("build", "--ghi-de")
    assert path.with_name(f"{path.stem}.ban-sua-2.docx").read_bytes() == again
    assert path.with_name(f"{path.stem}.ban-sua.docx").read_bytes() == mine


@pytest.mark.parametrize("foreign", [b"", b"PK\x03\x04 no zip", "Bản của tôi".encode()])
def test_a_file_that_is_not_ours_is_refused(run: Run, add, space: Workspace, foreign: bytes) -> None:
    add()
    target = space.output / "2026" / "kh-thu_chua-so_2026-04.docx"
    target.parent.mkdir(parents=True)
    target.write_bytes(foreign)
    done = run("build")
    assert done.code == 1
    assert "không do chương trình in" in done.out
    assert target.read_bytes() == foreign


def test_every_kind_prints_and_reads_back(run: Run, add, space: Workspace) -> None:
    add()
    add(TB, name="tb-thu")
    add(BC, name="bc-thu")
    assert run("build").code == 0
    for path in space.output.rglob("*.docx"):
        shown = run("text", path)
        assert shown.code == 0
        assert shown.out.count("./.") == 1
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown.out
        assert ("Như trên" in shown.out) == (path.name.startswith("bc"))
    assert run("build", "--loai", "Thông báo").out.count("không đổi: ") == 1


def test_annexes_alone_and_each_in_its_file(run: Run, add, space: Workspace) -> None:
    table = 'bang: {hang: "a\\nx", cot: [{khoa: a, tieu_de: A}]}'
    folder = add(DOCUMENT + f"phu_luc: [{{{table}}}, {{{table}}}]\n")
    assert run("annex", folder).code == 0
    assert run("annex", folder, "--tung-tep").code == 0
    assert [x.rsplit("_", 1)[1] for x in printed(space)] == ["phu-luc-1.docx", "phu-luc-2.docx", "phu-luc.docx"]
    done = run("annex", folder, "--so", 3)
    assert done.code == 2
    assert "2 phụ lục" in done.err


def test_the_schemas_are_written_where_editors_look(run: Run, space: Workspace) -> None:
    assert run("schema").code == 0
    assert sorted(p.name for p in (space.data / "schema").iterdir()) == [
        "co_quan.schema.json", "soat.schema.json", "van_ban.schema.json", "vien_dan.schema.json",
    ]  # fmt: skip


def test_check_env_says_what_there_is(run: Run) -> None:
    done = run("check-env")
    assert done.code == 0
    assert "có     vbhc" in done.out
    assert "thư mục làm việc" in done.out


@pytest.mark.skipif(os.name != "posix", reason="the stand-in program is a script")
@pytest.mark.parametrize(
    ("program", "said"),
    [("#!/bin/sh\nsleep 9", "không trả lời"), ("#!/khong/co", "không chạy được fc-list"),
     ("#!/bin/sh\nprintf 'B\\377\\nTimes New Roman\\n'", "")],
    ids=["hangs", "broken", "bytes"],
)  # fmt: skip
def test_a_list_of_fonts_that_cannot_be_had_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    (tmp_path / "fc-list").write_text(program, encoding="utf-8")
    (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(check_env, "_FONTS", 0.2)
    done = run("check-env")
    assert done.code == 0
    assert said in done.out
    assert ("thiếu  phông" in done.out) == bool(said)


def test_a_template_that_docxtpl_has_to_fill_prints_the_same_and_is_told(
    run: Run, space: Workspace, add: Callable[..., Path]
) -> None:
    """A table in a table: its grid is mended after filling, which the compiled way does not do."""
    folder = add()
    assert run("build", "--verbose", "--khong-soat").out.count("ke_hoach.docx: đã biên dịch") == 1
    (printed,) = space.output.rglob("*.docx")
    plain = archive.members(printed.read_bytes(), "x", "x")
    printed.unlink()
    cell = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>'
    nested = cell.format(cell.format("<w:p><w:r><w:t>Ô trong ô</w:t></w:r></w:p>") + "<w:p/>") + "<w:p/>"
    shutil.copytree(resources.base_templates(), space.templates)
    parts = archive.read(space.templates / "ke_hoach.docx", "mẫu")
    body = parts[ns.DOCUMENT].decode()
    parts[ns.DOCUMENT] = body.replace("<w:body>", f"<w:body>{nested}", 1).encode()
    (space.templates / "ke_hoach.docx").write_bytes(archive.pack(parts))
    assert "ke_hoach.docx: in qua docxtpl" in run("build", folder, "--verbose", "--khong-soat").out
    (printed,) = space.output.rglob("*.docx")
    made = archive.members(printed.read_bytes(), "x", "x")
    said = [[p for p in words(parts[ns.DOCUMENT]) if p] for parts in (plain, made)]
    assert said[1] == ["Ô trong ô", *said[0]]


def words(xml: bytes) -> list[str]:
    return [ns.text_of(p) for p in ns.parse(xml, "x").iter(ns.w("p"))]
