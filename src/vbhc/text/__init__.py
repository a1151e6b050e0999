"""Pure functions on Vietnamese text: no files, no model, no clock."""
