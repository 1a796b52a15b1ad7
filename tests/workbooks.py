"""What a list taken away holds."""

import io

from openpyxl import load_workbook


def taken(client, url: str, **address) -> tuple[str, list[list]]:
    """Title, and the rows under the headings without their numbers, of the list at this address."""
    response = client.get(url, address | {"xlsx": "1"})
    assert response.status_code == 200
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(response.content)).active]
    return rows[0][0], [row[1:] for row in rows[4:]]
