"""Tên loại văn bản (ô 5a)."""
