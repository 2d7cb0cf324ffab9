"""What went in, what came out, and what explains the difference."""

from specsmith.ledger.closing import LedgerReport, close
from specsmith.ledger.inventory import Entry, Inventory, take_inventory

__all__ = ["Entry", "Inventory", "LedgerReport", "close", "take_inventory"]
