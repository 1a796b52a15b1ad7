"""Papers and files of upkeep."""
