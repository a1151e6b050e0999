"""`vbhc new`: a new document's folder, ready to fill."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from vbhc import archive, kinds, norms
from vbhc.commands._asking import ask
from vbhc.errors import UserError
from vbhc.loading import scaffold, workspace
from vbhc.loading.shared import load_agency
from vbhc.loading.workspace import TEN_TEP, Workspace


@click.command("new")
@click.argument("loai", metavar="LOẠI")
@click.option("--co-quan", help="Khoá của cơ quan (tên tệp trong data/co_quan).")
@click.option("--trich-yeu", help="Trích yếu.")
@click.option("--nguoi-ky", help="Khoá của người ký trong tệp cơ quan.")
@click.option("--luu", help="Dòng Lưu, ví dụ: VT, VP.")
@click.option("--nam", type=click.IntRange(1900, 2999), metavar="NĂM", help="Năm ban hành; mặc định năm nay.")
@click.option("--kinh-gui", help="Báo cáo gửi cấp trên: tên cơ quan nhận; để trống nếu không gửi cấp trên.")
@click.option("--thu-muc", help="Tên thư mục; mặc định đặt theo trích yếu.")
def command(
    loai: str, co_quan: str | None, trich_yeu: str | None, nguoi_ky: str | None, luu: str | None,
    nam: int | None, kinh_gui: str | None, thu_muc: str | None,
) -> int:  # fmt: skip
    """Tạo văn bản mới: KH (kế hoạch), TB (thông báo) hoặc BC (báo cáo)."""
    kind = kinds.tim(loai)
    space = workspace.find(Path())
    agencies = sorted(p.stem for p in (space.data / "co_quan").glob("*.yaml"))
    if thu_muc is not None and (thu_muc in ("", "..") or thu_muc != Path(thu_muc).name):
        raise UserError(f"“{thu_muc}” không dùng làm tên thư mục được")
    year = nam or datetime.datetime.now(tz=datetime.UTC).astimezone().year

    def folder(subject: str) -> Path:
        return space.data / str(year) / (thu_muc or scaffold.folder_name(kind, subject))

    agency_key = ask(
        co_quan, f"Cơ quan ({', '.join(agencies)})", "--co-quan", agencies[0] if len(agencies) == 1 else None,
        _one_of(agencies, "data/co_quan chưa có cơ quan"),
    )  # fmt: skip
    agency = load_agency(space, agency_key)
    subject = ask(
        trich_yeu, f"Trích yếu của {norms.ten_loai()[kind.ma].lower()}", "--trich-yeu",
        wrong=lambda answer: _taken(space, folder(answer)),
    )  # fmt: skip
    signers = list(agency.nguoi_ky)
    signer = ask(
        nguoi_ky, f"Người ký ({', '.join(signers)})", "--nguoi-ky", signers[0] if signers else None,
        _one_of(signers, f"cơ quan {agency_key} chưa có người ký"),
    )  # fmt: skip
    keep = ask(luu, "Lưu", "--luu", "VT")
    above = ask(kinh_gui, "Kính gửi (để trống nếu không gửi cấp trên)", "--kinh-gui", "") if kind.ma == "BC" else ""
    made = folder(subject)
    shown = space.ten(made)
    printing = f"make all DATA={shown}" if (space.root / "Makefile").is_file() else f"vbhc build {shown}"
    new = scaffold.NewDocument(kind, agency_key, subject, signer, keep, year, above, printing)
    text = scaffold.document(new)
    archive.replace_file(made / TEN_TEP, text.encode())
    click.echo(f"đã tạo: {space.ten(made / TEN_TEP)}")
    click.echo(f"Mở tệp ấy, điền các phần, rồi in: {printing}")
    return 0


def _one_of(known: Sequence[str], what: str) -> Callable[[str], str]:
    return lambda answer: "" if answer in known else f"{what} “{answer}”; đang có: {', '.join(known)}"


def _taken(space: Workspace, folder: Path) -> str:
    """What keeps a new document from having this folder."""
    name = folder.name
    if not folder.resolve().is_relative_to(space.data):
        return f"“{name}” không dùng làm tên thư mục được"
    if workspace.is_there(folder):
        return f"{space.ten(folder)}: đã có thư mục này; ghi trích yếu khác, hoặc chọn tên khác bằng --thu-muc"
    return ""
