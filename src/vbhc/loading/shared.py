"""What documents share: the agency files and the list of cited documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from vbhc.errors import UserError
from vbhc.loading import yaml_source
from vbhc.loading.align import Aligner
from vbhc.loading.validate import build
from vbhc.loading.workspace import Workspace
from vbhc.model import ho_so as hs
from vbhc.model.co_quan import CoQuan, VienDan
from vbhc.model.ho_so import Places
from vbhc.model.nen import Nen
from vbhc.model.soat import Soat
from vbhc.problems import Problems
from vbhc.text import letters

M = TypeVar("M", bound=Nen)


def _shared(workspace: Workspace, path: Path, model: type[M], problems: Problems) -> tuple[M | None, Places]:
    name = workspace.ten(path)
    source = yaml_source.read(path, name, problems)
    if source is None:
        return None, Places(name)
    at: dict[hs.Path, tuple[int, int]] = {(): (1, 1)}
    data = Aligner(source, problems, at).model(source.root, model, ())
    return build(model, data, Places(name, at), problems), Places(name, at)


def agency(workspace: Workspace, key: str, places: Places, problems: Problems) -> tuple[CoQuan | None, Places]:
    """The agency a document names, or None with the problems; and where its fields stand."""
    if not key:
        return None, places
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
        return None, places
    return _shared(workspace, path, CoQuan, problems)


def load_agency(workspace: Workspace, key: str) -> CoQuan:
    """One agency by itself.

    Raises:
        UserError: unknown, or its file has errors (they are in the message).
    """
    problems = Problems()
    found, _ = agency(workspace, key, Places("data/co_quan"), problems)
    if found is None or problems.co_loi:
        raise UserError("\n".join(str(p) for p in problems) or "cần tên cơ quan")
    return found


def profile(workspace: Workspace, problems: Problems) -> tuple[Soat, Places]:
    """The office's profile of checking (`data/soat.yaml`), and where its fields stand; empty when there is none."""
    path = workspace.data / "soat.yaml"
    if not path.is_file():
        return Soat(), Places(workspace.ten(path))
    found, places = _shared(workspace, path, Soat, problems)
    return found or Soat(), places


class TepVienDan(Nen):
    """`data/vien_dan.yaml`: cited documents by key."""

    vien_dan: dict[str, VienDan] = Field({}, title="Văn bản viện dẫn")


def cited(workspace: Workspace, problems: Problems) -> Mapping[str, VienDan] | None:
    """The cited documents that all share; None when their file has faults."""
    path = workspace.data / "vien_dan.yaml"
    if not path.is_file():
        return {}
    shared, _ = _shared(workspace, path, TepVienDan, problems)
    return shared.vien_dan if shared else None
