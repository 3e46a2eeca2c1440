"""Fills MLflow's SQLite store with runs through its client: STORE RUNS NAMES CURVES ITERATIONS; prints the ids as JSON."""

import json
import math
import random
import sys
import time

from mlflow.entities import Metric, Param
from mlflow.tracking import MlflowClient

store, runs, names, curves, iterations = sys.argv[1], *map(int, sys.argv[2:6])
client = MlflowClient(tracking_uri=store)
experiment = client.create_experiment("tasks")
now = int(time.time() * 1000)
for index in range(runs):
    run = client.create_run(experiment, run_name=f"task {index}").info.run_id
    client.log_batch(
        run,
        metrics=[Metric(f"curve {name}", random.random(), now, 1) for name in range(names)],
        params=[Param(f"parameter {name}", str(random.random())) for name in range(names)],
    )
    client.set_terminated(run)
run = client.create_run(experiment, run_name="curves").info.run_id
for curve in range(curves):
    points = [Metric(f"curve {curve}", math.sin(step / 1000 + curve), now + step, step) for step in range(iterations)]
    for begin in range(0, iterations, 1000):
        client.log_batch(run, metrics=points[begin : begin + 1000])
client.set_terminated(run)
print(json.dumps({"experiment": experiment, "run": run}))
