"""Joins rooms to print: load, fill tables, compose, print, keep; one document, its annexes alone, or many."""

from __future__ import annotations

from vbhc.pipeline.annexes import annexes_alone, annexes_inside
from vbhc.pipeline.earlier import list_folder
from vbhc.pipeline.many import build_all
from vbhc.pipeline.printing import (
    KHONG_CHAY_DUOC,
    LOI_CHUONG_TRINH,
    Printed,
    build,
    find_template,
    inputs_hash,
    output_path,
    print_bytes,
)
from vbhc.pipeline.reading import load

__all__ = [
    "KHONG_CHAY_DUOC",
    "LOI_CHUONG_TRINH",
    "Printed",
    "annexes_alone",
    "annexes_inside",
    "build",
    "build_all",
    "find_template",
    "inputs_hash",
    "list_folder",
    "load",
    "output_path",
    "print_bytes",
]
