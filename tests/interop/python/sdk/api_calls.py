"""Prints the names of the calls of each service of the APIClient."""

import inspect
import json

from clearml.backend_api.session.client import APIClient

services = {name: service for name, service in vars(APIClient()).items() if name != "session"}
print(
    json.dumps(
        {
            name: [call for call, _ in inspect.getmembers(service, inspect.ismethod) if not call.startswith("_")]
            for name, service in services.items()
        }
    )
)
