"""Rules of the addressees, box 9a."""
