"""`vbhc init`: a new office's workspace."""

from __future__ import annotations

from pathlib import Path

import click

from vbhc import archive, resources
from vbhc.commands._asking import ask
from vbhc.errors import UserError, ly_do
from vbhc.loading import scaffold, schema, workspace
from vbhc.text.letters import key_of


@click.command("init")
@click.argument("thu_muc", type=click.Path(path_type=Path), metavar="THƯ_MỤC")
@click.option("--ten", help="Tên cơ quan ban hành.")
@click.option("--chu-quan", help="Cơ quan chủ quản trực tiếp; để trống nếu không có.")
@click.option("--viet-tat", help="Viết tắt tên cơ quan, ví dụ SKHCN.")
@click.option("--dia-danh", help="Địa danh, ví dụ Hải Phòng.")
@click.option("--chuc-vu", help="Chức vụ người đứng đầu.")
@click.option("--ho-ten", help="Họ tên người đứng đầu.")
@click.option("--mau", is_flag=True, help="Chỉ chép lại các mẫu Word còn thiếu vào THƯ_MỤC đã có.")
def command(
    thu_muc: Path, ten: str | None, chu_quan: str | None, viet_tat: str | None, dia_danh: str | None,
    chuc_vu: str | None, ho_ten: str | None, mau: bool,
) -> int:  # fmt: skip
    """Tạo thư mục làm việc cho một cơ quan: dữ liệu chung, mẫu Word, lược đồ, hướng dẫn."""
    if not _is_empty(thu_muc) and not mau:
        raise UserError(f"{thu_muc}: thư mục đã có tệp; chọn thư mục mới, hoặc thêm --mau để chép mẫu còn thiếu")
    files: dict[str, bytes] = {
        f"templates/{p.name}": p.read_bytes() for p in sorted(resources.base_templates().glob("*.docx"))
    }
    if not mau:
        name = ask(ten, "Tên cơ quan ban hành", "--ten")
        key = key_of(name).replace("_", "-")[:60].strip("-")
        if not key:
            raise UserError(f"“{name}” không có chữ nào để đặt tên tệp của cơ quan; ghi đủ tên, ví dụ: Sở Nội vụ")
        agency = scaffold.agency(
            name,
            ask(chu_quan, "Cơ quan chủ quản trực tiếp (để trống nếu không có)", "--chu-quan", ""),
            ask(viet_tat, "Viết tắt tên cơ quan", "--viet-tat"),
            ask(dia_danh, "Địa danh", "--dia-danh"),
            ask(chuc_vu, "Chức vụ người đứng đầu", "--chuc-vu"),
            ask(ho_ten, "Họ tên người đứng đầu", "--ho-ten"),
        )
        files |= {
            f"data/co_quan/{key}.yaml": agency.encode(),
            "data/vien_dan.yaml": scaffold.CITED.encode(),
            "output/.gitignore": b"*\n!.gitignore\n",
            "HUONG-DAN.md": scaffold.GUIDE.encode(),
        }
        files |= {f"data/schema/{n}": text.encode() for n, text in schema.all_schemas().items()}
    for name, data in files.items():
        target = thu_muc / name
        if not target.exists():  # a template the office has restyled is never overwritten
            archive.replace_file(target, data)
            click.echo(f"đã tạo: {target.as_posix()}")
    if not mau:
        click.echo(f"Xong. Xem lại {thu_muc.as_posix()}/data/co_quan, rồi trong thư mục ấy chạy: vbhc new KH")
    return 0


def _is_empty(folder: Path) -> bool:
    """Whether a workspace can be made there: nothing stands at the path, or a folder without a file.

    Raises:
        UserError: a file stands there, or nobody can tell.
    """
    if not workspace.is_there(folder):
        return True
    try:
        return not any(folder.iterdir())
    except NotADirectoryError:
        raise UserError(f"{folder}: là tệp, không phải thư mục; chọn tên khác") from None
    except OSError as error:
        raise UserError(f"{folder}: không mở được ({ly_do(error)}); chọn thư mục khác") from None
