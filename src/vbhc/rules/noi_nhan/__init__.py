"""Rules of the recipients, box 9b."""
