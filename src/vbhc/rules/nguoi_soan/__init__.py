"""Rules of the drafter's code and the number of copies, box 12."""
