"""Real organisations as data: what they reported, with made-up people. `manage.py load_case NAME`."""

from reports.cases import cdc_bac_giang_2020

CASES = {"cdc-bac-giang-2020": cdc_bac_giang_2020}
