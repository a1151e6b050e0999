"""The document as frozen objects: as a drafter writes it (`van_ban` …), looked up (`ho_so`), printed (`ban_in`)."""
