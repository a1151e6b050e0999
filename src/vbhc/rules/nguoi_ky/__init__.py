"""Rules of the signature block (Phụ lục I, II.7; Điều 13)."""
