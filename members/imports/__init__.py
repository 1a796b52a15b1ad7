"""From the workbooks that offices really have to the records of members, in two steps.

    guard       what may be opened at all, told from the outside of the file
    reading     one sheet as plain values, in a limited child process
    headers     which row is the heading, and which column is which field
    values      one cell as a day, a choice, a text; or the reason why not
    people      who and which cells are known in the scope
    verdicts    what will become of each cell and each row
    kinds       for each kind of workbook: its fields, its rules, its writing

Judging writes nothing; writing takes only rows that were judged in the same transaction.
"""
