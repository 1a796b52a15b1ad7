"""What a step of a case changes in the record, and what it asks for besides its day.

By kind of case and code of step: what a step asks for, what it does to the record, the sentence that
tells so beforehand, and how the step is taken back: without the last, it cannot be.
"""

from cases.models.effects import admission, roll, standing

CHECKS = admission.CHECKS | roll.CHECKS
EFFECTS = admission.EFFECTS | roll.EFFECTS | standing.EFFECTS
CONSEQUENCES = admission.CONSEQUENCES | roll.CONSEQUENCES | standing.CONSEQUENCES
UNDOINGS = admission.UNDOINGS | roll.UNDOINGS

__all__ = ["CHECKS", "CONSEQUENCES", "EFFECTS", "UNDOINGS"]
