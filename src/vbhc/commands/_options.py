"""Options that several commands have, each spelled out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from vbhc.problems import Severity

F = TypeVar("F", bound=Callable[..., Any])
MUC_DO = {"loi": Severity.LOI, "canh-bao": Severity.CANH_BAO, "thong-tin": Severity.THONG_TIN}
_MOST = 61
"""More processes than that a pool cannot wait for on Windows."""

viec = click.option(
    "-j", "viec", type=click.IntRange(0, _MOST), default=0, metavar="SỐ", help="Số việc cùng lúc; 0: tự chọn."
)
muc_do = click.option(
    "--muc-do", type=click.Choice(list(MUC_DO)), default="loi", help="Mức từ đó lệnh kết thúc với mã 1."
)
ra = click.option(
    "--ra", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP", help="Ghi báo cáo ra tệp này."
)
mau = click.option("--mau/--khong-mau", "mau", default=None, help="Có hay không có màu (mặc định: tự biết).")


def dang(forms: Iterable[str]) -> Callable[[F], F]:
    """The form of a report, one of those that the command has."""
    return click.option("--dang", type=click.Choice(sorted(forms)), default="chu", help="Dạng báo cáo.")
