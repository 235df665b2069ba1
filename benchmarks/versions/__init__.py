"""Language versions with planted faults."""
