"""Units and abbreviations are written one way and are known."""
