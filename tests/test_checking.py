"""Judging folders, prints and anyone's files: what is said, what is not, and that nothing sinks the rest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from shared import DOCUMENT
from vbhc import archive, checking, pipeline
from vbhc.checking import Cach, check, check_all, profile, sources
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import BaoCao, KetQua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, ke
from vbhc.rules.engine import HoSoMuc
from vbhc.word import libreoffice

LAP = DOCUMENT.replace("Làm cho tốt.", "Làm làm cho tốt.")
TYPED = """\
SỞ KHOA HỌC VÀ CÔNG NGHỆ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Số: 5/KH-SKHCN
Hải Phòng, ngày 10 tháng 4 năm 2026
KẾ HOẠCH
Triển khai một việc
"""
Add = Callable[..., Path]


def said(result: KetQua) -> list[str]:
    return [f.quy_tac for f in result.findings]


def one(space: Workspace | None, path: Path, cach: Cach | None = None) -> KetQua:
    return check(space, path, cach or Cach()).bao_cao.ket_qua


def printed(space: Workspace, folder: Path) -> Path:
    done = pipeline.build(space, folder)
    assert done.tep is not None, done.problems
    return done.tep


def test_a_data_folder_is_judged_on_what_it_prints(space: Workspace, add: Add) -> None:
    folder = add(LAP)
    result = one(space, folder)
    assert "van_tu/lap_tieng" in said(result)
    assert not space.output.exists(), "judging writes nothing"


def test_data_with_errors_say_so_and_no_rule_counts_as_passed(space: Workspace, add: Add) -> None:
    result = one(space, add(DOCUMENT.replace("trich_yeu:", "trich_yeuu:")))
    assert "du_lieu/khoa_la" in said(result)
    assert {c.quy_tac for c in result.chua_xet} == set(ke())
    assert not result.dat


def test_every_rule_on_one_document_passes_is_silent_with_a_reason_or_finds(space: Workspace, add: Add) -> None:
    result = one(space, add(LAP))
    alone = {khoa for khoa, rule in ke().items() if rule.soat}
    assert alone == {*result.dat, *said(result), *(c.quy_tac for c in result.chua_xet)} & alone
    assert not set(result.dat) & {*said(result), *(c.quy_tac for c in result.chua_xet)}
    assert all(c.vi_sao for c in result.chua_xet)


def test_plain_text_is_judged_without_its_looks(tmp_path: Path) -> None:
    path = tmp_path / "go.txt"
    path.write_text(TYPED, encoding="utf-8")
    result = one(None, path)
    assert "quoc_hieu/dau_noi" in said(result)
    looks = {khoa for khoa, rule in ke().items() if "dinh_dang" in rule.quy_tac.can}
    assert looks <= {c.quy_tac for c in result.chua_xet}
    assert not looks & set(result.dat)


@pytest.mark.slow
@pytest.mark.libreoffice
def test_an_old_word_file_is_read_through_libreoffice(space: Workspace, add: Add, tmp_path: Path) -> None:
    old = tmp_path / "cu.doc"
    libreoffice.convert(printed(space, add(LAP)), old)
    assert "van_tu/lap_tieng" in said(one(space, old))


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 20_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"khong phai tep Word", id="not a zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, id="encrypted"),
        pytest.param(archive.pack({"a.txt": b"x"}), id="no document"),
        pytest.param(archive.pack({"word/document.xml": b"<w"}), id="broken xml"),
        pytest.param(archive.pack({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), id="doctype"),
        pytest.param(archive.pack({"word/document.xml": b"<a/>"}), id="no word document"),
    ],
)
def test_a_damaged_file_is_a_sentence_and_sinks_no_other(data: bytes, space: Workspace, add: Add) -> None:
    bad = space.root / "hong.docx"
    bad.write_bytes(data)
    reports = check_all(space, [bad, add(LAP)], Cach())
    by_name = {r.ket_qua.ten: r.ket_qua for r in reports}
    assert by_name["hong.docx"].loi_doc
    assert not by_name["hong.docx"].dat
    assert "van_tu/lap_tieng" in said(by_name["data/2026/kh-thu"])
    assert Severity.LOI in checking.worst(reports)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bom.docx"
    bad.write_bytes(_bomb())
    assert "bom nén" in one(None, bad).loi_doc
    assert not one(None, bad).loi_chuong_trinh  # the file is to blame


def test_a_document_silences_a_rule_with_a_reason_that_is_shown(space: Workspace, add: Add) -> None:
    folder = add(f"{LAP}bo_qua: {{van_tu/lap_tieng: Chữ trong tên riêng}}\n")
    result = one(space, folder)
    assert "van_tu/lap_tieng" not in said(result)
    (quiet,) = (f for f in result.im_lang if f.quy_tac == "van_tu/lap_tieng")
    assert quiet.im_lang == "Chữ trong tên riêng"
    again = one(space, printed(space, folder))
    assert [f.quy_tac for f in again.im_lang] == ["van_tu/lap_tieng"], "the print remembers"


@pytest.mark.parametrize("reason", ["", "ok"])
def test_a_rule_is_not_silenced_without_a_reason(space: Workspace, add: Add, reason: str) -> None:
    result = one(space, add(f"{LAP}bo_qua:\n  van_tu/lap_tieng: {reason}\n"))
    assert any(f.muc is Severity.LOI for f in result.findings) or "van_tu/lap_tieng" in said(result)


def test_a_silenced_rule_that_does_not_exist_is_an_error(space: Workspace, add: Add) -> None:
    result = one(space, add(f"{LAP}bo_qua: {{van_tu/lap_tien: Lý do rõ ràng}}\n"))
    (found,) = (f for f in result.findings if f.quy_tac == "soat/quy_tac_la")
    assert "van_tu/lap_tieng" in found.hint


def test_the_office_sets_severities_switches_off_and_silences(space: Workspace, add: Add) -> None:
    folder = add(LAP)
    (space.data / "soat.yaml").write_text("muc: {van_tu/lap_tieng: lỗi}\n", encoding="utf-8")
    office, problems = profile(space)
    assert not problems
    (found,) = (f for f in one(space, folder, Cach(office)).findings if f.quy_tac == "van_tu/lap_tieng")
    assert found.muc is Severity.LOI

    (space.data / "soat.yaml").write_text("tat: {van_tu/lap_tieng: Sở không dùng quy tắc này}\n", encoding="utf-8")
    result = one(space, folder, Cach(profile(space)[0]))
    assert "van_tu/lap_tieng" not in said(result)
    assert any(c.quy_tac == "van_tu/lap_tieng" and "Sở không dùng" in c.vi_sao for c in result.chua_xet)

    text = "bo_qua: [{tep: data/2026/*, quy_tac: van_tu/lap_tieng, ly_do: Chữ của bản gốc}]\n"
    (space.data / "soat.yaml").write_text(text, encoding="utf-8")
    result = one(space, folder, Cach(profile(space)[0]))
    assert [f.im_lang for f in result.im_lang] == ["Chữ của bản gốc"]


@pytest.mark.parametrize(
    "text",
    [
        "muc: {van_tu/lap: lỗi}\n",
        "muc: {van_tu/lap_tieng: nặng}\n",
        "tat: {van_tu/lap_tieng: x}\n",
        "bo_qua: [{tep: a, quy_tac: van_tu/lap_tieng}]\n",
        "mucc: {}\n",
        "tat: [\n",
    ],
)
def test_a_slip_in_the_office_profile_is_an_error(space: Workspace, text: str) -> None:
    (space.data / "soat.yaml").write_text(text, encoding="utf-8")
    assert any(p.severity is Severity.LOI and p.place.file == "data/soat.yaml" for p in profile(space)[1])


def test_without_a_target_all_of_data_and_output_is_meant(space: Workspace, add: Add) -> None:
    folder = add()
    tep = printed(space, folder)
    (space.output / "~$khoa.docx").write_bytes(b"")
    assert sources(space, ()) == [folder, tep]
    assert sources(space, (space.output,)) == [tep]
    assert sources(space, (tep,)) == [tep]
    with pytest.raises(UserError, match="không có"):
        sources(space, (space.root / "khong-co",))
    with pytest.raises(UserError, match="chưa rõ soát gì"):
        sources(None, ())
    (space.root / "trong").mkdir()
    with pytest.raises(UserError, match="không có văn bản nào"):
        sources(space, (space.root / "trong",))


def test_a_print_that_is_what_its_data_print_is_told_once(space: Workspace, add: Add) -> None:
    folder = add(LAP)
    printed(space, folder)
    reports = check_all(space, sources(space, ()), Cach())
    assert [r.ket_qua.ten for r in reports] == ["data/2026/kh-thu"]
    (folder / "van_ban.yaml").write_text(LAP.replace("Việc thứ nhất", "Việc đầu tiên"), encoding="utf-8")
    reports = check_all(space, sources(space, ()), Cach())
    assert len(reports) == 2, "the print is of other data now: both are judged"


def test_several_processes_say_what_one_says(space: Workspace, add: Add) -> None:
    for n in range(6):
        add(LAP if n % 2 else DOCUMENT, name=f"kh-{n}")
    found = sources(space, ())
    alone = check_all(space, found, Cach())
    ticks: list[int] = []
    with ProcessPoolExecutor(2) as pool:
        together = check_all(space, found, Cach(), executor=pool, done=ticks.append)
    assert [r.ket_qua for r in together] == [r.ket_qua for r in alone]
    assert sum(ticks) == 6


def test_the_agency_of_a_foreign_file_is_the_one_whose_names_it_bears(space: Workspace, add: Add) -> None:
    tep = printed(space, add())
    parts = {k: v for k, v in archive.read(tep, "tệp Word").items() if not k.startswith("customXml")}
    foreign = space.root / "ngoai.docx"
    foreign.write_bytes(archive.pack(parts))
    found = check(space, foreign, Cach())
    assert found.boi_canh.co_quan is not None
    assert found.boi_canh.co_quan.viet_tat == "SKHCN"
    assert found.boi_canh.dien_tu is None, "nobody said whether it is paper"
    assert check(None, foreign, Cach()).boi_canh.co_quan is None


def test_only_what_is_asked_is_judged_and_the_rest_says_why(space: Workspace, add: Add) -> None:
    result = one(space, add(LAP), Cach(chi=("van_tu",)))
    assert set(said(result)) <= {khoa for khoa in ke() if khoa.startswith("van_tu/")}
    assert {c.quy_tac for c in result.chua_xet} >= {
        khoa for khoa, r in ke().items() if r.soat and not khoa.startswith("van_tu/")
    }


def test_a_report_can_be_cut_at_a_severity(space: Workspace, add: Add) -> None:
    report: BaoCao = check(space, add(LAP), Cach()).bao_cao
    assert any(f.muc is Severity.CANH_BAO for f in report.ket_qua.findings)
    cut = checking.from_severity(report, Severity.LOI)
    assert all(f.muc is Severity.LOI for f in cut.ket_qua.findings)


@pytest.mark.slow
def test_what_is_kept_of_each_document_is_enough_to_judge_them_against_each_other(tmp_path: Path) -> None:
    from rules_harness import bases, cases
    from rules_mutate import break_it

    said = {}
    for case in cases():
        if case.kho and case.sai:
            folder = tmp_path / str(len(said))
            folder.mkdir()
            for i, (name, ops) in enumerate(case.kho):
                (folder / f"{i}.docx").write_bytes(break_it(bases()[name].data, ops))
            found = sources(None, (folder,))
            whole = [r.ket_qua.findings for r in check_all(None, found, Cach())]
            assert [r.ket_qua.findings for r in check_all(None, found, Cach(gon=True))] == whole
            said[case.id] = [f.quy_tac for findings in whole for f in findings if f.quy_tac == case.quy_tac]
    assert len(said) > 5
    assert sum(map(bool, said.values())) > len(said) / 2, "the set is judged, not only its members"


def test_a_bug_met_on_one_of_several_does_not_sink_the_rest(
    space: Workspace, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vbhc.rules import engine

    bad, good = add(LAP, name="kh-hong"), add(LAP, name="kh-tot")
    real = engine.soat

    def broken(van_ban: BanDoc, boi_canh: BoiCanh, muc: HoSoMuc | None = None) -> KetQua:
        if "hong" in boi_canh.ten:
            raise KeyError("secret words of a document")
        return real(van_ban, boi_canh, muc)

    monkeypatch.setattr(engine, "soat", broken)
    told, fine = check_all(space, [bad, good], Cach())
    assert told.ket_qua.loi_doc.startswith("lỗi của chương trình (KeyError)")
    assert "secret" not in told.ket_qua.loi_doc
    assert (told.ket_qua.loi_chuong_trinh, fine.ket_qua.loi_chuong_trinh) == (True, False)
    assert "van_tu/lap_tieng" in said(fine.ket_qua)
    with pytest.raises(KeyError):
        check_all(space, [bad], Cach())


def test_what_two_data_folders_disagree_on_is_pointed_to_in_the_data(space: Workspace, add: Add) -> None:
    def cite(date: str) -> str:
        text = f"Thực hiện Quyết định số 14/QĐ-UBND ngày {date} của Ủy ban nhân dân thành phố về ban hành Chương trình,"
        return DOCUMENT.replace("Sở xây dựng", f"{text} Sở xây dựng")

    add(cite("10/01/2026"), name="kh-mot")
    add(cite("11/01/2026"), name="kh-hai")
    for slim in (True, False):
        reports = check_all(space, sources(space, ()), Cach(gon=slim))
        found = [f for r in reports for f in r.ket_qua.findings if f.quy_tac == "kho/vien_dan_lech"]
        assert found
        for finding in found:
            line = cite("x").split("\n").index(next(x for x in cite("x").split("\n") if "mo_dau" in x)) + 1
            assert finding.place.file.endswith("van_ban.yaml")
            assert finding.place.line == line


def test_holding_documents_against_each_other_passes_finds_or_says_why_not(space: Workspace, add: Add) -> None:
    across = {khoa for khoa, rule in ke().items() if rule.soat_kho}
    add(name="kh-mot")
    (single,) = check_all(space, sources(space, ()), Cach())
    assert across <= {c.quy_tac for c in single.ket_qua.chua_xet}
    assert not across & set(single.ket_qua.dat)
    add(name="kh-hai")
    for report in check_all(space, sources(space, ()), Cach()):
        assert across <= {*report.ket_qua.dat, *said(report.ket_qua)}
        assert not across & {c.quy_tac for c in report.ket_qua.chua_xet}
    for report in check_all(space, sources(space, ()), Cach(chi=("van_tu",))):
        assert across <= {c.quy_tac for c in report.ket_qua.chua_xet}
