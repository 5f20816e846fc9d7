"""Python's garbage collector, set for a process that serves and now and then reads a large roster."""

import gc

YOUNG = 100_000  # new objects between two looks; the default goes through a roster’s rows again and again


def settle() -> None:
    """Once all is imported and started: what is there stays, and new rows are gone through less often."""
    gc.freeze()
    gc.set_threshold(YOUNG, 50, 50)
