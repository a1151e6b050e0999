"""Rules of the text itself: its look, its levels and numbers, its end (Phụ lục I, II.6)."""
