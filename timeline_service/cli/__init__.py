"""The command line. What is wrong is one line on standard error: exit status 2, or 3 where it may go well later."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from timeline_service.faults import Away, InputError
from timeline_service.version import VERSION

_MODULES = {
    "timeline_service.cli.articles": ("extract", "annotate", "dates", "explain"),
    "timeline_service.cli.archive": ("batch",),
    "timeline_service.cli.jobs": ("worker",),
    "timeline_service.cli.timelines": ("timelines",),
    "timeline_service.cli.stored": ("serve", "seed", "openapi", "keys", "forget"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def main() -> None:
    """Run a command; a fault of the input, of a file or of the store becomes one line and exit status 2 or 3."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as error:
        _stop(error.format_message(), status=max(2, error.exit_code))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        _stop(f"{error.filename}: {error.strerror}." if error.filename else str(error))
    except InputError as error:
        _stop(str(error), status=3 if isinstance(error, Away) else 2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _stop(message: str, *, status: int = 2) -> None:
    print(f"timeline-service: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(status)


class _Commands(click.Group):
    """Loads the module of the command that is run, and no other: an article need not wait for the store."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _MODULE_OF.get(cmd_name)
        return None if module is None else getattr(import_module(module), cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="timeline-service")
def cli() -> None:
    """A news article goes in; an ordered, explained timeline of its events comes out."""
