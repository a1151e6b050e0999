"""Địa danh và thời gian ban hành văn bản (ô 4)."""
