"""One source under the shelf: its View, what is known of it besides, its findings and where they stand."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vbhc import archive, pipeline, recognising
from vbhc.checking.places import Places
from vbhc.checking.profile import known
from vbhc.errors import UserError, ly_do
from vbhc.loading import shared
from vbhc.loading.workspace import Workspace
from vbhc.model import ho_so as hs
from vbhc.model.ban_doc import BanDoc
from vbhc.model.co_quan import CoQuan
from vbhc.model.finding import BaoCao, ChuaXet, Finding, KetQua
from vbhc.model.nen import HinhThuc
from vbhc.model.soat import Soat
from vbhc.outputs import keeping
from vbhc.problems import Problem, Problems
from vbhc.rules import BoiCanh, engine, ke
from vbhc.rules.engine import HoSoMuc
from vbhc.word import opening, seeing, stamp


@dataclass(frozen=True, slots=True)
class Cach:
    """How to judge: the office's profile, what the user said of the agency and the form of issue, which rules alone.

    `chi` are rules or whole components; empty: all. `gon`: keep of each document only what judging it against others
    needs, so that thousands fit in memory; a report that shows the documents themselves cannot be made of that.
    """

    profile: Soat = field(default_factory=Soat)
    co_quan: str = ""
    dien_tu: bool | None = None
    chi: tuple[str, ...] = ()
    gon: bool = False


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


def check(workspace: Workspace | None, path: Path, cach: Cach) -> Da:
    """Judge one source; whatever is wrong with it is in the report, nothing is raised."""
    name = workspace.ten(path) if workspace else path.as_posix()
    try:
        if path.is_dir():
            assert workspace is not None
            return _folder(workspace, path, name, cach)
        return _file(workspace, path, name, cach)
    except UserError as error:
        why = _without(str(error), path, name)
    except OSError as error:
        why = ly_do(error)
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
        known(rule, ho_so.places.of("bo_qua", rule), told)
        problems += told
    form = ho_so.van_ban.hinh_thuc or ho_so.co_quan.hinh_thuc
    context = _context(name, ho_so.co_quan, form is HinhThuc.DIEN_TU, cach)
    muc = _levels(cach.profile, name, ho_so.van_ban.bo_qua, cach.chi)
    document = _understood(data, name)
    result = engine.soat(document, context, muc)
    own = [_as_finding(p) for p in dict.fromkeys(problems)]
    found, quiet = result.findings, result.im_lang
    if found or quiet:
        places = Places(folder, ho_so, document)
        found, quiet = tuple(map(places.of, found)), tuple(map(places.of, quiet))
    result = replace(result, findings=(*own, *found), im_lang=quiet)
    target = pipeline.output_path(workspace, folder, ho_so)
    same = target.resolve() if keeping.holds(target, data) else None
    return Da(folder, BaoCao(result, document), context, muc, same)


def _understood(data: bytes, name: str) -> BanDoc:
    return recognising.doc(seeing.view_of(archive.members(data, name, "tệp Word"), name))


def places_in(workspace: Workspace, folder: Path) -> Places | None:
    """The places of a folder already judged, for what is found only later; None when its data changed meanwhile."""
    ho_so = pipeline.load(workspace, folder).value
    if ho_so is None:
        return None
    data, _ = pipeline.print_bytes(workspace, ho_so)
    return Places(folder, ho_so, _understood(data, workspace.ten(folder)))


def _as_finding(problem: Problem) -> Finding:
    what = f"{problem.truong}: {problem.message}" if problem.truong else problem.message
    return Finding(problem.code, "", problem.severity, problem.place, what, problem.hint)


# --- a file -----------------------------------------------------------------------------------------------------------


def _file(workspace: Workspace | None, path: Path, name: str, cach: Cach) -> Da:
    view, parts = opening.read(path, name)
    document = recognising.doc(view)
    mark = stamp.read(parts) if parts else None
    data = _stamped(mark)
    stamped = str(data.get("van_ban", {}).get("co_quan", ""))
    agency = agency_said(workspace, cach.co_quan) if cach.co_quan else _agency(workspace, stamped, document)
    form = cach.dien_tu
    if form is None and data:
        said = data.get("van_ban", {}).get("hinh_thuc") or data.get("co_quan", {}).get("hinh_thuc")
        form = said == HinhThuc.DIEN_TU.value
    context = _context(name, agency, form, cach)
    own = data.get("van_ban", {}).get("bo_qua")
    silenced = {str(k): str(v) for k, v in own.items()} if isinstance(own, dict) else {}
    muc = _levels(cach.profile, name, silenced, cach.chi)
    return Da(path, BaoCao(engine.soat(document, context, muc), document), context, muc)


def _stamped(mark: stamp.Stamp | None) -> dict[str, dict[str, Any]]:
    """The data that made a print, as its stamp holds them; a stamp that cannot be read says nothing."""
    try:
        data = json.loads(mark.du_lieu) if mark is not None and mark.du_lieu else {}
    except (ValueError, RecursionError):
        return {}
    shaped = isinstance(data, dict) and all(isinstance(data.get(k, {}), dict) for k in ("van_ban", "co_quan"))
    return data if shaped else {}


def agency_said(workspace: Workspace | None, key: str) -> CoQuan:
    """The agency that the user names.

    Raises:
        UserError: there is no such agency, or its file has errors.
    """
    if workspace is None:
        raise UserError(f"cơ quan “{key}”: chạy trong thư mục làm việc (có data/co_quan)")
    return shared.load_agency(workspace, key)


def _agency(workspace: Workspace | None, key: str, document: BanDoc) -> CoQuan | None:
    """The agency that the stamp names, or the one of the workspace whose names stand at the head of the page."""
    if workspace is None:
        return None
    if key:
        found, _ = shared.agency(workspace, key, hs.Places(f"data/co_quan/{key}.yaml"), problems := Problems())
        if found is not None and not problems.co_loi:
            return found
    head = words(document, "co_quan"), words(document, "chu_quan")
    same = []
    for path in sorted((workspace.data / "co_quan").glob("*.yaml")):
        found, _ = shared.agency(workspace, path.stem, hs.Places(path.name), Problems())
        if found is not None and (_fold(found.ten), _fold(found.chu_quan)) == head:
            same.append(found)
    return same[0] if len(same) == 1 else None


def words(document: BanDoc, component: str) -> str:
    """The words of a component, for comparing: one blank between them, no capitals."""
    return _fold(" ".join(line.in_ra for line in document.tim(component)))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _context(name: str, agency: CoQuan | None, form: bool | None, cach: Cach) -> BoiCanh:
    words = tuple({"viet": w.viet, "thay": w.thay, "vi_sao": w.vi_sao} for w in cach.profile.tu_ngu)
    return BoiCanh(ten=name, co_quan=agency, dien_tu=form, tu_ngu=words)


def _levels(office: Soat, name: str, own: dict[str, str], only: tuple[str, ...]) -> HoSoMuc:
    silenced = {row.quy_tac: row.ly_do for row in office.bo_qua if row.gom(name)} | own
    asked = {rule for rule in ke() if not only or rule in only or rule.split("/")[0] in only}
    levels = {rule: level.severity for rule, level in office.muc.items()}
    return HoSoMuc(levels, office.tat, silenced, frozenset(ke()) - asked)
