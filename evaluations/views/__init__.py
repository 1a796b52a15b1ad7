"""Pages of grading and commendation."""

from evaluations.views.awards import award_annual, award_cancel, award_correct, award_create, award_list
from evaluations.views.grades import cell_grade, unit_grade
from evaluations.views.member import member_grades
from evaluations.views.rounds import (
    round_accept_cap,
    round_close,
    round_create,
    round_detail,
    round_list,
    round_roster,
    round_update_roll,
)
