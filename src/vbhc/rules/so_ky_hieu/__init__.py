"""Số, ký hiệu của văn bản (ô 3)."""
