"""Real organisations as data: what they reported, with made-up people. `manage.py load_case NAME`."""

from demo.years import (
    btc_tinh_uy_dien_bien_2016,
    cac_co_quan_bac_giang_2015_2020,
    cdc_2024_h1,
    cdc_bac_giang_2020,
    so_y_te_lai_chau_2020_2021,
)

CASES = {
    "cac-co-quan-bac-giang-2015-2020": cac_co_quan_bac_giang_2015_2020,
    "btc-tinh-uy-dien-bien-2016": btc_tinh_uy_dien_bien_2016,
    "cdc-2024-h1": cdc_2024_h1,
    "cdc-bac-giang-2020": cdc_bac_giang_2020,
    "so-y-te-lai-chau-2020-2021": so_y_te_lai_chau_2020_2021,
}
