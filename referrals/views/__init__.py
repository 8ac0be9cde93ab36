"""What the physician and the admin see: one module for each room of theirs."""
