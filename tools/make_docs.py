"""Write what is made from the code: docs/lenh.md (commands), docs/khoa.md (keys), docs/quy-tac (rules), data/schema/*.json.

Run: python tools/make_docs.py [ROOT]   A test compares the committed files with what this writes.
"""

from __future__ import annotations

import inspect
import sys
from functools import cache
from pathlib import Path
from typing import Any

import click
import yaml

from vbhc import kinds, norms
from vbhc.annex.columns import cac_kieu
from vbhc.commands import cli
from vbhc.composing.text import NHAN_NHIEM_VU
from vbhc.loading import schema
from vbhc.model.co_quan import CoQuan, DonVi, NguoiKy, VienDan
from vbhc.model.ho_so import NhomVaiTro
from vbhc.model.nen import Nen
from vbhc.model.phu_luc import Bang, Cot, PhuLuc
from vbhc.model.soat import BoQua, Soat, TuNgu
from vbhc.model.van_ban import Muc, NhiemVu, NoiNhan, Phan, ThoiHan, Tron, VanBan
from vbhc.reporting.check import _so_tay

NOTE = "<!-- Trang này do tools/make_docs.py viết từ mã nguồn; sửa ở mã nguồn. -->\n"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CASES = Path(__file__).parents[1] / "tests" / "rules"
MODELS: tuple[tuple[type[Nen], str], ...] = (
    (VanBan, "`van_ban.yaml`"), (VienDan, "Văn bản viện dẫn (`vien_dan`)"), (Phan, "Phần (`phan`, hoặc giá trị của khoá phần)"),
    (Muc, "Mục của lời văn"), (NhiemVu, "Nhiệm vụ (`nhiem_vu`)"), (ThoiHan, "Thời hạn (`thoi_han`; viết một câu cũng được)"),
    (NoiNhan, "Nơi nhận (viết một dòng chữ cũng được)"), (Tron, "Trộn thư (`tron`)"), (PhuLuc, "Phụ lục (`phu_luc`)"), (Bang, "Bảng (`bang`)"),
    (Cot, "Cột (`cot`)"), (CoQuan, "Tệp cơ quan: `data/co_quan/<khoá>.yaml`"), (NguoiKy, "Người ký (`nguoi_ky`)"),
    (DonVi, "Đơn vị (`don_vi`; viết tên cũng được)"), (Soat, "Hồ sơ soát của cơ quan: `data/soat.yaml`"),
    (TuNgu, "Từ ngữ của cơ quan (`tu_ngu`)"), (BoQua, "Chỗ bỏ qua (`bo_qua`)"),
)  # fmt: skip


def commands_page() -> str:
    """Every command with its options, from their own help."""
    context = click.Context(cli)
    lines = ["# Các lệnh", "", NOTE, (cli.help or "").split("\n")[0], ""]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=f"vbhc {name}")
        usage = " ".join(command.collect_usage_pieces(inner)).replace("[OPTIONS]", "[tuỳ chọn]")
        lines += [f"## `vbhc {name} {usage}`", "", inspect.cleandoc(command.help or ""), ""]
        for parameter in command.params:
            record = parameter.get_help_record(inner)
            if record and isinstance(parameter, click.Option) and "--help" not in record[0]:
                lines.append(f"- `{record[0]}` {record[1]}")
        lines.append("")
    lines += [
        "## Mã kết thúc",
        "",
        "0: xong · 1: dữ liệu có lỗi (hoặc nặng từ mức `--muc-do`) · 2: không chạy được (thiếu tệp, tệp hỏng, sai lệnh) · "
        "3: lỗi của chương trình (kèm tệp báo cáo) · 130: người dùng dừng.",
    ]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def keys_page() -> str:
    """Every key of the data files, from the models."""
    lines = ["# Các khoá của dữ liệu", "", NOTE, "Khoá in đậm là bắt buộc. Gõ có dấu (`Trích yếu:`) cũng được.", ""]
    for model, title in MODELS:
        lines += [f"## {title}", "", "| khoá | là gì | ghi thế nào |", "|---|---|---|"]
        for key, field in model.model_fields.items():
            if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("internal"):
                continue
            shown = f"**`{key}`**" if field.is_required() else f"`{key}`"
            examples = "; ".join(f"`{e}`" for e in field.examples or [])
            how = " ".join(
                x
                for x in (field.description or "", _choices(model, key), f"Ví dụ: {examples}" if examples else "")
                if x
            )
            lines.append(f"| {shown} | {field.title or ''} | {how.replace('|', '∣')} |")
        lines.append("")
    lines += [
        "## Các phần theo loại văn bản",
        "",
        "| loại | khoá | tiêu đề thường dùng | nội dung |",
        "|---|---|---|---|",
    ]
    names = norms.ten_loai()
    for kind in kinds.moi_loai().values():
        for part in kind.phan:
            for role in part.vai_tro if isinstance(part, NhomVaiTro) else (part,):
                lines.append(f"| {names[kind.ma]} ({kind.ma}) | `{role.ma}` | {role.tieu_de} | {role.mo_ta} |")
    lines += ["", "## Nhãn của nhiệm vụ (`nhan_nhiem_vu`)", "", "| khoá | in ra |", "|---|---|"]
    lines += [f"| `{k}` | {v}: … |" for k, v in NHAN_NHIEM_VU.items()]
    lines += ["", "## Kiểu cột (`kieu`)", "", "| kiểu | canh lề | là gì |", "|---|---|---|"]
    for name, column in sorted(cac_kieu().items()):
        lines.append(f"| `{name}` | {column.canh.value} | {column.mo_ta} |")
    return "\n".join(lines) + "\n"


@cache
def _schema(model: type[Nen]) -> dict[str, Any]:
    return model.model_json_schema()


def _choices(model: type[Nen], key: str) -> str:
    found: Any = _schema(model)["properties"].get(key, {})
    options = found.get("enum") or next((o["enum"] for o in found.get("anyOf", []) if "enum" in o), None)
    return "Một trong: " + ", ".join(str(o) for o in options if isinstance(o, str)) if options else ""


def handbook() -> dict[str, str]:
    """The handbook of rules: a table of all, and a page for each component with what the tests show of each rule."""
    out = {"docs/quy-tac/README.md": _noted(_so_tay.muc_luc())}
    for folder, rules in _so_tay.theo_thanh_phan().items():
        shown = {rule.khoa: _cases(rule.khoa) for rule in rules}
        out[f"docs/quy-tac/{folder}.md"] = _noted(_so_tay.trang_thanh_phan(folder, rules, shown))
    return out


def _noted(page: str) -> str:
    title, rest = page.split("\n", 1)
    return f"{title}\n\n{NOTE}{rest}"


def _cases(rule: str) -> list[tuple[bool, str]]:
    """What the cases of a rule are called, each once: whether it is wrong, and its name."""
    path = CASES / f"{rule}.yaml"
    rows = yaml.load(path.read_text(encoding="utf-8"), _LOADER) if path.is_file() else []
    return list(dict.fromkeys(("sai" in row, str(row.get("sai") or row.get("dung"))) for row in rows or []))


def pages() -> dict[str, str]:
    """Every made file, by its path from the root."""
    return {
        "docs/lenh.md": commands_page(),
        "docs/khoa.md": keys_page(),
        **handbook(),
        **{f"data/schema/{name}": text for name, text in schema.all_schemas().items()},
    }


def main() -> None:
    """Write them all, and take away the pages of components that are no more."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    made = pages()
    for old in (root / "docs" / "quy-tac").glob("*.md"):
        if f"docs/quy-tac/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
