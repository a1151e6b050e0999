"""Viết hoa theo Phụ lục II, ở những chỗ quyết định được chắc chắn."""
