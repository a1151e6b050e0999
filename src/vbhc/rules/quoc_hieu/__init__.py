"""Quốc hiệu và Tiêu ngữ (ô 1)."""
