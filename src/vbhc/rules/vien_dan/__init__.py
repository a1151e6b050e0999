"""Cited documents agree with themselves: date, number, issuer, subject, first and later citations."""
