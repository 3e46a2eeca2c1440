"""Prints what was reported on a model."""

import json
import sys

from clearml import Model, Task

model = Model(model_id=sys.argv[1])
session = Task._get_default_session()


def ask(action, **request):
    response = session.send_request("events", action, json={**request, "model_events": True})
    return response.json()["data"]


record = session.send_request("models", "get_by_id", json={"model": model.id}).json()["data"]["model"]
print(
    json.dumps(
        {
            "name": model.name,
            "scalars": ask("scalar_metrics_iter_histogram", task=model.id),
            "single": ask("get_task_single_value_metrics", tasks=[model.id])["tasks"][0]["values"],
            "plots": sorted(f"{plot['metric']}/{plot['variant']}" for plot in ask("get_task_plots", task=model.id)["plots"]),
            "last": [
                [value["metric"], value["variant"], value["value"], value["min_value"]]
                for variants in record["last_metrics"].values()
                for value in variants.values()
            ],
        }
    )
)
