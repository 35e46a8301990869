"""Makes the reference pages out of the program itself as the documentation is built: they cannot be out of date.

A MkDocs hook (see mkdocs.yml).
"""

import inspect

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from typer.testing import CliRunner

from dateline import errors
from dateline.cli import app

WIDTH = "100"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the generated pages to those that stand in docs/."""
    files.append(File.generated(config, "reference/commands.md", content=commands()))
    return files


def commands() -> str:
    """Every command with its help, as a terminal shows it, and what the exit statuses mean."""
    names = sorted(command.name or command.callback.__name__ for command in app.registered_commands if command.callback)
    parts = ["# Commands", _help(), *(f"## dateline {name}\n\n{_help(name)}" for name in names)]
    tree = inspect.cleandoc(errors.__doc__ or "")
    parts += ["## Exit status", "0 where all went well; else the one of the error:", f"```text\n{tree}\n```"]
    return "\n\n".join(parts) + "\n"


def _help(*command: str) -> str:
    plain = {"COLUMNS": WIDTH, "TERMINAL_WIDTH": WIDTH, "TERM": "dumb", "NO_COLOR": "1"}
    shown = CliRunner().invoke(app, [*command, "--help"], prog_name="dateline", env=plain)
    if shown.exit_code:
        raise RuntimeError(f"dateline {' '.join(command)} --help failed: {shown.output}")
    return f"```text\n{shown.output.rstrip()}\n```"
