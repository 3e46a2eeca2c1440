"""Prints the names of the public methods and properties of the classes that are named on the command line.

Those that a class has from another one of them are listed there only.
"""

import inspect
import json
import sys

import clearml
import clearml.automation.optimization


def find(name):
    """The class is where users import it from, or, of those that they extend, where it is defined."""
    homes = (clearml, clearml.automation, clearml.automation.optimization)
    return next(getattr(home, name) for home in homes if hasattr(home, name))


owners = {name: find(name) for name in sys.argv[1:]}


def public(owner):
    inherited = {name for other in owners.values() if other is not owner and issubclass(owner, other) for name in dir(other)}
    return [
        name
        for name, member in inspect.getmembers(owner)
        if not name.startswith("_")
        and (name in vars(owner) or name not in inherited)
        and (inspect.isroutine(member) or inspect.isdatadescriptor(member))
    ]


print(json.dumps({name: public(owner) for name, owner in owners.items()}))
