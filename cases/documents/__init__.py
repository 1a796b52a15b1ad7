"""What is printed of a case: plain data, from what was frozen."""
