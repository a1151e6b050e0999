"""Judging: data folders, our prints and anyone's Word files, each as a View under the same shelf of rules.

A data folder is judged on the print it would make now, so that its form and its agreement are judged by the same rules
as any other file; what is found is then pointed to in the data.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vbhc import archive, pipeline, recognising
from vbhc.errors import UserError
from vbhc.loading import shared
from vbhc.loading.workspace import TEN_TEP, Workspace, document_folders
from vbhc.model.ban_doc import BanDoc
from vbhc.model.co_quan import CoQuan
from vbhc.model.finding import BaoCao, ChuaXet, Finding, KetQua
from vbhc.model.ho_so import HoSo, Places
from vbhc.model.nen import HinhThuc
from vbhc.model.soat import Soat
from vbhc.model.view import View
from vbhc.outputs import keeping
from vbhc.problems import Place, Problem, Problems, Severity
from vbhc.rules import BoiCanh, engine, ke
from vbhc.rules.engine import HoSoMuc
from vbhc.word import libreoffice, seeing, stamp
from vbhc.word.seeing.plain import view_of_text

WORD = frozenset({".docx", ".docm"})
OLD_WORD = frozenset({".doc", ".odt", ".rtf"})
TEXT = frozenset({".txt", ".md"})
MAX_TEXT = 5 * 2**20


@dataclass(frozen=True, slots=True)
class Cach:
    """How to judge: the office's profile, what the user said of the agency and the form of issue, which rules alone.

    `chi` are rules or whole components; empty: all.
    """

    profile: Soat = field(default_factory=Soat)
    co_quan: str = ""
    dien_tu: bool | None = None
    chi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Da:
    """One judged source: its report, and what judging it against others needs.

    `ban_in` is the print that stands in `output/` and is, byte for byte, what was judged.
    """

    nguon: Path
    bao_cao: BaoCao
    boi_canh: BoiCanh
    muc: HoSoMuc
    ban_in: Path | None = None


def profile(workspace: Workspace | None) -> tuple[Soat, tuple[Problem, ...]]:
    """The office's profile and what is wrong with it; rules it names that do not exist are errors."""
    if workspace is None:
        return Soat(), ()
    problems = Problems()
    found, places = shared.profile(workspace, problems)
    for path, rule in [*((("muc", r), r) for r in found.muc), *((("tat", r), r) for r in found.tat)]:
        _known(rule, places.of(*path), problems)
    for i, row in enumerate(found.bo_qua):
        _known(row.quy_tac, places.of("bo_qua", i), problems)
    return found, tuple(problems)


def _known(rule: str, place: Place, problems: Problems) -> None:
    if rule not in ke():
        from vbhc.text import letters

        near = letters.nearest(rule, ke())
        problems.loi("soat/quy_tac_la", place, f"không có quy tắc “{rule}”", f"Có phải `{near}`?" if near else
                     "Xem các quy tắc: vbhc explain")  # fmt: skip


def sources(workspace: Workspace | None, targets: Sequence[Path]) -> list[Path]:
    """What is meant by the user's words: document folders and files; without any, all of `data/` and `output/`.

    Raises:
        UserError: a target does not exist, or holds nothing that can be judged.
    """
    if not targets:
        if workspace is None:
            raise UserError("chưa rõ soát gì; ghi tên tệp Word, hoặc chạy trong thư mục làm việc (có data/co_quan)")
        return [*workspace.documents(), *_files(workspace.output)]
    out: list[Path] = []
    for target in targets:
        if target.is_file() and target.name != TEN_TEP:
            found = [target]
        elif target.is_dir() and not any(True for _ in target.rglob(TEN_TEP)):
            found = _files(target)
        elif workspace is not None:
            found = document_folders(workspace, (target,))
        else:
            raise UserError(f"{target}: không nằm trong thư mục làm việc nào (thư mục có data/co_quan)")
        if not found:
            raise UserError(f"{target}: không có văn bản nào để soát")
        out += [f for f in found if f not in out]
    return out


def _files(folder: Path) -> list[Path]:
    endings = WORD | OLD_WORD
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in endings and not p.name.startswith(("~$", ".")))


def check_all(
    workspace: Workspace | None,
    found: Sequence[Path],
    cach: Cach,
    *,
    executor: Executor | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> list[BaoCao]:
    """Judge every source, then the documents against each other; folders first, then files.

    A print that is exactly what a folder prints is judged with its folder and not a second time.

    Args:
        workspace: where they live, when they live in one.
        found: what `sources` gave.
        cach: how to judge.
        executor: runs the judging of single documents; None: here, one after another.
        done: called with 1 after each.
    """
    judged: list[Da] = []

    def judge(paths: list[Path]) -> None:
        work = [(workspace, path, cach) for path in paths]
        size = max(1, min(16, len(work) // 32))
        for one in executor.map(_job, work, chunksize=size) if executor else map(_job, work):
            judged.append(one)
            done(1)

    judge([path for path in found if path.is_dir()])
    same = {one.ban_in for one in judged}
    files = [path for path in found if not path.is_dir()]
    judge([path for path in files if path.resolve() not in same])
    done(sum(path.resolve() in same for path in files))
    return _against_each_other(judged)


def _job(work: tuple[Workspace | None, Path, Cach]) -> Da:
    return check(*work)


def check(workspace: Workspace | None, path: Path, cach: Cach) -> Da:
    """Judge one source; whatever is wrong with it is in the report, nothing is raised."""
    name = workspace.ten(path) if workspace else path.as_posix()
    try:
        if path.is_dir():
            assert workspace is not None
            return _folder(workspace, path, name, cach)
        return _file(workspace, path, name, cach)
    except UserError as error:
        return Da(path, BaoCao(KetQua(name, loi_doc=_without(str(error), path, name)), None), BoiCanh(name), HoSoMuc())
    except RecursionError:
        why = "nội dung lồng nhau quá sâu; không đọc"
        return Da(path, BaoCao(KetQua(name, loi_doc=why), None), BoiCanh(name), HoSoMuc())


def _without(message: str, path: Path, name: str) -> str:
    return message.removeprefix(f"{path}: ").removeprefix(f"{name}: ")


# --- a data folder ----------------------------------------------------------------------------------------------------


def _folder(workspace: Workspace, folder: Path, name: str, cach: Cach) -> Da:
    loaded = pipeline.load(workspace, folder)
    problems = list(loaded.problems)
    if loaded.value is None:
        why = "dữ liệu còn lỗi nên chưa dựng được văn bản"
        unjudged = tuple(ChuaXet(rule, why) for rule in ke())
        result = KetQua(name, tuple(map(_as_finding, problems)), unjudged)
        return Da(folder, BaoCao(result, None), BoiCanh(name), HoSoMuc())
    ho_so = loaded.value
    data, remarks = pipeline.print_bytes(workspace, ho_so)
    problems += [p for p in remarks if p not in problems]
    for rule in ho_so.van_ban.bo_qua:
        told = Problems()
        _known(rule, ho_so.places.of("bo_qua", rule), told)
        problems += told
    form = ho_so.van_ban.hinh_thuc or ho_so.co_quan.hinh_thuc
    known = _context(name, ho_so.co_quan, form is HinhThuc.DIEN_TU, cach)
    muc = _levels(cach.profile, name, ho_so.van_ban.bo_qua, cach.chi)
    view = seeing.view_of(archive.members(data, name, "tệp Word"), name)
    document = recognising.doc(view)
    result = engine.soat(document, known, muc)
    own = [_as_finding(p) for p in dict.fromkeys(problems)]
    result = replace(result, findings=(*own, *result.findings))
    target = pipeline.output_path(workspace, folder, ho_so)
    same = target.resolve() if keeping.holds(target, data) else None
    return Da(folder, BaoCao(_in_the_data(workspace, ho_so, result, document), document), known, muc, same)


def _as_finding(problem: Problem) -> Finding:
    what = f"{problem.truong}: {problem.message}" if problem.truong else problem.message
    return Finding(problem.code, "", problem.severity, problem.place, what, problem.hint)


def _in_the_data(workspace: Workspace, ho_so: HoSo, result: KetQua, document: BanDoc) -> KetQua:
    """The findings with their places in the data instead of the print."""
    return result


# --- a file -----------------------------------------------------------------------------------------------------------


def _file(workspace: Workspace | None, path: Path, name: str, cach: Cach) -> Da:
    view, parts = _read(path, name)
    document = recognising.doc(view)
    mark = stamp.read(parts) if parts else None
    data = _stamped(mark)
    agency = _agency(workspace, cach.co_quan or str(data.get("van_ban", {}).get("co_quan", "")), document)
    form = cach.dien_tu
    if form is None and data:
        said = data.get("van_ban", {}).get("hinh_thuc") or data.get("co_quan", {}).get("hinh_thuc")
        form = said == HinhThuc.DIEN_TU.value
    known = _context(name, agency, form, cach)
    own = data.get("van_ban", {}).get("bo_qua")
    silenced = {str(k): str(v) for k, v in own.items()} if isinstance(own, dict) else {}
    muc = _levels(cach.profile, name, silenced, cach.chi)
    return Da(path, BaoCao(engine.soat(document, known, muc), document), known, muc)


def _read(path: Path, name: str) -> tuple[View, dict[str, bytes]]:
    ending = path.suffix.lower()
    if ending in TEXT:
        if path.stat().st_size > MAX_TEXT:
            raise UserError(f"{name}: tệp chữ lớn hơn {MAX_TEXT >> 20} MB, không đọc")
        return view_of_text(path.read_bytes().decode("utf-8-sig", "replace"), name), {}
    if ending in OLD_WORD:
        with tempfile.TemporaryDirectory(prefix="vbhc-soat-") as folder:
            made = Path(folder) / "ra.docx"
            libreoffice.convert(path, made)
            parts = archive.read(made, "tệp Word")
        return seeing.view_of(parts, name), {}
    parts = archive.read(path, "tệp Word")
    return seeing.view_of(parts, name), parts


def _stamped(mark: stamp.Stamp | None) -> dict[str, dict[str, Any]]:
    """The data that made a print, as its stamp holds them; a stamp that cannot be read says nothing."""
    try:
        data = json.loads(mark.du_lieu) if mark is not None and mark.du_lieu else {}
    except ValueError:
        return {}
    shaped = isinstance(data, dict) and all(isinstance(data.get(k, {}), dict) for k in ("van_ban", "co_quan"))
    return data if shaped else {}


def _agency(workspace: Workspace | None, key: str, document: BanDoc) -> CoQuan | None:
    """The agency said, stamped, or the one of the workspace whose names stand at the head of the page."""
    if workspace is None:
        if key:
            raise UserError(f"cơ quan “{key}”: chạy trong thư mục làm việc (có data/co_quan)")
        return None
    if key:
        found, _ = shared.agency(workspace, key, Places(f"data/co_quan/{key}.yaml"), problems := Problems())
        if found is not None and not problems.co_loi:
            return found
    head = _words(document, "co_quan"), _words(document, "chu_quan")
    same = []
    for path in sorted((workspace.data / "co_quan").glob("*.yaml")):
        found, _ = shared.agency(workspace, path.stem, Places(path.name), Problems())
        if found is not None and (_fold(found.ten), _fold(found.chu_quan)) == head:
            same.append(found)
    return same[0] if len(same) == 1 else None


def _words(document: BanDoc, component: str) -> str:
    return _fold(" ".join(line.in_ra for line in document.tim(component)))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _context(name: str, agency: CoQuan | None, form: bool | None, cach: Cach) -> BoiCanh:
    words = tuple({"viet": w.viet, "thay": w.thay, "vi_sao": w.vi_sao} for w in cach.profile.tu_ngu)
    return BoiCanh(ten=name, co_quan=agency, dien_tu=form, tu_ngu=words)


def _levels(office: Soat, name: str, own: dict[str, str], only: tuple[str, ...]) -> HoSoMuc:
    silenced = {row.quy_tac: row.ly_do for row in office.bo_qua if row.gom(name)} | own
    off = dict(office.tat)
    if only:
        wanted = {rule for rule in ke() if rule in only or rule.split("/")[0] in only}
        off |= {rule: "không được hỏi (--chi)" for rule in ke() if rule not in wanted}
    return HoSoMuc({rule: level.severity for rule, level in office.muc.items()}, off, silenced)


# --- documents against each other -------------------------------------------------------------------------------------


def _against_each_other(judged: list[Da]) -> list[BaoCao]:
    """A file that is a print of a folder also judged, edited or not, stands in the set once: as the data."""
    kept = [i for i, one in enumerate(judged) if one.bao_cao.van_ban is not None]
    twins = _twins(judged, kept)
    triples = []
    for i in kept:
        document = judged[i].bao_cao.van_ban
        if i not in twins and document is not None:
            triples.append((i, (document, judged[i].boi_canh, judged[i].muc)))
    found = engine.soat_kho([triple for _, triple in triples])
    out = [one.bao_cao for one in judged]
    for (i, _), more in zip(triples, found, strict=True):
        result = out[i].ket_qua
        shown = [f for f in more if not f.im_lang]
        quiet = [f for f in more if f.im_lang]
        out[i] = replace(out[i], ket_qua=replace(result, findings=(*result.findings, *shown),
                                                 im_lang=(*result.im_lang, *quiet)))  # fmt: skip
    return out


def _twins(judged: list[Da], kept: Iterable[int]) -> set[int]:
    """Files that print a data folder also judged: the same number, date and words in the head."""
    folders = {_identity(judged[i]) for i in kept if judged[i].nguon.is_dir()}
    return {i for i in kept if not judged[i].nguon.is_dir() and _identity(judged[i]) in folders}


def _identity(one: Da) -> tuple[str, ...]:
    document = one.bao_cao.van_ban
    assert document is not None
    number = document.so
    return (
        document.loai,
        f"{number.so}/{number.ky_hieu}" if number else "",
        document.ngay.iso() if document.ngay else "",
        _words(document, "trich_yeu"),
        _words(document, "chu_quan"),
    )


def worst(reports: Iterable[BaoCao]) -> Iterator[Severity]:
    """The severities of all findings, and an error for each file that could not be read."""
    for one in reports:
        if one.ket_qua.loi_doc:
            yield Severity.LOI
        yield from (f.muc for f in one.ket_qua.findings)


def from_severity(one: BaoCao, least: Severity) -> BaoCao:
    """A report with only the findings of a severity and above."""
    result = one.ket_qua
    return replace(one, ket_qua=replace(result, findings=tuple(f for f in result.findings if f.muc >= least)))
