"""Trang văn bản: khổ giấy, lề, phông chữ, số trang (Phụ lục I, Phần I, Mục I)."""
