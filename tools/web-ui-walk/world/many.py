"""Makes forty small tasks, more than one page of a table, and prints the id of their project."""

import json

from clearml.backend_api.session.client import APIClient

client = APIClient()
project = client.projects.create(name="Walk/Many", description="More tasks than **one page** holds.").id
for number in range(40):
    client.tasks.create(name=f"small {number:02}", type="training", project=project)
print(json.dumps({"many": project}))
