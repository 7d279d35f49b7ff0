"""What the machine has to give."""

import gc
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")


def cores() -> int:
    """The number of cores that this process may use: of the machine, of those it is bound to, of its container's share."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, _share() or available))


def _share() -> int | None:
    """What a Linux container may use, in whole cores; None where there is no limit.

    Source: the kernel's documentation of control groups, cpu.max (version 2), cpu.cfs_quota_us and cpu.cfs_period_us.
    """
    for names in (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        try:
            quota, period = " ".join((CGROUP / name).read_text("ascii") for name in names).split()
            return math.ceil(int(quota) / int(period)) if int(quota) > 0 else None
        except (OSError, ValueError, ZeroDivisionError):
            continue  # not this version, or "max"
    return None


@contextmanager
def without_collecting() -> Iterator[None]:
    """Stops the collection of cyclic garbage for a while: it would walk again and again over rows that all are needed."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
