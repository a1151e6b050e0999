"""Trích yếu nội dung văn bản (ô 5a, 5b)."""
