"""Rules of the căn cứ (Phụ lục I, II.6a)."""
