"""The years that any page can look at."""

FIRST_YEAR, LAST_YEAR = 1930, 2100
