"""A document folder into a dossier: everything it names is looked up, every fault is on one list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vbhc import kinds, norms
from vbhc.errors import UserError
from vbhc.loading import shared, yaml_source
from vbhc.loading.align import Aligner, is_empty
from vbhc.loading.checks import (
    check_agency,
    check_close,
    check_keys,
    check_outlines,
    check_signer,
    check_texts,
    check_words,
)
from vbhc.loading.validate import build
from vbhc.loading.workspace import TEN_TEP, Workspace
from vbhc.loading.yaml_source import Node
from vbhc.model import ho_so as hs
from vbhc.model.co_quan import CoQuan, NguoiKy
from vbhc.model.ho_so import HoSo, Kind, Places
from vbhc.model.nen import mot_dong
from vbhc.model.van_ban import VanBan
from vbhc.problems import Outcome, Place, Problem, Problems
from vbhc.text import letters


@dataclass(frozen=True, slots=True)
class Written:
    """A document file as it was typed: keys known, texts with their places; nothing validated, nothing looked up."""

    nguon: str
    aligner: Aligner
    data: Mapping[str, Any]
    kind: Kind | None
    places: Places
    problems: tuple[Problem, ...]


def load(workspace: Workspace, folder: Path) -> Outcome[HoSo]:
    """Read one document. The annex tables are not read yet: `bang` holds None for each annex.

    Returns:
        The dossier, or None with the problems that stand in its way.

    Raises:
        UserError: a file is missing or cannot be read at all.
    """
    written = read(workspace, folder)
    return settle(written.value, shared.Shared(workspace)) if written.value else Outcome(None, written.problems)


def read(workspace: Workspace, folder: Path) -> Outcome[Written]:
    """The document file of a folder, as it was typed.

    Raises:
        UserError: the file is missing or cannot be read at all.
    """
    problems = Problems()
    path = folder / TEN_TEP
    unfit = letters.forbidden_character(workspace.ten(folder))
    if unfit:  # the name goes into the file, whose XML has no room for it
        shown = workspace.ten(folder).encode("ascii", "backslashreplace").decode()
        raise UserError(f"{shown}: tên thư mục có {unfit[1]}; đổi tên thư mục")
    if not path.is_file():
        raise UserError(f"{workspace.ten(folder)}: không có tệp {TEN_TEP}")
    name = workspace.ten(path)
    source = yaml_source.read(path, name, problems)
    if source is None:
        return Outcome(None, tuple(problems))
    if source.root.kind != "map" or not source.root.pairs:
        problems.loi("du_lieu/trong", Place(name, 1, 1), "tệp chưa có nội dung", "Tạo văn bản mới bằng: vbhc new KH")
        return Outcome(None, tuple(problems))
    at: dict[hs.Path, tuple[int, int]] = {(): (1, 1)}
    kind = _kind(source.root, name, problems)
    aligner = Aligner(source, problems, at)
    data = _document(aligner, source.root, kind or _any_kind())
    return Outcome(Written(workspace.ten(folder), aligner, data, kind, Places(name, at), tuple(problems)))


def settle(written: Written, office: shared.Shared) -> Outcome[HoSo]:
    """What was typed, validated, with everything it names looked up.

    Args:
        written: the document file.
        office: the files that documents share.
    """
    aligner, data, kind, places = written.aligner, written.data, written.kind, written.places
    problems = Problems(list(written.problems))
    whole = build(VanBan, data, places, problems)
    agency, where = office.agency(str(data.get("co_quan", "")), places, problems)
    cited = office.cited(problems)
    # A bad field hides no fault elsewhere: what is left of the document is looked at all the same.
    document = whole or _rest(data)
    if kind is not None:
        check_keys(document, kind, places, problems)
    keep = re.sub(r"^lưu\b\s*:?\s*", "", mot_dong(document.luu), flags=re.IGNORECASE)
    check_close(document, keep, places, problems)
    check_texts(aligner, data, cited, problems)
    check_outlines(aligner, len(document.phu_luc), problems)
    check_words(document, data, places, problems)
    if agency is None:
        return Outcome(None, tuple(problems))
    check_agency(document, agency, places, problems)
    signer = _signer(document, agency, places, where, problems) if document.nguoi_ky else None
    recipients = _recipients(document, agency, places, problems)
    if whole is None or kind is None or signer is None:
        return Outcome(None, tuple(problems))
    dossier = HoSo(
        van_ban=document,
        co_quan=agency,
        nguoi_ky=signer,
        noi_nhan=recipients,
        luu=keep,
        vien_dan={**(cited or {}), **document.vien_dan},
        bang=(None,) * len(document.phu_luc),
        kind=kind,
        places=places,
        nguon=written.nguon,
    )
    problems.extend(kind.kiem(dossier))
    return Outcome(dossier, tuple(problems))


def kind_of(folder: Path) -> str | None:
    """The kind a document says it is, read from its `loai` line alone; None when that cannot be told."""
    try:
        source = yaml_source.read(folder / TEN_TEP, TEN_TEP, Problems())
    except UserError:
        return None
    kind = _kind(source.root, TEN_TEP, Problems()) if source and source.root.kind == "map" else None
    return kind.ma if kind else None


# --- the document file ------------------------------------------------------------------------------------------------


def _kind(root: Node, name: str, problems: Problems) -> Kind | None:
    for key, value in root.pairs:
        if letters.key_of(key.text) == "loai":
            try:
                return kinds.tim(value.text)
            except UserError as error:
                problems.loi("ten_loai/khong_co", Place(name, value.line, value.column), str(error), "", "Tên loại")
                return None
    built = ", ".join(kinds.moi_loai())
    problems.loi(
        "du_lieu/thieu",
        Place(name, 1, 1),
        "thiếu `loai`",
        f"Thêm dòng `loai: KH` (đang có: {built})",
        "Tên loại",
    )
    return None


def _any_kind() -> Kind:
    """Stands in for a kind that is missing or misspelt: every role is known, so that the rest can be looked at."""
    roles = {ma: role for kind in kinds.moi_loai().values() for ma, role in kind.vai_tro.items()}
    return Kind(ma="BC", template="", phan=tuple(roles.values()), kiem=lambda _: ())


def _rest(data: Mapping[str, Any]) -> VanBan:
    """The document without its bad fields; fields that must be there have a stand-in that no check minds."""
    rest = dict(data)
    needed = {"trich_yeu": "-", "co_quan": "-", "noi_nhan": ["x"], "luu": "VT", "nguoi_ky": ""}
    for _ in range(len(rest) + 1):
        try:
            return VanBan.model_validate(needed | rest)
        except ValidationError as errors:
            for error in errors.errors(include_url=False):
                rest.pop(str(error["loc"][0]), None)
    raise AssertionError("a stand-in is not valid itself")


def _document(aligner: Aligner, root: Node, kind: Kind) -> dict[str, Any]:
    """The document's data, its role keys gathered into `phan` in the order of the kind."""
    roles = kind.vai_tro
    others = {role: ma for ma, other in kinds.moi_loai().items() for role in other.vai_tro}
    own: list[tuple[Node, Node]] = []
    parts: dict[str, Node] = {}
    for key, value in root.pairs:
        role = letters.key_of(key.text)
        if role not in roles and role in others and role not in VanBan.model_fields:
            aligner.problems.loi(
                "du_lieu/khoa_la", aligner.place(key), f"`{key.text}` là phần của {others[role]}",
                f"{norms.ten_loai()[kind.ma]} có các phần: {', '.join(roles)}",
            )  # fmt: skip
        elif role not in roles:
            own.append((key, value))
        elif role in parts:
            aligner.problems.loi(
                "du_lieu/khoa_lap",
                aligner.place(key),
                f"khoá “{key.text}” đã có ở trên",
                "Gộp hai chỗ làm một",
            )
        elif not is_empty(value):
            parts[role] = value
    known = dict.fromkeys(roles, VanBan.model_fields["mo_dau"].annotation)
    rest = Node("map", root.line, root.column, pairs=own)
    data = aligner.model(rest, VanBan, (), known)
    assert isinstance(data, dict)
    data["loai"] = kind.ma
    if parts and "phan" in data:
        first = min(parts.values(), key=lambda n: n.line)
        aligner.problems.loi(
            "du_lieu/hai_cach", aligner.place(first), "văn bản vừa có `phan` vừa có khoá của từng phần",
            "Dùng một cách: chuyển phần này vào `phan` với `vai_tro`, hoặc bỏ `phan`",
        )  # fmt: skip
    if parts:
        ordered = [r for r in roles if r in parts]
        data["phan"] = [aligner.part(parts[r], r, ("phan", i)) for i, r in enumerate(ordered)]
    return data


# --- what the document names ------------------------------------------------------------------------------------------


def _signer(document: VanBan, agency: CoQuan, places: Places, where: Places, problems: Problems) -> NguoiKy | None:
    """Who signs; only this signer is checked, so that another one of the agency blocks nothing."""
    given = document.nguoi_ky
    if isinstance(given, NguoiKy):
        check_signer(given, places, ("nguoi_ky",), problems)
        return given
    found = agency.nguoi_ky.get(given)
    if found is None:
        near = letters.nearest(given, agency.nguoi_ky)
        known = ", ".join(f"{key} ({one.ho_ten})" for key, one in agency.nguoi_ky.items())
        hint = f"Có phải `{near}`? " if near else f"Thêm vào nguoi_ky của data/co_quan/{document.co_quan}.yaml; "
        hint += f"Đang có: {known}" if near else f"đang có: {known or 'chưa có ai'}"
        problems.loi(
            "nguoi_ky/khong_co",
            places.of("nguoi_ky"),
            f"cơ quan chưa có người ký “{given}”",
            hint,
            "Người ký",
        )
    else:
        check_signer(found, where, ("nguoi_ky", given), problems)
    return found


def _recipients(document: VanBan, agency: CoQuan, places: Places, problems: Problems) -> tuple[str, ...]:
    out: list[str] = []
    seen: set[str] = set()
    for i, line in enumerate(document.noi_nhan):
        place = places.of("noi_nhan", i)
        if line.nhom and line.nhom in seen:
            problems.canh_bao(
                "noi_nhan/nhom_lap",
                place,
                f"nhóm nơi nhận “{line.nhom}” ghi hai lần, in hai lần",
                "Bỏ dòng này",
                "Nơi nhận",
            )
        seen.add(line.nhom)
        if line.ten:
            out.append(line.ten)
        elif line.nhom in agency.nhom_noi_nhan:
            out += agency.nhom_noi_nhan[line.nhom]
        else:
            near = letters.nearest(line.nhom, agency.nhom_noi_nhan)
            hint = f"Có phải `{near}`?" if near else f"Thêm vào nhom_noi_nhan của data/co_quan/{document.co_quan}.yaml"
            problems.loi("noi_nhan/nhom", place, f"cơ quan chưa có nhóm nơi nhận “{line.nhom}”", hint, "Nơi nhận")
    return tuple(out)
