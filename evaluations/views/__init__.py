"""Pages of grading and commendation."""
