"""Makes versions of datasets, finds them, renames, moves and deletes them; prints what the SDK says of them."""

import json
import pathlib

from clearml import Dataset, Task
from clearml.backend_api.session.client import APIClient

PROJECT = "interop/from python/registry"
pathlib.Path("data.txt").write_text("data", encoding="utf-8")


def made(name, project=PROJECT, final=True, **about):
    dataset = Dataset.create(dataset_name=name, dataset_project=project, **about)
    dataset.add_files("data.txt")
    dataset.upload(show_progress=False)
    if final:
        dataset.finalize()
    return dataset


def listed(**filters):
    return sorted(f"{found['name']} {found['version']}" for found in Dataset.list_datasets(**filters))


def raised(action):
    try:
        return f"{action()} was no error"
    except ValueError as error:
        return str(error)


ids = {}
seen = {}

first = made("weather", dataset_tags=["raw"], description="of one year")
second = made("weather", dataset_tags=["raw", "cleaned"])
leap = made("weather", dataset_version="3.1.4", dataset_tags=["cleaned"])
unfinished = made("weather (draft)", final=False, project=f"{PROJECT}/deeper")
ids.update(first=first.id, second=second.id, leap=leap.id, unfinished=unfinished.id)
first.set_description("of two years")
first.publish()

seen["listed"] = {
    "all": listed(dataset_project=PROJECT),
    "open too": listed(dataset_project=PROJECT, only_completed=False),
    "of one project only": listed(dataset_project=PROJECT, only_completed=False, recursive_project_search=False),
    "by part of the name": listed(dataset_project=PROJECT, partial_name="eath", only_completed=False),
    "by pattern": listed(dataset_project=PROJECT, partial_name=r"\(draft\)$", only_completed=False),
    "by tag": listed(dataset_project=PROJECT, tags=["cleaned"]),
    "by two tags": listed(dataset_project=PROJECT, tags=["__$all", "raw", "cleaned"]),
    "without a tag": listed(dataset_project=PROJECT, tags=["-raw"]),
    "by id": listed(ids=[second.id]),
}
seen["got"] = {
    "latest": Dataset.get(dataset_project=PROJECT, dataset_name="weather").version,
    "published": Dataset.get(dataset_project=PROJECT, dataset_name="weather", only_published=True).version,
    "by tag": Dataset.get(dataset_project=PROJECT, dataset_name="weather", dataset_tags=["raw"]).version,
    "by version": Dataset.get(dataset_project=PROJECT, dataset_name="weather", dataset_version="1.0.1").version,
}
seen["notThere"] = raised(lambda: Dataset.get(dataset_project=PROJECT, dataset_name="climate"))
seen["openDraft"] = raised(
    lambda: Dataset.get(dataset_project=f"{PROJECT}/deeper", dataset_name="weather (draft)", only_completed=True)
)
created = Dataset.get(dataset_project=PROJECT, dataset_name="climate", auto_create=True)
ids["created"] = created.id

user = Task.init("interop/from python", "uses a dataset", reuse_last_task_id=False, auto_resource_monitoring=False)
Dataset.get(dataset_id=second.id, alias="the weather")
user.close()
ids["user"] = user.id

copy = Dataset.get(dataset_id=second.id, writable_copy=True)
copy.set_metadata({"station": [1, 2]})
copy.get_logger().report_scalar("rows", "kept", 12, 0)
copy.get_logger().report_single_value("years", 2)
copy.get_logger().report_table("sample", "head", 0, table_plot=[["a"], [1]])
copy.remove_files("data.txt")
copy.upload(show_progress=False)
copy.finalize()
ids["copy"] = copy.id

renamed = made("old name")
Dataset.rename("new name", dataset_project=PROJECT, dataset_name="old name")
moved = made("traveller")
Dataset.move_to_project(f"{PROJECT}/elsewhere", dataset_project=PROJECT, dataset_name="traveller")
ids.update(renamed=renamed.id, moved=moved.id)
seen["renamed"] = Dataset.get(dataset_id=renamed.id).name
seen["moved"] = Dataset.get(dataset_project=f"{PROJECT}/elsewhere", dataset_name="traveller").id

APIClient().tasks.archive(tasks=[renamed.id])
seen["archived"] = [listed(partial_name="^old name$"), listed(partial_name="^old name$", include_archived=False)]
gone = [made("gone", dataset_version=version) for version in ("1.0.0", "2.0.0")]
seen["gone"] = [dataset.id for dataset in gone]
seen["goneFiles"] = [file.url for dataset in gone for file in Task.get_task(task_id=dataset.id).artifacts.values()]
Dataset.delete(dataset_id=gone[0].id)
seen["versionsLeft"] = listed(partial_name="^gone$")
Dataset.delete(dataset_project=PROJECT, dataset_name="gone", entire_dataset=True, force=True)

print(json.dumps({"ids": ids, "seen": seen}))
