"""Reports as plain data: what the file is made from, what is frozen, what its hash is taken of."""
