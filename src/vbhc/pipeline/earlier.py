"""What earlier runs have left in output/: prints under another name, of rows or lists that are gone, PDFs grown old.

Only a print that nobody has touched, under a name the program gives, is ever taken away, and it is told; of all else a
person is told and decides.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from vbhc.errors import ly_do
from vbhc.loading.workspace import Workspace
from vbhc.model.ho_so import HoSo
from vbhc.outputs import keeping, names
from vbhc.problems import Place, Problem, Problems, Severity
from vbhc.text.dates import Ngay

KINDS = (".docx", ".pdf")
_TOGETHER = 5.0
"""Seconds that a PDF may be older than its print and still be of it: files that are copied or unpacked together."""


def list_folder(workspace: Workspace, folder: Path) -> Path:
    """Where the prints go that a folder with a list gives."""
    return workspace.output / folder.parent.name / names.stem(folder.name)


def put_in_order(
    workspace: Workspace, ho_so: HoSo, target: Path, there: Iterable[Path] | None, problems: Problems, *, fresh: bool
) -> None:
    """After a print: a number or date given since the last one renames the file, and the old one goes.

    Args:
        workspace: where.
        ho_so: what was printed.
        target: its print.
        there: files among which earlier prints and PDFs of it may be; None: those beside it.
        problems: told what went, and what a person has to see to.
        fresh: whether the print was written just now.
    """
    name = names.first_piece(target.name)
    for old in sorted(target.parent.iterdir() if there is None else there):
        if old == target or not names.belongs_to(name, names.document_of(old.name)):
            continue
        if names.is_annex(old.name):
            _tell_of_annexes(workspace, ho_so, old, target, problems)
            continue
        if old.suffix == ".pdf":
            _tell_of_pdf(workspace, old, target, problems, fresh=fresh)
            continue
        state, mark = keeping.look(old)
        if mark is None or mark.nguon != ho_so.nguon:
            continue
        if state is not keeping.State.OURS:
            problems.canh_bao(
                "tep/ban_cu", Place(workspace.ten(old)),
                "bản in trước của văn bản này đã có người sửa nên vẫn còn đó; "
                f"bản mới KHÔNG có những chỗ đã sửa trong ‹{old.name}›",
                "Chép các chỗ ấy vào dữ liệu, hoặc ghi số, ngày thẳng vào tệp đã sửa",
            )  # fmt: skip
        elif old.name == _printed_as(name, mark.du_lieu):  # else it is a copy that a person keeps
            _drop(workspace, old, target, problems)


def _printed_as(name: str, du_lieu: str) -> str:
    """How the program called a print, told from the data in its stamp; "" where they do not tell."""
    try:
        data = json.loads(du_lieu)
        document = data["van_ban"]
        ky_hieu = document.get("ky_hieu") or f"{document['loai']}-{data['co_quan']['viet_tat']}"
        day = Ngay(**document.get("ngay_ban_hanh", {}))
        return names.name_of(name, document.get("so_van_ban"), ky_hieu, day)
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""


def _drop(workspace: Workspace, old: Path, target: Path, problems: Problems) -> None:
    place = Place(workspace.ten(old))
    try:
        old.unlink(missing_ok=True)  # another run may have been quicker
    except OSError as error:
        problems.loi(
            "tep/ban_cu", place, f"bản in trước, mang số cũ, không xoá được ({ly_do(error)})",
            "Đóng tệp nếu đang mở bằng Word, rồi xoá tệp",
        )  # fmt: skip
        return
    problems.thong_tin("tep/doi_ten", place, f"số, ngày đã đổi: bản in trước, chưa ai sửa, thay bằng ‹{target.name}›")


def _tell_of_pdf(workspace: Workspace, pdf: Path, target: Path, problems: Problems, *, fresh: bool) -> None:
    """A PDF goes with the Word file of its name; it may be signed, so it is never taken away."""
    source = pdf.with_suffix(".docx")
    place = Place(workspace.ten(pdf))
    if source == target:
        if fresh or _older(pdf, target):
            problems.canh_bao(
                "tep/pdf_cu", place, "PDF này xuất từ bản in trước", "Xuất lại bằng: vbhc pdf; đã ký thì chuyển đi giữ"
            )
    elif not source.exists():
        problems.canh_bao(
            "tep/pdf_cu", place, "PDF của bản in trước, mang số cũ, vẫn còn đó",
            "Xoá tệp, rồi xuất lại bằng: vbhc pdf; đã ký thì chuyển đi giữ",
        )  # fmt: skip


def _tell_of_annexes(workspace: Workspace, ho_so: HoSo, annexes: Path, target: Path, problems: Problems) -> None:
    """Annexes printed by themselves bear the number, the date and the rows of their day."""
    mark, now = keeping.look(annexes)[1], keeping.look(target)[1]
    if mark is not None and now is not None and mark.nguon == ho_so.nguon and mark.du_lieu != now.du_lieu:
        problems.canh_bao(
            "tep/ban_cu", Place(workspace.ten(annexes)),
            "phụ lục in riêng từ dữ liệu trước, KHÔNG theo bản in hiện nay", "In lại (vbhc annex), hoặc xoá tệp thừa",
        )  # fmt: skip


def _older(pdf: Path, target: Path) -> bool:
    try:
        return pdf.stat().st_mtime + _TOGETHER < target.stat().st_mtime
    except OSError:
        return False


def standing(workspace: Workspace, nguon: str, there: Iterable[Path]) -> Iterator[Problem]:
    """Prints of data that could not be printed now: they say what the data said before."""
    for path in sorted(there):
        mark = keeping.look(path)[1] if path.suffix == ".docx" and names.first_piece(path.name) else None
        if mark is not None and mark.nguon == nguon:
            yield Problem(
                Place(workspace.ten(path)), Severity.CANH_BAO, "tep/ban_cu",
                "bản in trước vẫn còn đó, KHÔNG theo dữ liệu hiện nay", "Đừng phát hành tệp ấy; sửa lỗi rồi in lại",
            )  # fmt: skip


def standing_of_list(workspace: Workspace, folder: Path) -> Iterator[Problem]:
    """The same of a folder whose list could not be read."""
    if _has_rows(workspace, folder):
        yield Problem(
            Place(workspace.ten(list_folder(workspace, folder))), Severity.CANH_BAO, "tep/ban_cu",
            "các bản in trước của danh sách vẫn còn đó, KHÔNG theo dữ liệu hiện nay",
            "Đừng phát hành các tệp ấy; sửa lỗi rồi in lại",
        )  # fmt: skip


def _has_rows(workspace: Workspace, folder: Path) -> bool:
    """Whether a print of a list's row stands where a folder's go."""
    ours = f"{workspace.ten(folder)}#"
    marks = (keeping.look(path)[1] for path in sorted(list_folder(workspace, folder).glob("*.docx")))
    return any(mark is not None and mark.nguon.startswith(ours) for mark in marks)


def of_rows_gone(workspace: Workspace, folder: Path, rows: Collection[str], there: Iterable[str]) -> Iterator[Problem]:
    """Prints of rows that the list no longer has; whose they are now is for a person to say.

    Args:
        workspace: where.
        folder: the folder with the list.
        rows: its rows, as file names have them.
        there: names of the files in the folder of its prints.
    """
    ours = f"{workspace.ten(folder)}#"
    for name in sorted(there):
        piece = names.first_piece(name)
        if not piece or piece in rows:
            continue
        path = list_folder(workspace, folder) / name
        if path.suffix == ".pdf":
            if not path.with_suffix(".docx").exists():
                yield Problem(
                    Place(workspace.ten(path)), Severity.CANH_BAO, "tron/hang_da_bo",
                    "PDF của một hàng không còn trong danh sách", "Xoá tệp, hoặc chuyển đi nơi khác nếu cần giữ",
                )  # fmt: skip
            continue
        state, mark = keeping.look(path)
        if mark is None or not mark.nguon.startswith(ours) or mark.nguon.removeprefix(ours) in rows:
            continue  # the last: a copy that a person, or `--ghi-de`, has put aside under another name
        edited = state is keeping.State.EDITED
        yield Problem(
            Place(workspace.ten(path)), Severity.CANH_BAO, "tron/hang_da_bo",
            "bản in của một hàng không còn trong danh sách" + (", đã có người sửa" if edited else ""),
            "Chuyển tệp đi nơi khác nếu còn cần" if edited else "Xoá tệp, hoặc chuyển đi nơi khác nếu cần giữ",
        )  # fmt: skip


def before_the_list(workspace: Workspace, folder: Path) -> Iterator[Problem]:
    """The print that a folder with a list gave when it had none yet."""
    for path in sorted((workspace.output / folder.parent.name).glob("*.docx")):
        if not names.belongs_to(folder.name, path.name):
            continue
        mark = keeping.look(path)[1]
        if mark is not None and mark.nguon == workspace.ten(folder):
            yield Problem(
                Place(workspace.ten(path)), Severity.CANH_BAO, "tep/ban_cu",
                "bản in một văn bản, từ khi chưa trộn theo danh sách", "Xoá tệp, hoặc chuyển đi nơi khác nếu cần giữ",
            )  # fmt: skip


def after_the_list(workspace: Workspace, folder: Path, problems: Problems) -> None:
    """Prints that a folder gave when it still had a list."""
    if _has_rows(workspace, folder):
        problems.canh_bao(
            "tep/ban_cu", Place(workspace.ten(list_folder(workspace, folder))),
            "còn các bản in trộn theo danh sách mà văn bản nay không có", "Xoá thư mục ấy, hoặc chuyển đi nơi khác",
        )  # fmt: skip
