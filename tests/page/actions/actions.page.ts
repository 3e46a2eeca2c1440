import { promoteChampion } from "@clearml-ts/models";
import { type Server, startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "../site.ts";
import { type ModelOfPython, readByPython, type TaskOfPython } from "./read-by-python.ts";

let server: Server;

/** What Python has to find in the end, by the ids of tasks and models: it takes seconds to start, so it looks at all of it at once. */
const found: { tasks: Record<string, Partial<TaskOfPython> | null>; models: Record<string, Partial<ModelOfPython>> } = {
  tasks: {},
  models: {},
};

beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
});
afterAll(() => server.close());

test("a task is cloned, changed, renamed, tagged and enqueued, another aborted, published and archived", async () => {
  const { connection, tab, at, complaints } = await visit(server);
  const { services } = connection;
  const project = (await services.projects.create({ name: "Actions" })).id;
  const { id: source } = await services.tasks.create({
    ...{ name: "train", type: "training", project },
    hyperparams: {
      General: {
        lr: { section: "General", name: "lr", value: "0.1", type: "float" },
        old: { section: "General", name: "old", value: "1" },
      },
    },
  });
  await services.tasks.started({ task: source });
  const { page } = tab;

  await page.goto(at(`/tasks/${source}`));
  await page.getByRole("button", { name: "Abort" }).click();
  await page.getByText("aborted").first().waitFor();
  await page.getByRole("button", { name: "Clone" }).click();
  const field = page.getByLabel("General/lr", { exact: true });
  await field.fill("0.9");
  await field.blur();
  await page.getByRole("button", { name: "Remove the parameter General/old" }).click();
  await page.getByLabel("General/old", { exact: true }).waitFor({ state: "detached" });
  const form = page.getByRole("form", { name: "Add a parameter" });
  await form.getByLabel("Name").fill("depth");
  await form.getByLabel("Value").fill("7");
  await form.getByRole("button", { name: "Add" }).click();
  await page.getByLabel("General/depth", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Rename" }).click();
  const naming = page.locator("form", { has: page.getByRole("button", { name: "Save" }) });
  await naming.getByLabel("Name").fill("train again");
  await naming.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "train again" }).waitFor();
  await page.getByLabel("New tag").fill("promising");
  await page.getByLabel("New tag").press("Enter");
  await page.getByRole("button", { name: "Take off the tag promising" }).waitFor();
  await page.getByRole("button", { name: "Enqueue" }).click();
  await page.getByText("queued").first().waitFor();
  const copy = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  await page.goto(at(`/tasks/${source}`));
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await page.getByText("published").first().waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Take out of the archive" }).waitFor();

  await page.getByRole("link", { name: "Queues" }).click();
  await page.getByRole("link", { name: "train again" }).waitFor();

  found.tasks[source] = { name: "train", status: "published", archived: true };
  found.tasks[copy] = {
    ...{ name: "train again", status: "queued", parent: source, tags: ["promising"], archived: false },
    parameters: { "General/lr": "0.9", "General/depth": "7" },
  };
  expect(complaints).toEqual([]);
});

test("before a task is deleted the page says what goes with it", async () => {
  const { connection, tab, at } = await visit(server);
  const task = await Task.init({ project: "Actions", name: "old run" }, { connection });
  task.logger.reportScalar("loss", "train", 1, { iteration: 0 });
  task.logger.reportText("a line");
  await task.uploadArtifact("rows", { json: [1, 2, 3] });
  await task.complete();
  await task.close();
  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}`));
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/1 artifact, \d+ byte/).waitFor();
  await dialog.getByRole("listitem").getByText("1 piece of console output", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(/\/projects\//);
  found.tasks[task.id] = null;
});

test("a refusal is told in the server's words, with what to do", async () => {
  const { connection, tab, at } = await visit(server);
  const { services } = connection;
  const { id } = await services.tasks.create({ name: "train", type: "training" });
  const { page } = tab;
  await page.goto(at(`/tasks/${id}`));
  const enqueue = page.getByRole("button", { name: "Enqueue" });
  await enqueue.waitFor();
  // Somebody else is faster.
  await page.route("**/api/tasks.get_all_ex", (route) => route.abort());
  await services.tasks.started({ task: id });
  await services.tasks.completed({ task: id });
  await enqueue.click();
  const told = page.getByText("Its status may have changed meanwhile");
  await told.waitFor();
  expect(await told.textContent()).toMatch(/status/i);
});

test("another run of a pipeline is started with other parameters", async () => {
  const { connection, tab, at } = await visit(server);
  const { services } = connection;
  const { id: run } = await services.tasks.create({
    ...{ name: "flow #1", type: "controller", system_tags: ["pipeline"] },
    hyperparams: { Args: { rows: { section: "Args", name: "rows", value: "10", type: "int" } } },
  });
  await services.tasks.started({ task: run });
  await services.tasks.completed({ task: run });
  const { page } = tab;
  await page.goto(at(`/pipelines/${run}`));
  await page.getByRole("button", { name: "New run" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^rows/).fill("500");
  await dialog.getByRole("button", { name: "Start" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/pipelines/") && !url.pathname.endsWith(run));
  const next = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  found.tasks[next] = { status: "queued", parameters: { "Args/rows": "500" } };
});

test("a task that waits is moved before another one", async () => {
  const { connection, tab, at } = await visit(server);
  const { services } = connection;
  const { id: queue } = await services.queues.create({ name: "reordered" });
  for (const name of ["early", "late"]) {
    const { id: task } = await services.tasks.create({ name, type: "training" });
    await services.tasks.enqueue({ task, queue });
  }
  const { page } = tab;
  await page.goto(at("/queues"));
  await page.getByRole("button", { name: "Move late forward" }).click();
  const waiting = async () => {
    const { queues } = await services.queues.getAllEx({ id: [queue] });
    return queues[0]?.entries?.map(({ task }) => task?.name);
  };
  await expect.poll(waiting).toEqual(["late", "early"]);
  await expect.poll(() => page.locator("ol a", { hasText: /early|late/ }).allTextContents()).toEqual(["late", "early"]);
});

test("several tasks are tagged, archived and taken back at once", async () => {
  const { connection, tab, at } = await visit(server);
  const { services } = connection;
  const project = (await services.projects.create({ name: "Several" })).id;
  const made = await Promise.all(
    ["alpha", "beta", "gamma"].map((name) => services.tasks.create({ name, type: "training", project })),
  );
  const [alpha = "", beta = "", gamma = ""] = made.map(({ id }) => id);
  const { page } = tab;
  await page.goto(at(`/projects/${project}`));
  await page.getByLabel("Select alpha").check();
  await page.getByLabel("Select beta").check();
  await page.waitForURL(/selected=\w+(?:,|%2C)\w+/);
  await page.reload();
  const bar = page.getByRole("toolbar", { name: "2 tasks selected" });
  await bar.getByLabel("New tag").fill("chosen");
  await bar.getByRole("button", { name: "Tag" }).click();
  await page.locator("table.tasks .tag").nth(1).waitFor();
  await bar.getByRole("button", { name: "Archive" }).click();
  await bar.waitFor({ state: "detached" });
  await page.getByText("1 task", { exact: true }).waitFor();
  found.tasks[alpha] = { tags: ["chosen"], archived: true };
  found.tasks[beta] = { tags: ["chosen"], archived: true };
  found.tasks[gamma] = { tags: [], archived: false };
});

test("a model is promoted by hand as the SDK promotes one", async () => {
  const { connection, tab, at, complaints } = await visit(server);
  const { services } = connection;
  const task = await Task.init({ project: "Champions", name: "train" }, { connection });
  const { model: champion } = await promoteChampion({
    ...{ task, mainMetric: "R2" },
    candidate: { name: "forest", weights: Buffer.from("forest"), targetName: "forest.bin", value: 0.7, rows: 100 },
  });
  const { id } = await services.models.create({
    ...{ name: "by hand", uri: "https://models.example/by-hand.bin", ready: false, project: task.project.id },
  });
  await task.complete();
  await task.close();
  const { page } = tab;
  await page.goto(at(`/models/${id}`));
  await page.getByRole("button", { name: "Promote to champion" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Main metric").fill("R2");
  await dialog.getByLabel("Its value").fill("0.65");
  await dialog.getByLabel("Reason").fill("It is explainable.");
  await dialog.getByRole("button", { name: "Promote to champion" }).click();
  await dialog.waitFor({ state: "detached" });

  const former = champion?.id ?? "";
  found.models[id] = {
    ...{ tags: ["champion"], published: true },
    metadata: {
      ...{ main_metric: "R2", main_metric_value: "0.65", champion_reason: "It is explainable." },
      previous_champion: former,
    },
  };
  found.models[former] = { tags: ["former-champion"], published: true };
  expect(complaints).toEqual([]);
});

test("a model is published by hand, without becoming a champion", async () => {
  const { connection, tab, at, complaints } = await visit(server);
  const { services } = connection;
  const { id } = await services.models.create({
    name: "tested",
    uri: "https://models.example/tested.bin",
    ready: false,
  });
  const { page } = tab;
  await page.goto(at(`/models/${id}`));
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await page.getByText("Published", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Publish" }).waitFor({ state: "detached" });
  found.models[id] = { tags: [], published: true };
  expect(complaints).toEqual([]);
});

test("Python finds all of it as it was done on the page, and the link that it prints leads there", async () => {
  const wanted = { tasks: Object.keys(found.tasks), models: Object.keys(found.models) };
  expect(wanted.tasks).toHaveLength(7);
  const read = await readByPython(server, wanted);
  expect(read).toMatchObject(found);

  const { tab, at } = await visit(server);
  const [id, printed] = Object.entries(read.tasks).find(([, task]) => task?.name === "train again") ?? [];
  await tab.page.goto(printed?.page ?? "");
  await tab.page.getByRole("heading", { name: "train again" }).waitFor();
  await tab.page.waitForURL(at(`/tasks/${id}/console`));
});
