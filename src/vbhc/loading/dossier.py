"""A document folder into a dossier: everything it names is looked up, every fault is on one list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from vbhc import kinds, norms
from vbhc.composing import citing
from vbhc.composing.text import NHAN_NHIEM_VU
from vbhc.errors import UserError
from vbhc.loading import yaml_source
from vbhc.loading.align import Aligner
from vbhc.loading.validate import build
from vbhc.loading.workspace import TEN_TEP, Workspace
from vbhc.loading.yaml_source import Node
from vbhc.model import ho_so as hs
from vbhc.model.co_quan import CoQuan, NguoiKy, VienDan
from vbhc.model.ho_so import HoSo, Kind, Places
from vbhc.model.nen import Nen
from vbhc.model.van_ban import VanBan
from vbhc.problems import Outcome, Place, Problems
from vbhc.text import inline, letters

M = TypeVar("M", bound=Nen)
MAX_ROMAN = 399


def load(workspace: Workspace, folder: Path) -> Outcome[HoSo]:
    """Read one document. The annex tables are not read yet: `bang` holds None for each annex.

    Returns:
        The dossier, or None with the problems that stand in its way.

    Raises:
        UserError: a file is missing or cannot be read at all.
    """
    problems = Problems()
    path = folder / TEN_TEP
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
    places = Places(name, at)
    whole = build(VanBan, data, places, problems)
    agency = _agency(workspace, str(data.get("co_quan", "")), places, problems)
    shared = _cited(workspace, problems)
    # A bad field hides no fault elsewhere: what is left of the document is looked at all the same.
    document = whole or _rest(data)
    if kind is not None:
        _check_keys(document, kind, places, problems)
    keep = document.luu.strip().removeprefix("- ").removeprefix("Lưu:").strip().rstrip(". ;")
    _check_close(document, keep, places, problems)
    _check_texts(aligner, data, shared, problems)
    if agency is None:
        return Outcome(None, tuple(problems))
    signer = _signer(document, agency, places, problems) if document.nguoi_ky else None
    recipients = _recipients(document, agency, places, problems)
    if whole is None or kind is None or signer is None:
        return Outcome(None, tuple(problems))
    dossier = HoSo(
        van_ban=document,
        co_quan=agency,
        nguoi_ky=signer,
        noi_nhan=recipients,
        luu=keep,
        vien_dan={**(shared or {}), **document.vien_dan},
        bang=(None,) * len(document.phu_luc),
        kind=kind,
        places=places,
        nguon=workspace.ten(folder),
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


def _rest(data: dict[str, Any]) -> VanBan:
    """The document without its bad fields; fields that must be there have a stand-in that no check minds."""
    rest = dict(data)
    needed = {"trich_yeu": "-", "co_quan": "-", "noi_nhan": ["-"], "luu": "VT", "nguoi_ky": ""}
    while True:
        try:
            return VanBan.model_validate(needed | rest)
        except ValidationError as errors:
            for error in errors.errors(include_url=False):
                rest.pop(str(error["loc"][0]), None)


def _document(aligner: Aligner, root: Node, kind: Kind) -> dict[str, Any]:
    """The document's data, its role keys gathered into `phan` in the order of the kind."""
    roles = kind.vai_tro
    own: list[tuple[Node, Node]] = []
    parts: dict[str, Node] = {}
    for key, value in root.pairs:
        role = letters.key_of(key.text)
        if role not in roles:
            own.append((key, value))
        elif role in parts:
            aligner.problems.loi(
                "du_lieu/khoa_lap",
                aligner.place(key),
                f"khoá “{key.text}” đã có ở trên",
                "Gộp hai chỗ làm một",
            )
        elif value.kind != "text" or value.text:
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


# --- shared files -----------------------------------------------------------------------------------------------------


def _shared(workspace: Workspace, path: Path, model: type[M], problems: Problems) -> tuple[M | None, Places]:
    name = workspace.ten(path)
    source = yaml_source.read(path, name, problems)
    if source is None:
        return None, Places(name)
    at: dict[hs.Path, tuple[int, int]] = {(): (1, 1)}
    data = Aligner(source, problems, at).model(source.root, model, ())
    return build(model, data, Places(name, at), problems), Places(name, at)


def _agency(workspace: Workspace, key: str, places: Places, problems: Problems) -> CoQuan | None:
    if not key:
        return None
    folder = workspace.data / "co_quan"
    path = folder / f"{key}.yaml"
    names = sorted(p.stem for p in folder.glob("*.yaml"))
    if key not in names:
        near = letters.nearest(key, names)
        hint = (
            f"Có phải `{near}`?"
            if near
            else f"Tạo tệp data/co_quan/{key}.yaml; đang có: {', '.join(names) or 'chưa có tệp nào'}"
        )
        problems.loi(
            "co_quan/khong_co",
            places.of("co_quan"),
            f"chưa có cơ quan “{key}” trong data/co_quan",
            hint,
            "Cơ quan ban hành",
        )
        return None
    agency, where = _shared(workspace, path, CoQuan, problems)
    if agency is not None:
        for signer_key, signer in agency.nguoi_ky.items():
            _check_signer(signer, where, ("nguoi_ky", signer_key), problems)
    return agency


def load_agency(workspace: Workspace, key: str) -> CoQuan:
    """One agency by itself.

    Raises:
        UserError: unknown, or its file has errors (they are in the message).
    """
    problems = Problems()
    agency = _agency(workspace, key, Places("data/co_quan"), problems)
    if agency is None or problems.co_loi:
        raise UserError("\n".join(str(p) for p in problems) or "cần tên cơ quan")
    return agency


class TepVienDan(Nen):
    """`data/vien_dan.yaml`: cited documents by key."""

    vien_dan: dict[str, VienDan] = Field({}, title="Văn bản viện dẫn")


def _cited(workspace: Workspace, problems: Problems) -> Mapping[str, VienDan] | None:
    """The cited documents that all share; None when their file has faults."""
    path = workspace.data / "vien_dan.yaml"
    if not path.is_file():
        return {}
    shared, _ = _shared(workspace, path, TepVienDan, problems)
    return shared.vien_dan if shared else None


# --- what the document names ------------------------------------------------------------------------------------------


def _signer(document: VanBan, agency: CoQuan, places: Places, problems: Problems) -> NguoiKy | None:
    given = document.nguoi_ky
    if isinstance(given, NguoiKy):
        _check_signer(given, places, ("nguoi_ky",), problems)
        return given
    found = agency.nguoi_ky.get(given)
    if found is None:
        near = letters.nearest(given, agency.nguoi_ky)
        hint = f"Có phải `{near}`?" if near else f"Thêm vào nguoi_ky của data/co_quan/{document.co_quan}.yaml"
        problems.loi(
            "nguoi_ky/khong_co",
            places.of("nguoi_ky"),
            f"cơ quan chưa có người ký “{given}”",
            hint,
            "Người ký",
        )
    return found


def _check_signer(signer: NguoiKy, places: Places, path: hs.Path, problems: Problems) -> None:
    """Authority and its combinations (II.7b, Điều 13); no academic title before the name (II.7c)."""
    rules = norms.ky()
    marks: list[str] = []
    for line in signer.chuc_vu:
        found = re.match(r"(TM|KT|TL|TUQ|Q)\.?\s", line, re.IGNORECASE)
        marks.append(f"{found.group(1).upper()}." if found else "")
    place = places.of(*path, "chuc_vu")
    if marks not in rules["to_hop"]:
        shown = " / ".join(m or "…" for m in marks)
        legal = "; ".join(" / ".join(m or "…" for m in row) for row in rules["to_hop"])
        what = (
            "thừa ủy quyền thì không được ủy quyền lại (Điều 13 khoản 3)"
            if "TUQ." in marks[:-1] and len(marks) > 2
            else ""
        )
        problems.loi(
            "nguoi_ky/quyen_han",
            place,
            f"quyền hạn “{shown}” không hợp lệ{'; ' + what if what else ''}",
            f"Được dùng: {legal}",
            "Người ký",
        )
    for line in signer.chuc_vu:
        if re.match(r"(TM|KT|TL|TUQ|Q)\s", line, re.IGNORECASE):
            problems.loi(
                "nguoi_ky/quyen_han",
                place,
                f"“{line}”: sau chữ viết tắt phải có dấu chấm",
                "Ví dụ: KT. Giám đốc",
                "Người ký",
            )
    titles = "|".join(re.escape(t.rstrip(".")) for t in rules["hoc_vi"])
    title = re.match(rf"(?:{titles})(?:\.|\s)", signer.ho_ten, re.IGNORECASE)
    if title:
        problems.canh_bao(
            "nguoi_ky/hoc_vi", places.of(*path, "ho_ten"),
            f"trước họ tên người ký không ghi “{title.group().strip()}” (Phụ lục I, II.7c)",
            "Bỏ học hàm, học vị, danh hiệu; ngành giáo dục, y tế, khoa học theo quy định riêng của ngành", "Họ tên",
        )  # fmt: skip


def _recipients(document: VanBan, agency: CoQuan, places: Places, problems: Problems) -> tuple[str, ...]:
    out: list[str] = []
    for i, line in enumerate(document.noi_nhan):
        place = places.of("noi_nhan", i)
        if line.ten:
            out.append(line.ten.strip().removeprefix("- "))
        elif line.nhom in agency.nhom_noi_nhan:
            out += agency.nhom_noi_nhan[line.nhom]
        else:
            near = letters.nearest(line.nhom, agency.nhom_noi_nhan)
            hint = f"Có phải `{near}`?" if near else f"Thêm vào nhom_noi_nhan của data/co_quan/{document.co_quan}.yaml"
            problems.loi("noi_nhan/nhom", place, f"cơ quan chưa có nhóm nơi nhận “{line.nhom}”", hint, "Nơi nhận")
    return tuple(out)


def _check_close(document: VanBan, keep: str, places: Places, problems: Problems) -> None:
    if not re.match(r"VT(?![\w])", keep):
        problems.loi("noi_nhan/luu", places.of("luu"), f"“{keep}”: dòng Lưu mở đầu bằng VT", "Ví dụ: VT, VP", "Lưu")
    for i, line in enumerate(document.noi_nhan):
        text = line.ten.strip().removeprefix("- ").casefold()
        if text.startswith("lưu:"):
            problems.loi(
                "noi_nhan/luu",
                places.of("noi_nhan", i),
                "dòng Lưu không nằm trong noi_nhan",
                "Chuyển sang khoá `luu`, ví dụ: luu: VT, VP",
                "Nơi nhận",
            )
        if text.startswith("như trên"):
            problems.loi(
                "noi_nhan/nhu_tren",
                places.of("noi_nhan", i),
                "“Như trên” do chương trình in khi có Kính gửi",
                "Bỏ dòng này",
                "Nơi nhận",
            )
    if document.kinh_gui and document.loai != "BC":
        problems.loi(
            "kinh_gui/khong_dung", places.of("kinh_gui"),
            f"{norms.ten_loai()[document.loai].lower()} không có Kính gửi (Phụ lục I, II.9c)",
            "Bỏ `kinh_gui`; nơi nhận ghi ở `noi_nhan`", "Kính gửi",
        )  # fmt: skip
    if document.gui_cap_tren is not None and document.loai != "BC":
        problems.loi(
            "kinh_gui/khong_dung",
            places.of("gui_cap_tren"),
            "`gui_cap_tren` chỉ dùng cho báo cáo",
            "Bỏ dòng này",
        )
    if document.so_ban and not document.nguoi_soan:
        problems.loi(
            "nguoi_soan/thieu",
            places.of("so_ban"),
            "có số bản phát hành mà thiếu ký hiệu người soạn thảo",
            "Thêm `nguoi_soan`, ví dụ: PL",
        )


def _check_keys(document: VanBan, kind: Kind, places: Places, problems: Problems) -> None:
    for key in document.tieu_de_phan:
        if key not in kind.khoa_tieu_de:
            known = ", ".join(kind.khoa_tieu_de)
            near = letters.nearest(key, kind.khoa_tieu_de)
            problems.loi(
                "du_lieu/khoa_la",
                places.of("tieu_de_phan", key),
                f"không có phần “{key}”",
                f"Có phải `{near}`?" if near else f"Đang có: {known}",
            )
    for key in document.nhan_nhiem_vu:
        if key not in NHAN_NHIEM_VU:
            problems.loi(
                "du_lieu/khoa_la",
                places.of("nhan_nhiem_vu", key),
                f"không có nhãn “{key}”",
                f"Đang có: {', '.join(NHAN_NHIEM_VU)}",
            )
    keys = [a.ma for a in document.phu_luc if a.ma]
    for i, annex in enumerate(document.phu_luc):
        if annex.ma and (keys.count(annex.ma) > 1 or annex.ma in document.vien_dan):
            problems.loi(
                "du_lieu/khoa_lap",
                places.of("phu_luc", i, "ma"),
                f"khoá “{annex.ma}” đã dùng cho phụ lục hay viện dẫn khác",
                "Đặt khoá khác",
            )
    for key, many in (("phan", document.phan), ("phu_luc", document.phu_luc)):
        if len(many) > MAX_ROMAN:
            problems.loi(
                "phan/qua_nhieu",
                places.of(key),
                f"{len(many)} mục, số La Mã chỉ đánh đến {MAX_ROMAN}",
                "Chia thành nhiều văn bản",
            )
    for i, part in enumerate(document.phan):
        if part.vai_tro and part.vai_tro in [p.vai_tro for p in document.phan[:i]]:
            problems.loi(
                "phan/vai_tro",
                places.of("phan", i, "vai_tro"),
                f"vai trò “{part.vai_tro}” đã có ở một phần trên",
                "Gộp hai phần làm một, hoặc bỏ `vai_tro` của một phần",
                "Vai trò",
            )
        if not part.vai_tro and not part.tieu_de:
            problems.loi(
                "du_lieu/thieu",
                places.of("phan", i),
                "phần chưa có `tieu_de`",
                "Phần phải có tiêu đề (Phụ lục I, II.6d)",
                "Tiêu đề",
            )
        if part.vai_tro and part.vai_tro not in kind.vai_tro:
            near = letters.nearest(part.vai_tro, kind.vai_tro)
            hint = f"Có phải `{near}`?" if near else f"Đang có: {', '.join(kind.vai_tro)}"
            problems.loi(
                "phan/vai_tro",
                places.of("phan", i, "vai_tro"),
                f"không có vai trò “{part.vai_tro}”",
                hint,
                "Vai trò",
            )


# --- texts ------------------------------------------------------------------------------------------------------------

CO_VIEN_DAN = ("can_cu", "mo_dau", "phan", "tieu_de_phan", "ket_thuc", "phu_luc")
"""The fields in whose text a citation is written out."""


def _check_texts(
    aligner: Aligner, data: dict[str, Any], shared: Mapping[str, VienDan] | None, problems: Problems
) -> None:
    annexes = [a["ma"] for a in data.get("phu_luc", []) if isinstance(a, dict) and "ma" in a]
    keys = [*(shared or {}), *data.get("vien_dan", {}), *annexes]
    for path, text, place in aligner.texts:
        if citing.MARK.search(text) and (path[0] not in CO_VIEN_DAN or ("bang" in path and "hang" not in path)):
            problems.loi(
                "vien_dan/sai_cho", place, f"ở đây không dùng được viện dẫn: “{text.strip()[:40]}”",
                "Viết thẳng số, ký hiệu; [@khoá] chỉ dùng trong căn cứ, lời văn, phụ lục và ô của bảng",
            )  # fmt: skip
        elif shared is not None:
            problems.extend(citing.faults(text, keys, place))
        for mark in inline.parse(text).ho:
            problems.canh_bao(
                "noi_dung/dau_ho", place, f"dấu {mark} mở ở “{text.strip()[:40]}…” mà không đóng, sẽ in nguyên dấu",
                f"Thêm {mark} đóng, hoặc gõ \\{mark[0]} nếu muốn in dấu ấy",
            )  # fmt: skip
