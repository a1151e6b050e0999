"""The only room that knows OOXML: it renders, packs, reads back, patches, and drives LibreOffice."""
