"""Programs that may make the system calls which a systemd unit lets through, and no others."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections.abc import Collection
from pathlib import Path

LIBRARY = "libseccomp.so.2"
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(EPERM) of seccomp.h


def let_through(unit: Path) -> set[str]:
    """The names of the system calls that the unit's ``SystemCallFilter`` lets through, as systemd reads it."""
    told = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager"], capture_output=True, check=True, text=True, timeout=60
    ).stdout
    groups = dict(re.findall(r"^(@\S+)\n((?:    .*\n)+)", told, re.MULTILINE))
    names: set[str] = set()
    for sign, line in re.findall(r"^SystemCallFilter=(~?)(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
        named = {name for each in line.split() for name in _names(each, groups)}
        names = names - named if sign else names | named
    return names


def _names(name: str, groups: dict[str, str]) -> set[str]:
    if not name.startswith("@"):
        return {name}
    members = re.findall(r"^    ([@\w-]+)$", groups[name], re.MULTILINE)
    return {each for member in members for each in _names(member, groups)}


def confine(names: Collection[str]) -> None:
    """Refuse this process, and those that come of it, every system call but these."""
    library = ctypes.CDLL(LIBRARY)
    library.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(library.seccomp_init(_REFUSE))
    for name in names:
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # else one that this machine does not have
            assert library.seccomp_rule_add_array(rules, _ALLOW, number, 0, None) == 0, name
    assert library.seccomp_load(rules) == 0
