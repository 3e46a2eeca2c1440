"""Prints the commands and options of the command-line tools that are named on the command line, such as `clearml-data`."""

import argparse
import json
import sys

from clearml.cli.data.__main__ import cli as data

TOOLS = {"clearml-data": data}


class Parsed(Exception):
    """Ends a tool when it has described its options."""


def options(tool):
    def describe(parser, *_):
        raise Parsed(parser)

    argparse.ArgumentParser.parse_args = describe
    sys.stdout, output = sys.stderr, sys.stdout
    try:
        tool()
    except Parsed as parsed:
        (parser,) = parsed.args
    finally:
        sys.stdout = output
    (commands,) = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    found = []
    for name, command in commands.choices.items():
        found.append(name)
        for action in command._actions:
            if action.dest != "help":
                found.append(f"{name} {action.option_strings[-1]}")
    return sorted(found)


print(json.dumps({name: options(TOOLS[name]) for name in sys.argv[1:]}))
