"""Many sources: judged one by one, here or by an executor, then against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from vbhc.checking.judging import Cach, Da, check, places_in, words
from vbhc.loading.workspace import Workspace
from vbhc.model.ban_doc import BanDoc, Bang, HangBang, OBang
from vbhc.model.finding import BaoCao, Finding, KetQua
from vbhc.model.view import Row, Table
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, engine


def check_all(
    workspace: Workspace | None,
    found: Sequence[Path],
    cach: Cach,
    *,
    executor: Executor | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> list[BaoCao]:
    """Judge every source, then the documents against each other; folders first, then files.

    A print that is exactly what a folder prints is judged with its folder and not a second time. A bug of ours met on
    one of several documents is told there and does not sink the rest; met on a single one it is raised.

    Args:
        workspace: where they live, when they live in one.
        found: what `sources` gave.
        cach: how to judge.
        executor: runs the judging of single documents; None: here, one after another.
        done: called with 1 after each.
    """
    judged: list[Da] = []

    def judge(paths: list[Path]) -> None:
        work = [(workspace, path, cach, len(found) > 1) for path in paths]
        size = max(1, min(16, len(work) // 32))
        for one in executor.map(_job, work, chunksize=size) if executor else map(_job, work):
            judged.append(one)
            done(1)

    judge([path for path in found if path.is_dir()])
    same = {one.ban_in for one in judged}
    files = [path for path in found if not path.is_dir()]
    judge([path for path in files if path.resolve() not in same])
    done(sum(path.resolve() in same for path in files))
    return _against_each_other(workspace, judged)


def _job(work: tuple[Workspace | None, Path, Cach, bool]) -> Da:
    workspace, path, cach, among_others = work
    try:
        judged = check(workspace, path, cach)
    except Exception as error:
        if not among_others:
            raise
        name = workspace.ten(path) if workspace else path.as_posix()
        why = f"lỗi của chương trình ({type(error).__name__}); soát riêng tệp này để có báo cáo gửi người phát triển"
        return Da(path, BaoCao(KetQua(name, loi_doc=why, loi_chuong_trinh=True), None), BoiCanh(name), engine.HoSoMuc())
    document = judged.bao_cao.van_ban
    if not cach.gon or document is None:
        return judged
    return replace(judged, bao_cao=replace(judged.bao_cao, van_ban=_slim(document)))


def _slim(document: BanDoc) -> BanDoc:
    """A document without its pages: what it is, cites and says of units stays."""
    kept = {name: lines for name, lines in document.thanh_phan.items() if name in _HEAD}
    places: dict[tuple[str, int, int], str] = {}
    for line in (*(cited.dong for cited in document.vien_dan), *(line for lines in kept.values() for line in lines)):
        places[line.doan.spot.part, line.doan.spot.p, line.dau] = document.vi_tri(line)
    view = replace(document.view, blocks=(), sections=())
    bang = tuple(_units(table, document, places) for table in document.bang)
    return replace(
        document, view=view, dong=(), muc=(), phu_luc=(), bang=bang, thanh_phan=kept, khong_hieu=(), vi_tri_dong=places
    )


def _units(table: Bang, document: BanDoc, places: dict[tuple[str, int, int], str]) -> Bang:
    """A table of which only the units it names are left, each where it is named first."""
    seen: set[str] = set()
    rows = []
    for row in table.hang:
        cells: list[OBang | None] = [None] * len(row.o)
        for i, cell in enumerate(row.o):
            if cell is not None and table.cot[i] in _UNITS and cell.chu not in seen:
                seen.add(cell.chu)
                cells[i] = cell
                for line in cell.dong:
                    places[line.doan.spot.part, line.doan.spot.p, line.dau] = document.vi_tri(line)
        rows.append(HangBang(row.loai, tuple(cells), Row(())))
    return replace(table, table=Table((), number=table.table.number), hang=tuple(rows))


_UNITS = frozenset({"chu_tri", "phoi_hop", "don_vi"})
_HEAD = frozenset({"chu_quan", "co_quan", "so_ky_hieu", "dia_danh", "ten_loai", "trich_yeu"})


def _against_each_other(workspace: Workspace | None, judged: list[Da]) -> list[BaoCao]:
    """A file that is a print of a folder also judged, edited or not, stands in the set once: as the data."""
    kept = [i for i, one in enumerate(judged) if one.bao_cao.van_ban is not None]
    twins = _twins(judged, kept)
    triples = []
    for i in kept:
        document = judged[i].bao_cao.van_ban
        if i not in twins and document is not None:
            triples.append((i, (document, judged[i].boi_canh, judged[i].muc)))
    found = engine.soat_kho([triple for _, triple in triples])
    alone = "chỉ có một văn bản, không có gì để đối chiếu" if len(triples) < 2 else ""
    out = [one.bao_cao for one in judged]
    for i in twins:
        out[i] = _with_kho(out[i], judged[i].muc, [], "đã đối chiếu cùng dữ liệu của văn bản này")
    for (i, _), more in zip(triples, found, strict=True):
        if more and workspace is not None and judged[i].nguon.is_dir():
            places = places_in(workspace, judged[i].nguon)
            more = [places.of(f) for f in more] if places else more
        out[i] = _with_kho(out[i], judged[i].muc, more, alone)
    return out


def _with_kho(report: BaoCao, muc: engine.HoSoMuc, more: list[Finding], why: str) -> BaoCao:
    """A report with what holding its document against the others gave, or why that could not be done."""
    result = report.ket_qua
    passed, unjudged = engine.kho_da_xet(muc, (f.quy_tac for f in more), why)
    return replace(
        report,
        ket_qua=replace(
            result,
            findings=(*result.findings, *(f for f in more if not f.im_lang)),
            im_lang=(*result.im_lang, *(f for f in more if f.im_lang)),
            chua_xet=(*result.chua_xet, *unjudged),
            dat=tuple(sorted({*result.dat, *passed})),
        ),
    )


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
        words(document, "trich_yeu"),
        words(document, "chu_quan"),
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
