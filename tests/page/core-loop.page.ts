import { expect, test } from "vitest";
import { openSite } from "./site.ts";

test("a person clones a task, changes a parameter and puts it in a queue", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Loop" })).id;
  const { id } = await services.tasks.create({
    ...{ name: "train", type: "training", project },
    hyperparams: { General: { lr: { section: "General", name: "lr", value: "0.1", type: "float" } } },
  });
  await services.tasks.started({ task: id });
  await services.tasks.completed({ task: id });
  const { page } = tab;
  await page.goto(at(`/projects/${project}/experiments/${id}`));
  await page.getByRole("button", { name: "Clone" }).click();
  const field = page.getByLabel("General/lr", { exact: true });
  await field.fill("0.9");
  await field.blur();
  await page.getByRole("button", { name: "Enqueue" }).click();
  await page.getByText("queued", { exact: false }).first().waitFor();

  const { tasks } = await services.tasks.getAll({ status: ["queued"] });
  expect(tasks.map(({ name, parent, hyperparams }) => [name, parent, hyperparams?.["General"]?.["lr"]])).toEqual([
    ["Clone Of train", id, { section: "General", name: "lr", value: "0.9", type: "float" }],
  ]);
  await page.getByRole("link", { name: "Queues" }).click();
  await page.getByText("1 waiting").waitFor();
  expect(complaints).toEqual([]);
});

test("a task that runs is aborted", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const { id } = await services.tasks.create({ name: "train", type: "training" });
  await services.tasks.started({ task: id });
  const { page } = tab;
  await page.goto(at(`/tasks/${id}`));
  await page.getByRole("button", { name: "Abort" }).click();
  await page.getByText("aborted").first().waitFor();
});
