"""Prints the names of the public methods and properties of the classes that are named on the command line.

Those that a class has from another one of them are listed there only. Of the APIClient, what an instance has.
"""

import inspect
import json
import sys

import clearml
import clearml.automation.auto_scaler
import clearml.automation.optimization
from clearml.backend_api.session.client import APIClient


def find(name):
    """The class is where users import it from, or, of those that they extend, where it is defined."""
    homes = (clearml, clearml.automation, clearml.automation.optimization, clearml.automation.auto_scaler)
    return next(getattr(home, name) for home in homes if hasattr(home, name))


API_CLIENT = APIClient.__name__
owners = {name: find(name) for name in sys.argv[1:] if name != API_CLIENT}


def public(owner):
    inherited = {name for other in owners.values() if other is not owner and issubclass(owner, other) for name in dir(other)}
    return [
        name
        for name, member in inspect.getmembers(owner)
        if not name.startswith("_")
        and (name in vars(owner) or name not in inherited)
        and (inspect.isroutine(member) or inspect.isdatadescriptor(member))
    ]


found = {name: public(owner) for name, owner in owners.items()}
print(json.dumps({**found, API_CLIENT: sorted(vars(APIClient()))}))
