"""What the papers of grading and commendation say: plain data, no HTML."""
