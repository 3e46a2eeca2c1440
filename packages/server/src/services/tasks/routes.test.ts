import { IDENTITY_HEADER, type ReplyOf, type RequestOf } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";
import { basic, call } from "../../fixtures/server.fixture.ts";

test("a new task is a draft of the caller, with empty parts and without unset ones", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo");
  const id = await s.task({ name: " first ", project, tags: ["b", "a"], script: { entry_point: " run.py " } });

  const task = await s.getTask(id);

  expect(task).toMatchObject({
    id,
    name: "first",
    type: "training",
    status: "created",
    project,
    tags: ["a", "b"],
    system_tags: [],
    last_iteration: 0,
    hyperparams: {},
    configuration: {},
    runtime: {},
    models: { input: [], output: [] },
    script: { binary: "python", repository: "", entry_point: "run.py" },
    execution: { artifacts: [] },
  });
  expect(task.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}000)?\+00:00$/);
  for (const unset of ["parent", "comment", "started", "unique_metrics", "enqueue_status"]) {
    expect(task).not.toHaveProperty(unset);
  }
});

test("a call with a name is answered the whole record of the new task, as a reader gets it, and one without its id alone", async () => {
  await using s = await RecordsServer.start();
  const content = { name: " first ", type: "training", tags: ["b", "a"], runtime: { x: 1 }, output_dest: "s3://one" };
  const headers = { ...basic(s.server.credentials), [IDENTITY_HEADER]: "first" };
  const { data } = await call<ReplyOf<"tasks.create">>(s.server, "tasks.create", content, headers);
  expect(data.task).toEqual(await s.getTask(data.id));
  expect((await call(s.server, "tasks.create", content, headers)).data).toEqual(data);
  expect(Object.keys((await call<object>(s.server, "tasks.create", content)).data)).toEqual(["id"]);
});

test("tasks that are not well formed are refused", async () => {
  await using s = await RecordsServer.start();
  expect(await s.refused("tasks.create", { name: "ab", type: "training" })).toBe("400/800");
  expect(await s.refused("tasks.create", { name: "abc", type: "cooking" })).toBe("400/12");
  expect(await s.refused("tasks.create", { type: "training" })).toBe("400/12");
  expect(await s.refused("tasks.create", { name: "abc", type: "training", project: "no" })).toBe("400/16");
  expect(await s.refused("tasks.create", { name: "abc", type: "training", parent: "no" })).toBe("400/16");
  expect(await s.refused("tasks.create", { name: "abc", type: "training", tags: ["__$x"] })).toBe("400/16");
  const hyperparams = { Args: { lr: { section: "Args", name: "lr", value: 0.1 } } };
  expect(await s.refused("tasks.create", { name: "abc", type: "training", hyperparams })).toBe("400/800");
  expect(await s.refused("tasks.get_by_id", { task: "no" })).toBe("400/101");
});

test("edit merges script, execution, output and models, and replaces every other map", async () => {
  await using s = await RecordsServer.start();
  const param = (name: string) => ({ section: "Args", name, value: "1" });
  const id = await s.task({
    script: { repository: "r", branch: "main" },
    hyperparams: { Args: { a: param("a"), b: param("b") } },
    container: { image: "i", arguments: "x" },
    output_dest: "s3://one",
  });

  const { fields } = await s.ok("tasks.edit", {
    task: id,
    script: { branch: "dev" },
    hyperparams: { Args: { c: param("c") } },
    container: { image: "j" },
    runtime: { one: 1 },
    output_dest: "s3://two",
  });

  const task = await s.getTask(id);
  expect(task.script).toMatchObject({ repository: "r", branch: "dev" });
  expect(task.hyperparams).toEqual({ Args: { c: param("c") } });
  expect(task.container).toEqual({ image: "j" });
  expect(task.output).toEqual({ destination: "s3://two" });
  expect(fields).toMatchObject({ script: { repository: "r", branch: "dev" }, runtime: { one: 1 } });
});

test("the destination of outputs is stored without the spaces around it", async () => {
  await using s = await RecordsServer.start();
  const id = await s.task({ output_dest: " s3://one " });
  expect((await s.getTask(id)).output).toEqual({ destination: "s3://one" });
  await s.ok("tasks.edit", { task: id, output_dest: "\ts3://two" });
  expect((await s.getTask(id)).output).toEqual({ destination: "s3://two" });
});

test("edit of a task that is not a draft takes force; last_update moves for content only", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  const id = await s.task();
  await s.ok("tasks.started", { task: id });
  expect(await s.refused("tasks.edit", { task: id, name: "renamed" })).toBe("400/110");

  now = new Date("2026-01-01T00:01:00Z");
  await s.ok("tasks.edit", { task: id, name: "renamed", force: true });
  expect(await s.getTask(id)).toMatchObject({
    last_update: "2026-01-01T00:00:00+00:00",
    last_change: "2026-01-01T00:01:00+00:00",
  });

  await s.ok("tasks.edit", { task: id, runtime: { x: 1 }, force: true });
  expect((await s.getTask(id)).last_update).toBe("2026-01-01T00:01:00+00:00");
});

test("update changes what people may change in any status, and nothing else", async () => {
  await using s = await RecordsServer.start();
  const id = await s.task();
  await s.ok("tasks.started", { task: id });
  const request = {
    task: id,
    comment: "new",
    tags: ["z"],
    output__error: "bad",
    type: "testing",
    created: "2020-01-01",
  };
  const { created } = await s.getTask(id);
  expect(await s.ok("tasks.update", request)).toMatchObject({ updated: 1, fields: { comment: "new" } });
  expect(await s.getTask(id)).toMatchObject({
    comment: "new",
    created,
    tags: ["z"],
    type: "training",
    output: { error: "bad" },
  });
});

test("a deleted task is not given as a parent, and a deleted model not as an input", async () => {
  await using s = await RecordsServer.start();
  const draft = { name: "forest", type: "training" } as const;
  const models = { input: [{ name: "m", model: "__DELETED__m" }] };
  const task = await s.task();
  expect(await s.refused("tasks.create", { ...draft, parent: "__DELETED__t" })).toBe("400/16");
  expect(await s.refused("tasks.edit", { task, parent: "__DELETED__t" })).toBe("400/16");
  expect(await s.refused("tasks.create", { ...draft, models })).toBe("400/201");
  await s.ok("tasks.validate", { ...draft, parent: "__DELETED__t" });
  await s.ok("tasks.clone", { task, new_task_parent: "__DELETED__t" });
});

test("a task that used a deleted model is copied and queued only when its references are not checked", async () => {
  await using s = await RecordsServer.start();
  const model = await s.model();
  const task = await s.task({ models: { input: [{ name: "m", model }], output: [] } });
  await s.ok("models.delete", { model, force: true });
  expect(await s.refused("tasks.clone", { task, validate_references: true })).toBe("400/201");
  await s.ok("tasks.clone", { task });
  const checked = await s.ok("tasks.enqueue_many", { ids: [task], validate_tasks: true });
  expect(checked.failed[0]?.error.codes).toEqual([400, 201]);
  expect((await s.ok("tasks.enqueue_many", { ids: [task] })).failed).toEqual([]);
});

test("tasks are made public together, each named once", async () => {
  await using s = await RecordsServer.start();
  const [task, model, project] = [await s.task(), await s.model(), await s.project("demo")];
  expect(await s.refused("tasks.make_public", { ids: [task, task] })).toBe("400/101");
  expect(await s.refused("models.make_public", { ids: [model, model] })).toBe("400/201");
  expect(await s.refused("projects.make_public", { ids: [project, project] })).toBe("400/401");
  expect(await s.ok("tasks.make_public", { ids: [task] })).toEqual({ updated: 1 });
});

test("taking models off a task leaves last_update where it is", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  const task = await s.task();
  await s.ok("tasks.add_or_update_model", { task, name: "m", model: "x", type: "output" });
  now = new Date("2026-01-01T00:01:00Z");
  await s.ok("tasks.delete_models", { task, models: [{ name: "m", type: "output" }] });
  expect(await s.getTask(task)).toMatchObject({
    last_update: "2026-01-01T00:00:00+00:00",
    last_change: "2026-01-01T00:01:00+00:00",
  });
});

test("artifacts are identified by key and mode and listed by key", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  await s.ok("tasks.add_or_update_artifacts", {
    task,
    artifacts: [
      { key: "b", type: "json", uri: "u1" },
      { key: "a", type: "json" },
      { key: "b", type: "json", mode: "input" },
    ],
  });
  await s.ok("tasks.add_or_update_artifacts", { task, artifacts: [{ key: "b", type: "json", uri: "u2" }] });
  const common = { type: "json", display_data: [] };
  expect((await s.getTask(task)).execution?.artifacts).toEqual([
    { ...common, key: "a", mode: "output" },
    { ...common, key: "b", mode: "output", uri: "u2" },
    { ...common, key: "b", mode: "input" },
  ]);
  await s.ok("tasks.delete_artifacts", { task, artifacts: [{ key: "b" }] });
  expect((await s.getTask(task)).execution?.artifacts?.map(({ key, mode }) => [key, mode])).toEqual([
    ["a", "output"],
    ["b", "input"],
  ]);
  await s.ok("tasks.started", { task });
  await s.ok("tasks.completed", { task });
  expect(await s.refused("tasks.add_or_update_artifacts", { task, artifacts: [{ key: "c", type: "x" }] })).toBe(
    "400/110",
  );
});

test("parameters are added, replaced by section or as a whole, and deleted", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const item = (section: string, name: string, value = "1") => ({ section, name, value });
  const names = async () => {
    const { params } = await s.ok("tasks.get_hyper_params", { tasks: [task] });
    return params[0]?.hyperparams.map(({ section, name, value }) => `${section}/${name}=${value}`);
  };
  await s.ok("tasks.edit_hyper_params", { task, hyperparams: [item("B", "x"), item("A", "y"), item("A", "x")] });
  await s.ok("tasks.edit_hyper_params", { task, hyperparams: [item("A", "x", "2")] });
  expect(await names()).toEqual(["A/x=2", "A/y=1", "B/x=1"]);
  await s.ok("tasks.edit_hyper_params", { task, hyperparams: [item("A", "z")], replace_hyperparams: "section" });
  expect(await names()).toEqual(["A/z=1", "B/x=1"]);
  await s.ok("tasks.delete_hyper_params", { task, hyperparams: [{ section: "A" }] });
  expect(await names()).toEqual(["B/x=1"]);
  await s.ok("tasks.edit_hyper_params", { task, hyperparams: [item("C", "z")], replace_hyperparams: "all" });
  expect(await names()).toEqual(["C/z=1"]);
});

test("properties may change in any status, other parameters may not", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  await s.ok("tasks.started", { task });
  const edit = (section: string, force?: boolean) => ({
    task,
    hyperparams: [{ section, name: "x", value: "1" }],
    ...(force === undefined ? {} : { force }),
  });
  expect(await s.refused("tasks.edit_hyper_params", edit("Args"))).toBe("400/110");
  await s.ok("tasks.edit_hyper_params", edit("Args", true));
  await s.ok("tasks.completed", { task });
  expect(await s.refused("tasks.edit_hyper_params", edit("Args", true))).toBe("400/110");
  await s.ok("tasks.edit_hyper_params", edit("Properties"));
  expect((await s.getTask(task)).hyperparams).toHaveProperty("properties.x.value", "1");
});

test("configuration objects are listed by name, empty ones only when asked for", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const configuration = [
    { name: "b", value: "two" },
    { name: "a", value: "" },
  ];
  await s.ok("tasks.edit_configuration", { task, configuration });
  const names = (skip_empty?: boolean) =>
    s.ok("tasks.get_configuration_names", { tasks: [task], ...(skip_empty === undefined ? {} : { skip_empty }) });
  expect(await names()).toEqual({ configurations: [{ task, names: ["b"] }] });
  expect(await names(false)).toEqual({ configurations: [{ task, names: ["a", "b"] }] });
  await s.ok("tasks.delete_configuration", { task, configuration: ["a"] });
  const { configurations } = await s.ok("tasks.get_configurations", { tasks: [task] });
  expect(configurations).toEqual([{ task, configuration: [{ name: "b", value: "two" }] }]);
});

test("a copy has code, parameters and inputs of its source, and nothing of what came of it", async () => {
  await using s = await RecordsServer.start();
  const model = await s.model();
  const source = await s.task({
    system_tags: ["development", "keep"],
    comment: "why",
    execution: {
      artifacts: [
        { key: "out", type: "x" },
        { key: "in", type: "x", mode: "input" },
      ],
    },
    models: { input: [{ name: "m", model }], output: [] },
    hyperparams: { Args: { lr: { section: "Args", name: "lr", value: "1" } } },
    runtime: { x: 1 },
    output_dest: "s3://out",
  });
  const { id } = await s.ok("tasks.clone", { task: source, new_task_name: "copy", new_project_name: "made/here" });
  const copy = await s.getTask(id);
  expect(copy).toMatchObject({
    name: "copy",
    parent: source,
    status: "created",
    comment: "why",
    system_tags: ["keep"],
    hyperparams: { Args: { lr: { value: "1" } } },
    output: { destination: "s3://out" },
    models: { input: [{ name: "m", model }], output: [] },
    runtime: {},
  });
  expect(copy.execution?.artifacts?.map(({ key }) => key)).toEqual(["in"]);
  expect((await s.ok("projects.get_by_id", { project: copy.project ?? "" })).project.name).toBe("made/here");
  const second = await s.ok("tasks.clone", { task: id });
  expect((await s.getTask(second.id)).parent).toBe(source);
  expect(await s.refused("tasks.clone", { task: id, new_task_parent: "no" })).toBe("400/101");
  expect(await s.refused("tasks.clone", { task: id, new_task_project: "no" })).toBe("400/401");
});

test("values that a copy gets in place of its source's are checked like those of a new task", async () => {
  await using s = await RecordsServer.start();
  const [task, model] = [await s.task({ container: { image: "old" } }), await s.model()];
  const refused = (request: object) => s.refused("tasks.clone", { task, ...request });
  expect(await refused({ new_task_input_models: [{ name: "m", model: "no" }] })).toBe("400/201");
  expect(await refused({ new_task_input_models: [{ model }] })).toBe("400/800");
  expect(await refused({ execution_overrides: { model: "no" } })).toBe("400/201");
  expect(await refused({ execution_overrides: { framework: 7 } })).toBe("400/800");
  expect(await refused({ execution_overrides: { test_split: "x" } })).toBe("400/800");

  const execution_overrides = { model, docker_cmd: "image -v /x", framework: "torch" };
  const { id } = await s.ok("tasks.clone", { task, execution_overrides });
  const copy = await s.getTask(id);
  expect(copy).toMatchObject({
    models: { input: [{ name: "Input Model", model }] },
    container: { image: "image", arguments: "-v /x" },
    execution: { framework: "torch" },
  });
  expect(Object.keys(copy.execution ?? {})).not.toEqual(expect.arrayContaining(["model", "docker_cmd"]));
});

test("models are listed on a task by name, and raise its iteration", async () => {
  await using s = await RecordsServer.start();
  const [task, one, two] = [await s.task(), await s.model(), await s.model()];
  await s.ok("tasks.add_or_update_model", { task, name: "best", model: one, type: "output", iteration: 7 });
  await s.ok("tasks.add_or_update_model", { task, name: "best", model: two, type: "output", iteration: 3 });
  const { models, last_iteration } = await s.getTask(task);
  expect(models?.output?.map(({ name, model }) => [name, model])).toEqual([["best", two]]);
  expect(last_iteration).toBe(7);
  await s.ok("tasks.add_or_update_model", { task, name: "of elsewhere", model: "unknown", type: "input" });
  expect((await s.getTask(task)).models?.input).toMatchObject([{ name: "of elsewhere", model: "unknown" }]);
  await s.ok("tasks.delete_models", { task, models: [{ name: "best", type: "output" }] });
  expect((await s.getTask(task)).models?.output).toEqual([]);
});

test("callers of old versions get the shapes they know", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task({
    tags: ["t"],
    system_tags: ["s"],
    hyperparams: {
      Args: {
        lr: { section: "Args", name: "lr", value: "1", type: "legacy" },
        depth: { section: "Args", name: "depth", value: "2" },
      },
    },
    container: { image: "img", arguments: "--x" },
  });
  const { task: old } = await s.ok("tasks.get_by_id", { task }, "2.2");
  expect(old).toMatchObject({ tags: ["s", "t"], execution: { parameters: { lr: "1" }, docker_cmd: "img --x" } });
  expect(Object.keys(old.execution?.parameters ?? {})).toEqual(["lr"]);
  const { task: present } = await s.ok("tasks.get_by_id", { task }, "2.30");
  expect(present.execution).not.toHaveProperty("docker_cmd");
});

test("parameters in the old place go to the new one, whatever the version, and an edit replaces only those", async () => {
  await using s = await RecordsServer.start();
  const depth = { section: "Args", name: "depth", value: "2" };
  const task = await s.task({
    hyperparams: { Args: { depth } },
    execution: { parameters: { lr: 0.5, on: true, "TF_DEFINE/x": null }, model_desc: { net: "{}" } },
  });
  expect(await s.getTask(task)).toMatchObject({
    hyperparams: {
      Args: { depth, lr: { value: "0.5", type: "legacy" }, on: { value: "True" } },
      TF_DEFINE: { x: { section: "TF_DEFINE", value: "None" } },
    },
    configuration: { net: { value: "{}", type: "legacy" } },
  });
  await s.ok("tasks.edit", { task, execution: { parameters: { lr: 1 } } });
  const { hyperparams } = await s.getTask(task);
  expect(hyperparams).toEqual({ Args: { depth, lr: { section: "Args", name: "lr", value: "1", type: "legacy" } } });
  const nameless = { name: "forest", type: "training", execution: { parameters: { "TF_DEFINE/": 1 } } };
  expect(await s.refused("tasks.create", nameless)).toBe("400/12");
});

test("lists send ids, the ones with ex send objects", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo/inner");
  const parent = await s.task({ name: "the parent", project });
  const id = await s.task({ name: "the child", project, parent });
  const [plain] = (await s.ok("tasks.get_all", { id: [id] })).tasks;
  expect(plain).toMatchObject({ project, parent });
  const only_fields = [
    "company",
    "user.name",
    "project.name",
    "parent.name",
    "parent.project.name",
    "runtime.progress",
  ];
  const [joined] = (await s.ok("tasks.get_all_ex", { id: [id], only_fields })).tasks;
  expect(joined).toEqual({
    id,
    company: { id: expect.any(String) },
    user: { id: expect.any(String), name: expect.any(String) },
    project: { id: project, name: "demo/inner" },
    parent: { id: parent, name: "the parent", project: { id: project, name: "demo/inner" } },
    runtime: {},
  });
  const { tasks } = await s.ok("tasks.get_by_id_ex", { id: [id] });
  expect(tasks[0]).toMatchObject({ project: { id: project }, parent: { id: parent } });
  expect(await s.refused("tasks.get_by_id_ex", {})).toBe("400/11");
});

test("hidden tasks show to those who look for them, or name them", async () => {
  await using s = await RecordsServer.start();
  const hidden = await s.task({ system_tags: ["hidden"] });
  const ids = async (request: RequestOf<"tasks.get_all">) =>
    (await s.ok("tasks.get_all", request)).tasks.map(({ id }) => id);
  expect(await ids({})).toEqual([]);
  expect(await ids({ id: [] })).toEqual([]);
  expect(await ids({ search_hidden: null as never })).toEqual([]);
  expect(await ids({ search_hidden: true })).toEqual([hidden]);
  expect(await ids({ id: hidden })).toEqual([hidden]);
});

test("a scroll hands out every task once and ends with an empty page", async () => {
  await using s = await RecordsServer.start();
  for (let index = 0; index < 5; index += 1) {
    await s.task({ name: `task ${index}` });
  }
  const page = (scroll_id: string | null, refresh_scroll = false) =>
    s.ok("tasks.get_all_ex", { scroll_id, size: 2, order_by: ["name"], only_fields: ["name"], refresh_scroll });
  const names: (string | undefined)[] = [];
  let scroll: string | null = null;
  for (;;) {
    const reply: Awaited<ReturnType<typeof page>> = await page(scroll);
    scroll = reply.scroll_id ?? null;
    if (reply.tasks.length === 0) {
      break;
    }
    names.push(...reply.tasks.map(({ name }) => name));
  }
  expect(names).toEqual(["task 0", "task 1", "task 2", "task 3", "task 4"]);
  expect((await page(scroll, true)).tasks).toHaveLength(5);
});

test("tags of many tasks change in one call, and tasks move together", async () => {
  await using s = await RecordsServer.start();
  const ids = [await s.task({ tags: ["a"] }), await s.task({ tags: ["b"] })];
  expect(await s.ok("tasks.update_tags", { ids, add_tags: ["c"], remove_tags: ["a"] })).toEqual({ updated: 2 });
  const { project_id } = await s.ok("tasks.move", { ids, project_name: "new/place" });
  const tasks = await Promise.all(ids.map((id) => s.getTask(id)));
  expect(tasks.map(({ tags, project }) => [tags, project])).toEqual([
    [["c"], project_id],
    [["b", "c"], project_id],
  ]);
  expect(await s.refused("tasks.move", { ids: [ids[0], "no"], project: project_id })).toBe("400/101");
});

test.each([null, ""])("tasks and models that move to the project %j are in none", async (project) => {
  await using s = await RecordsServer.start();
  const made = (await s.ok("projects.create", { name: "left" })).id;
  const [task, model] = [await s.task({ project: made }), await s.model({ project: made })];
  expect(await s.ok("tasks.move", { ids: [task], project })).toEqual({ project_id: null });
  expect(await s.ok("models.move", { ids: [model], project })).toEqual({ project_id: null });
  expect(await s.getTask(task)).not.toHaveProperty("project");
  expect((await s.ok("models.get_by_id", { model })).model).not.toHaveProperty("project");
  expect(await s.refused("tasks.move", { ids: [task] })).toBe("400/11");
});

test("a call that is refused in the middle has changed nothing", async () => {
  await using s = await RecordsServer.start();
  const id = await s.task({ tags: ["a"] });
  expect(await s.refused("tasks.update_tags", { ids: [id, "no"], add_tags: ["b"] })).toBe("400/101");
  expect((await s.getTask(id)).tags).toEqual(["a"]);
});

test("public tasks can be read and copied, not changed", async () => {
  await using s = await RecordsServer.start();
  const id = await s.task();
  await s.ok("tasks.make_public", { ids: [id] });
  expect((await s.getTask(id)).company).toBe("");
  expect(await s.refused("tasks.edit", { task: id, comment: "x" })).toBe("403/21");
  await s.ok("tasks.clone", { task: id });
  expect((await s.ok("tasks.get_all", { allow_public: false, id: [id] })).tasks).toEqual([]);
  await s.ok("tasks.make_private", { ids: [id] });
  await s.ok("tasks.edit", { task: id, comment: "x" });
});

test("a projection that no task can have is refused", async () => {
  await using s = await RecordsServer.start();
  expect(await s.refused("tasks.get_all", { only_fields: ["nmae"] })).toBe("400/14");
  for (const path of ["hyperparams.a.b.c.d", "-hyperparams.a..b", "configuration. "]) {
    expect(await s.refused("tasks.get_all", { only_fields: [path] })).toBe("400/12");
    expect(await s.refused("tasks.get_all_ex", { order_by: [path] })).toBe("400/12");
    expect(await s.refused("tasks.get_all", { [path]: ["x"] })).toBe("400/12");
  }
  expect(await s.refused("models.get_all", { order_by: ["metadata.a.b.c"] })).toBe("400/12");
  expect(await s.refused("queues.get_all", { only_fields: ["metadata..value"] })).toBe("400/12");
});

test("a runtime value cannot be set and removed by one call", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  expect(await s.refused("tasks.edit_runtime", { task, add_or_update: { a: 1 }, remove: [" a "] })).toBe("400/12");
});

test("lists that do not join records know no stars, and send the id to those who ask for it", async () => {
  await using s = await RecordsServer.start();
  const id = await s.task();
  expect((await s.ok("tasks.get_all", { id: [id], only_fields: ["name"] })).tasks).toEqual([{ name: "a task" }]);
  expect((await s.ok("tasks.get_all_ex", { id: [id], only_fields: ["name"] })).tasks).toEqual([{ id, name: "a task" }]);
  for (const name of ["*", "script.*", "script.nmae", "name.x"]) {
    expect(await s.refused("tasks.get_all", { only_fields: [name] })).toBe("400/14");
  }
  expect(await s.refused("tasks.get_all_ex", { only_fields: "name" })).toBe("400/14");
  expect(await s.refused("tasks.get_all", { order_by: ["script.x"] })).toBe("400/14");
});
