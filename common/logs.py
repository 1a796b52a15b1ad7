"""What stands in the log."""

import logging

SERVER_FAULT = 500


class TracebackOfOwnFaults(logging.Filter):
    """Django logs a traceback with each refusal (403, 400): only faults of the program need one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", SERVER_FAULT) < SERVER_FAULT:
            record.exc_info = record.exc_text = None
        return True
