"""Rules of the marks of urgency, secrecy and circulation, boxes 10 and 11."""
