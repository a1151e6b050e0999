"""From a folder of YAML and sheets to a dossier, with every problem at its file, line and column."""
