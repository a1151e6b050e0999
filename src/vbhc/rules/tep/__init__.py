"""Rules of the file itself: signatures, tracked changes, comments, what a draft leaves behind."""
