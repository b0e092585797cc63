"""The sentences of click itself in Dutch: help headings and mistakes on the command line."""

from __future__ import annotations

import sys

CATALOGUE = {
    # help
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Positional arguments": "Argumenten",
    "Show this message and exit.": "Toon deze uitleg.",
    "Show the version and exit.": "Toon de versie.",
    "%(prog)s, version %(version)s": "%(prog)s, versie %(version)s",
    "default: {default}": "standaard: {default}",
    "required": "verplicht",
    "env var: {var}": "omgevingsvariabele: {var}",
    "(dynamic)": "(wisselt)",
    "deprecated": "verouderd",
    "(Deprecated) {text}": "(Verouderd) {text}",
    "DeprecationWarning: The command {name!r} is deprecated.": "De opdracht {name!r} is verouderd.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "De opdracht {name!r} is verouderd.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "De optie {name!r} is verouderd.{extra_message}"
    ),
    # mistakes
    "Error: {message}": "Dit kan niet: {message}",
    "Try '{command} {option}' for help.": "Uitleg staat in '{command} {option}'.",
    "Aborted!": "Gestopt.",
    "Missing command.": "Er staat geen opdracht.",
    "Missing argument": "Er ontbreekt een argument:",
    "Missing option": "Er ontbreekt een optie:",
    "Missing parameter": "Er ontbreekt iets:",
    "Missing {param_type}": "Er ontbreekt iets:",
    "Missing parameter: {param_name}": "Er ontbreekt iets: {param_name}",
    "Choose from:\n\t{choices}": "Kies uit:\n\t{choices}",
    "Choice({choices})": "keuze uit {choices}",
    "No such command {name!r}.": "De opdracht {name!r} bestaat niet.",
    "No such option {name!r}.": "De optie {name!r} bestaat niet.",
    "No such option: {name}": "De optie {name} bestaat niet.",
    "Did you mean {possibility}?": "Bedoelt u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelt u een van deze: {possibilities}?)",
    "(Possible options: {possibilities})": "(Bedoelt u een van deze: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Er staat een argument te veel ({args}).",
    "Got unexpected extra arguments ({args})": "Er staan argumenten te veel ({args}).",
    "Option {name!r} does not take a value.": "Achter de optie {name!r} hoort niets te staan.",
    "Option {name!r} requires an argument.": "Achter de optie {name!r} moet iets staan.",
    "Option {name!r} requires {nargs} arguments.": "Achter de optie {name!r} moeten {nargs} waarden staan.",
    "Argument {name!r} takes {nargs} values.": "Bij {name!r} horen {nargs} waarden.",
    "Takes {nargs} values but 1 was given.": "Hier horen {nargs} waarden, er staat er 1.",
    "Takes {nargs} values but {len} were given.": "Hier horen {nargs} waarden, er staan er {len}.",
    "{len_type} values are required, but {len_value} was given.": (
        "Hier horen {len_type} waarden, er staat er {len_value}."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "Hier horen {len_type} waarden, er staan er {len_value}."
    ),
    "Value must be an iterable.": "Hier hoort een lijst te staan.",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "bij {param_hint}: {message}",
    "{value!r} is not {choice}.": "{value!r} kan hier niet; kies {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} kan hier niet; kies uit {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen heel getal.",
    "{value} is not in the range {range}.": "{value} kan hier niet; het moet passen in {range}.",
    "{value!r} is not a valid boolean.": "{value!r} is geen ja of nee.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} is geen ja of nee; kies uit {states}.",
    "{value!r} is not a valid UUID.": "{value!r} is geen geldig nummer.",
    "{value!r} does not match the format {format}.": "{value!r} past niet bij {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} past niet bij {formats}.",
    # files
    "file": "bestand",
    "directory": "map",
    "path": "pad",
    "{name} {filename!r} does not exist.": "{name} {filename!r} bestaat niet.",
    "{name} {filename!r} is a file.": "{filename!r} is een bestand en geen map.",
    "{name} {filename!r} is a directory.": "{filename!r} is een map en geen bestand.",
    "{name} '{filename}' is a directory.": "'{filename}' is een map en geen bestand.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} is niet te lezen.",
    "{name} {filename!r} is not writable.": "In {filename!r} mag u niet schrijven.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} is niet uit te voeren.",
    "Could not open file {filename!r}: {message}": "{filename!r} is niet te openen ({message}).",
    "unknown error": "onbekende reden",
}

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def speak_dutch() -> None:
    """Let click take its sentences from the catalogue, whatever language the computer is set to.

    click asks gettext, which follows the settings of the computer; an organisation sets those to English as often as
    to Dutch. Its modules hold the two functions under a name of their own, and that name is given another value.
    """
    import click.core  # noqa: F401  (its import loads the other modules)

    for name in _MODULES:
        module = sys.modules.get(f"click.{name}")
        if module is not None:
            vars(module).update(_=_translate, ngettext=_translate_number)


def _translate(text: str) -> str:
    return CATALOGUE.get(text, text)


def _translate_number(one: str, many: str, number: int) -> str:
    return _translate(one if number == 1 else many)
