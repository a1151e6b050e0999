"""Rules of the annexes' form: headings, names, indication lines, page numbers."""
