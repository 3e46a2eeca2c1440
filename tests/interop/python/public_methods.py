"""Prints the names of the public methods and properties of the classes that are named on the command line."""

import inspect
import json
import sys

import clearml


def public(owner):
    return [
        name
        for name, member in inspect.getmembers(owner)
        if not name.startswith("_") and (inspect.isroutine(member) or inspect.isdatadescriptor(member))
    ]


print(json.dumps({name: public(getattr(clearml, name)) for name in sys.argv[1:]}))
