import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

test("a project is made with the ones above it", async () => {
  await using s = await RecordsServer.start();
  const id = await s.project(" one / two //three ");
  const { projects } = await s.ok("projects.get_all", {
    order_by: ["name"],
    only_fields: ["id", "name", "basename", "parent", "path"],
  });
  const [one, two, three] = projects;
  expect(projects).toEqual([
    { id: one?.id, name: "one", basename: "one", path: [] },
    { id: two?.id, name: "one/two", basename: "two", parent: one?.id, path: [one?.id] },
    { id, name: "one/two/three", basename: "three", parent: two?.id, path: [one?.id, two?.id] },
  ]);
  expect(three?.id).toBe(id);
  expect((await s.ok("projects.get_all", { id })).projects[0]).not.toHaveProperty("path");
});

test.each([
  ["", "400/407"],
  ["/", "400/407"],
  ["   ", "400/12"],
  [" / ", "400/12"],
  ["good/ ", "400/12"],
  ["ab", "400/12"],
  ["good/ab", "400/12"],
  ["ab/good", "400/12"],
  ["a1a/b1b/c1c/d1d/e1e/f1f/g1g/h1h/i1i/j1j/k1k", "400/409"],
  ["taken", "400/801"],
])("the name %j is refused with %s", async (name, result) => {
  await using s = await RecordsServer.start();
  await s.project("taken");
  expect(await s.refused("projects.create", { name })).toBe(result);
});

test("an exact name, escaped the way Python does, finds one project", async () => {
  await using s = await RecordsServer.start();
  const id = await s.project("My proj (1)/.datasets/a-b");
  await s.project("My proj (1)/.datasets/a-b c");
  const request = { name: "^My\\ proj\\ \\(1\\)/\\.datasets/a\\-b$", only_fields: ["id"], search_hidden: true };
  expect((await s.ok("projects.get_all", request)).projects).toEqual([{ id }]);
});

test("hidden projects are found by those who look for them", async () => {
  await using s = await RecordsServer.start();
  const { id } = await s.ok("projects.create", { name: "demo/.datasets", system_tags: ["hidden"] });
  const names = async (request: object) =>
    (await s.ok("projects.get_all", request as never)).projects.map(({ name }) => name);
  expect(await names({})).toEqual(["demo"]);
  expect(await names({ search_hidden: true })).toEqual(["demo", "demo/.datasets"]);
  expect(await names({ id: [id] })).toEqual(["demo/.datasets"]);
  const { projects } = await s.ok("projects.get_all_ex", { id: [id], search_hidden: true, only_fields: ["name"] });
  expect(projects).toEqual([{ id, name: "demo/.datasets", hidden: true }]);
});

test("update renames the last part, and everything below follows", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("one/two");
  const below = await s.project("one/two/three");
  expect((await s.ok("projects.update", { project, name: "one/zwei", tags: ["b", "a"] })).fields).toMatchObject({
    name: "one/zwei",
    basename: "zwei",
    tags: ["a", "b"],
  });
  expect((await s.ok("projects.get_by_id", { project: below })).project.name).toBe("one/zwei/three");
  expect(await s.refused("projects.update", { project, name: "two/zwei" })).toBe("400/408");
  expect(await s.refused("projects.update", { project: "no", name: "xyz" })).toBe("400/401");
});

test("move takes the subtree along and makes the new place", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("one/two");
  const below = await s.project("one/two/three");
  expect(await s.ok("projects.move", { project, new_location: "new/place" })).toEqual({ moved: 2 });
  expect((await s.ok("projects.get_by_id", { project: below })).project.name).toBe("new/place/two/three");
  expect(await s.refused("projects.move", { project, new_location: "new/place" })).toBe("400/410");
  expect(await s.refused("projects.move", { project, new_location: "new/place/two/three" })).toBe("400/411");
  expect(await s.ok("projects.move", { project, new_location: null })).toEqual({ moved: 2 });
  const moved = (await s.ok("projects.get_by_id", { project })).project;
  expect(moved.name).toBe("two");
  expect(moved).not.toHaveProperty("parent");
});

test("merge moves what a project holds and deletes it", async () => {
  await using s = await RecordsServer.start();
  const [project, target] = [await s.project("source"), await s.project("target")];
  const child = await s.project("source/child");
  const task = await s.task({ project });
  await s.model({ project });
  expect(await s.refused("projects.merge", { project, destination_project: child })).toBe("400/412");
  expect(await s.ok("projects.merge", { project, destination_project: target })).toEqual({
    moved_entities: 2,
    moved_projects: 1,
  });
  expect((await s.getTask(task)).project).toBe(target);
  expect((await s.ok("projects.get_by_id", { project: child })).project.name).toBe("target/child");
  expect(await s.refused("projects.get_by_id", { project })).toBe("400/401");
});

test("a project that holds something active is deleted by force only; its contents stay unless told otherwise", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("top");
  const inner = await s.project("top/inner");
  const task = await s.task({ project: inner });
  expect(await s.ok("projects.validate_delete", { project })).toEqual({
    tasks: 1,
    non_archived_tasks: 1,
    models: 0,
    non_archived_models: 0,
    reports: 0,
    non_archived_reports: 0,
    pipelines: 0,
    datasets: 0,
  });
  expect(await s.refused("projects.delete", { project })).toBe("400/402");
  await s.ok("tasks.archive_many", { ids: [task] });
  expect(await s.ok("projects.delete", { project })).toMatchObject({
    deleted: 2,
    disassociated_tasks: 1,
    deleted_tasks: 0,
  });
  expect(await s.getTask(task)).not.toHaveProperty("project");
});

test("deleting with contents takes tasks and models along and frees what refers to them", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("top");
  const task = await s.task({ project });
  const model = await s.model({ project, task, uri: "s3://b/m" });
  const child = await s.task({ parent: task, models: { input: [{ name: "m", model }], output: [] } });
  const reply = await s.ok("projects.delete", { project, force: true, delete_contents: true });
  expect(reply).toMatchObject({ deleted: 1, deleted_tasks: 1, deleted_models: 1, urls: { model_urls: ["s3://b/m"] } });
  const orphan = await s.getTask(child);
  expect(orphan).not.toHaveProperty("parent");
  expect(orphan.models?.input?.[0]?.model).toBe(`__DELETED__${model}`);
});

test("pipelines and datasets keep their folder from being deleted", async () => {
  await using s = await RecordsServer.start();
  const top = await s.project("top");
  const { id } = await s.ok("projects.create", { name: "top/.pipelines/nightly", system_tags: ["hidden", "pipeline"] });
  await s.task({ project: id, type: "controller", system_tags: ["pipeline"] });
  expect(await s.refused("projects.delete", { project: top })).toBe("400/413");
  const data = await s.project("data");
  const set = await s.ok("projects.create", { name: "data/.datasets/one", system_tags: ["hidden", "dataset"] });
  await s.task({ project: set.id });
  expect(await s.refused("projects.delete", { project: data })).toBe("400/406");
  expect(await s.ok("projects.validate_delete", { project: data })).toMatchObject({ datasets: 1, tasks: 0 });
});

test("shallow search lists the top level, or what is directly below a project", async () => {
  await using s = await RecordsServer.start();
  const top = await s.project("top");
  const inner = await s.project("top/inner");
  await s.project("top/inner/deep");
  const names = async (request: object) =>
    (await s.ok("projects.get_all_ex", { order_by: ["name"], ...request })).projects.map(({ name }) => name);
  expect(await names({ shallow_search: true })).toEqual(["top"]);
  expect(await names({ shallow_search: true, parent: [top] })).toEqual(["top/inner"]);
  expect(await names({ parent: [top] })).toEqual(["top/inner", "top/inner/deep"]);
  expect(await names({ shallow_search: true, parent: [inner] })).toEqual(["top/inner/deep"]);
});

test("statistics count tasks by status over the visible subtree, archived ones never", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  const top = await s.project("top");
  const inner = await s.project("top/inner");
  const hidden = (await s.ok("projects.create", { name: "top/.hidden", system_tags: ["hidden"] })).id;
  const done = await s.task({ project: inner });
  await s.task({ project: top });
  await s.task({ project: hidden });
  await s.ok("tasks.archive_many", { ids: [await s.task({ project: top })] });
  await s.ok("tasks.started", { task: done });
  now = new Date("2026-01-01T00:01:40Z");
  await s.ok("tasks.completed", { task: done });
  const [project] = (await s.ok("projects.get_all_ex", { id: [top], include_stats: true, check_own_contents: true }))
    .projects;
  expect(project).toMatchObject({ own_tasks: 1, own_models: 0, sub_projects: [{ id: inner, name: "top/inner" }] });
  expect(project?.stats?.active).toMatchObject({
    total_tasks: 2,
    total_runtime: 100,
    completed_tasks_24h: 1,
    last_task_run: "2026-01-01T00:00:00+00:00",
  });
  expect(project?.stats?.active?.status_count).toEqual({
    ...{ created: 1, queued: 0, in_progress: 0, stopped: 0, publishing: 0, published: 0 },
    ...{ closed: 0, failed: 0, completed: 1, unknown: 0 },
  });
  const [own] = (await s.ok("projects.get_all_ex", { id: [top], include_stats: true, stats_with_children: false }))
    .projects;
  expect(own).toMatchObject({ sub_projects: [], stats: { active: { total_tasks: 1 } } });
});

test("projects are chosen by the pipelines and datasets below them", async () => {
  await using s = await RecordsServer.start();
  await s.project("plain");
  const { id: nightly } = await s.ok("projects.create", {
    name: "top/.pipelines/nightly",
    system_tags: ["hidden", "pipeline"],
  });
  await s.task({ project: nightly, type: "controller", system_tags: ["pipeline"] });
  const request = { children_type: "pipeline", shallow_search: true, include_stats: true } as const;
  const { projects } = await s.ok("projects.get_all_ex", request);
  expect(projects).toMatchObject([{ name: "top", stats: { active: { total_tasks: 1 } } }]);
  expect(await s.ok("projects.get_all_ex", { children_type: "dataset", scroll_id: null, size: 5 })).toEqual({
    projects: [],
  });
  const cards = await s.ok("projects.get_all_ex", {
    name: "/\\.pipelines/",
    search_hidden: true,
    shallow_search: false,
    system_tags: ["pipeline"],
    include_stats: true,
    include_stats_filter: { system_tags: ["pipeline"], type: ["controller"] },
    scroll_id: null,
    size: 16,
  });
  expect(cards).toMatchObject({ projects: [{ id: nightly, hidden: true, stats: { active: { total_tasks: 1 } } }] });
  expect(cards.scroll_id).toEqual(expect.any(String));
});

test("a dataset shows the files of its newest version", async () => {
  await using s = await RecordsServer.start();
  const { id } = await s.ok("projects.create", { name: "data/.datasets/set", system_tags: ["hidden", "dataset"] });
  await s.task({ project: id, runtime: { ds_file_count: 2, ds_total_size: 10 } });
  await s.task({ project: id, runtime: { ds_file_count: 3, ds_total_size: 20 } });
  const { projects } = await s.ok("projects.get_all_ex", { id: [id], include_dataset_stats: true });
  expect(projects[0]?.dataset_stats).toEqual({ file_count: 3, total_size: 20 });
});

test("lists of values serve columns and filters", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo");
  const inner = await s.project("demo/inner");
  const item = (name: string, value: string) => ({ section: "Args", name, value });
  const parent = await s.task({ name: "the parent", project });
  const hyperparams = (lr: string) => ({ Args: { lr: item("lr", lr), "a.b": item("a.b", "x") } });
  await s.task({ project, tags: ["t2"], system_tags: ["s"], hyperparams: hyperparams("10"), parent });
  await s.task({ project: inner, tags: ["t1"], hyperparams: hyperparams("9"), type: "testing" });
  const model = await s.model({ project, tags: ["m"] });
  await s.ok("models.add_or_update_metadata", { model, metadata: [{ key: "k", type: "str", value: "v" }] });
  await s.ok("projects.update", { project, tags: ["p"] });

  const projects = [project];
  expect(await s.ok("projects.get_task_tags", { projects })).toEqual({ tags: ["t1", "t2"] });
  expect(await s.ok("projects.get_task_tags", { include_system: true, filter: { tags: ["-t1"] } })).toEqual({
    tags: ["t2"],
    system_tags: ["s"],
  });
  expect(await s.ok("projects.get_model_tags", { projects: [] })).toEqual({ tags: ["m"] });
  expect(await s.ok("projects.get_project_tags", { filter: { system_tags: ["-pipeline"] } })).toEqual({ tags: ["p"] });
  expect(await s.ok("organization.get_tags", {})).toEqual({ tags: ["m", "t1", "t2"] });
  expect(await s.ok("projects.get_hyper_parameters", { project, page_size: 1 })).toEqual({
    parameters: [{ section: "Args", name: "a.b" }],
    total: 2,
    remaining: 1,
  });
  const values = { section: "Args", name: "lr" };
  expect(await s.ok("projects.get_hyperparam_values", { projects, ...values })).toEqual({
    total: 2,
    values: ["9", "10"],
  });
  expect(
    await s.ok("projects.get_hyperparam_values", { projects, ...values, include_subprojects: false, pattern: "1" }),
  ).toEqual({
    total: 1,
    values: ["10"],
  });
  expect(await s.ok("projects.get_model_metadata_keys", { project })).toEqual({ keys: ["k"], total: 1, remaining: 0 });
  expect(await s.ok("projects.get_model_metadata_values", { key: "k" })).toEqual({ total: 1, values: ["v"] });
  expect(await s.ok("projects.get_task_parents", { projects, tasks_state: "active" })).toEqual({
    parents: [{ id: parent, name: "the parent", project: { id: project, name: "demo" } }],
  });
  expect((await s.ok("projects.get_user_names", { entity: "task" })).users).toMatchObject([
    { name: expect.any(String) },
  ]);
  expect(await s.ok("tasks.get_types", { projects })).toEqual({ types: ["testing", "training"] });
});

test("a project shows when something happened in it", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  const project = await s.project("demo");
  const task = await s.task({ project });
  now = new Date("2026-01-01T00:01:00Z");
  await s.ok("tasks.started", { task });
  expect((await s.ok("projects.get_by_id", { project })).project.last_update).toBe("2026-01-01T00:01:00+00:00");
});

test("a project that is read by its id comes whole, whatever else the request holds", async () => {
  await using s = await RecordsServer.start();
  const top = await s.project("top");
  const project = await s.project("top/inner");
  await s.ok("projects.make_public", { ids: [project] });
  const request = { project, name: "another", only_fields: ["name"], page: -1 };
  expect(await s.ok("projects.get_by_id", request)).toMatchObject({
    project: { id: project, name: "top/inner", path: [top], company: "", company_origin: expect.any(String) },
  });
});
