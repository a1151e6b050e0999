"""The verbs of a terminal: one module each, found by scanning; only here is anything printed or argv read."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
from collections.abc import Iterable
from typing import Any

import click

import vbhc

# The module is the last word on its command; this list only saves importing all of them to show one.
_HELP = {
    "annex": "In lại phụ lục từ bảng tính.",
    "build": "In văn bản ra tệp Word trong output/.",
    "check": "Soát thể thức và sự khớp nhau.",
    "check-env": "Xem máy có đủ những gì cần.",
    "diff": "So hai bản: thêm, bỏ, sửa, chuyển chỗ gì, ở đâu.",
    "explain": "Giải thích một quy tắc soát.",
    "git-setup": "Nối kho git: đọc tệp Word, trộn dữ liệu, soát trước commit.",
    "init": "Tạo thư mục làm việc cho một cơ quan.",
    "log": "Đời một văn bản theo git: ai sửa gì, khi nào.",
    "merge": "Gộp ba bản của tệp dữ liệu (git gọi khi gộp nhánh).",
    "new": "Tạo văn bản mới, sẵn khung để điền.",
    "pdf": "Xuất PDF bằng LibreOffice.",
    "schema": "Ghi lược đồ để trình soạn thảo gợi ý khoá.",
    "text": "Xem tệp Word dưới dạng chữ, từng đoạn một.",
}


_GC = (100_000, 50, 100)
"""What is imported and built stays: looking through it for garbage at Python's own pace is a tenth of a short run."""


class _Formatter(click.HelpFormatter):
    """Help in Vietnamese: what click itself writes round our own words."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[TUỲ CHỌN]").replace("COMMAND [ARGS]...", "LỆNH …")
        super().write_usage(prog, args, prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading({"Options": "Tuỳ chọn"}.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        values = {"INTEGER": "SỐ", "PATH": "TỆP", "TEXT": "CHỮ"}
        words = {"Show this message and exit.": "Hiện trợ giúp này."}
        ours = [(" ".join(values.get(w, w) for w in a.split(" ")), words.get(b, b)) for a, b in rows]
        super().write_dl(ours, col_max, col_spacing)


click.Context.formatter_class = _Formatter


class _Commands(click.Group):
    """Loads a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, _HELP[name]) for name in self.list_commands(ctx)])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from vbhc.text import letters

        if args and args[0] not in self.list_commands(ctx):
            near = letters.nearest(args[0], self.list_commands(ctx))
            more = f"; có phải “{near}”?" if near else ""
            raise click.UsageError(f"không có lệnh “{args[0]}”{more}")
        return super().resolve_command(ctx, args)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(vbhc.__version__, "--version", message="vbhc %(version)s", help="Hiện phiên bản.")
def cli() -> None:
    """Từ dữ liệu đến văn bản hành chính (Word) đúng thể thức Nghị định 30/2020/NĐ-CP."""


def main(args: list[str] | None = None) -> None:
    """Run the program and leave with its exit code: 0 or 1 by the problems, 2 user error, 3 our bug, 130 Ctrl-C."""
    from vbhc.commands import _running

    gc.set_threshold(*_GC)
    code = _running.run(cli, args)
    gc.freeze()  # on its way out Python would look through all of it once more: a seventh of a short run
    sys.exit(code)
