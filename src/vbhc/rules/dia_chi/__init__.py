"""Rules of the agency's address, box 13."""
