"""Tên cơ quan, tổ chức ban hành văn bản (ô 2)."""
