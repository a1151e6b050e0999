"""What documents share: the agency files and the list of cited documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
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
from vbhc.problems import Problem, Problems
from vbhc.text import letters
from vbhc.text.inline import MARK

M = TypeVar("M", bound=Nen)


def _shared(workspace: Workspace, path: Path, model: type[M], problems: Problems) -> tuple[M | None, Places]:
    name = workspace.ten(path)
    found, places, told = _understood(model, name, yaml_source.text_of(path, name))
    problems.extend(told)
    return found, places


@lru_cache(maxsize=16)
def _understood(model: type[M], name: str, text: str) -> tuple[M | None, Places, tuple[Problem, ...]]:
    """A shared file's text: read again for every document, understood once as long as it stays the same."""
    problems = Problems()
    source = yaml_source.parse(text, name, problems)
    if source is None:
        return None, Places(name), tuple(problems)
    at: dict[hs.Path, tuple[int, int]] = {(): (1, 1)}
    aligner = Aligner(source, problems, at)
    data = aligner.model(source.root, model, ())
    for text, place in (line for _, lines in aligner.texts for line in lines):
        if "<<" in text and (mark := MARK.search(text)):
            problems.canh_bao(
                "tron/dau", place, f"“{mark[0]}” in nguyên như thế: << >> chỉ được điền trong van_ban.yaml",
                "Viết thẳng chữ cần in",
            )  # fmt: skip
    found = build(model, data, Places(name, at), problems)
    return found, Places(name, at), tuple(problems)


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


class Shared:
    """The files that documents share, each read once: for one document, or for all that come from one list."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._agencies: dict[str, tuple[CoQuan | None, Places, Problems]] = {}
        self._cited: tuple[Mapping[str, VienDan] | None, Problems] | None = None

    def agency(self, key: str, places: Places, problems: Problems) -> tuple[CoQuan | None, Places]:
        """As `agency`, in one workspace."""
        if key not in self._agencies:
            told = Problems()
            self._agencies[key] = (*agency(self._workspace, key, places, told), told)
        found, where, told = self._agencies[key]
        problems.extend(told)
        return found, where

    def cited(self, problems: Problems) -> Mapping[str, VienDan] | None:
        """As `cited`, in one workspace."""
        if self._cited is None:
            told = Problems()
            self._cited = cited(self._workspace, told), told
        found, told = self._cited
        problems.extend(told)
        return found
