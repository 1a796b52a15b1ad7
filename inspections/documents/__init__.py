"""Papers of inspection as plain data, for print and for Word. Units are named, members only counted."""

from collections.abc import Callable

from inspections.documents import programme, results
from inspections.models import InspectionPrint
from inspections.models import InspectionPrintKind as Kind

DOCUMENTS: dict[Kind, Callable[[InspectionPrint], dict]] = {
    Kind.PROGRAMME: programme.document,
    Kind.RESULTS: results.document,
}
