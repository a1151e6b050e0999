"""Lỗi câu chữ không cần từ điển."""
