"""From the workbooks that offices really have to the records of members, in two steps.

    guard       what may be opened at all, told from the outside of the file
    strict      the other form of .xlsx in the usual one
    reading     the sheets as plain values, in a limited child process
    old_fonts   text of TCVN3 and VNI fonts as Unicode
    headers     which row is the heading, and which column is which field
    values      one cell as a day, a choice, a text; or the reason why not
    fields      what a column can be, and how offices call it; those of a person in person
    people      who and which cells are known in the scope
    register    cells of a register of meetings: days in parts, hours, who was missing
    verdicts    what will become of each row and each of its cells
    members     the rules of a list of members, for ten thousand rows at once
    beside      what such a list says beside the person: offices, exemption, notes
    trying      the rules of the other kinds: each row's verb is tried and taken back
    steps       the steps before the decision of this year's grades
    grade_words how cells write a grade; grade_sheets: the year and the totals of a table
    sifting     which rows of a sheet are about something, and what stands beside them
    kinds       the kinds, which sheets are read, and the columns
    telling     what the preview says above the rows
    cell_list   the cells of a committee, for the table in which they are founded
    template    the empty workbook of a kind, to fill in

Judging leaves nothing behind; writing takes only rows that were judged in the same transaction.
"""
