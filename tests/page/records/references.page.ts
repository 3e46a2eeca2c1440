import { Dataset } from "@clearml-ts/datasets";
import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

test("ids in metadata, configuration, runtime properties, tags and messages lead to what they are of", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const base = await Task.create({ project: "References", name: "base" }, { connection });
  await base.close();
  const dataset = await Dataset.create({ project: "References/data", name: "votes" }, { connection });
  await dataset.finalize();
  await dataset.close();
  const hash = "0123456789abcdef0123456789abcdef";
  const task = await Task.init(
    { project: "References", name: "fit", tags: [`pipe: ${base.id}`], parameters: { Args: { base: base.id } } },
    { connection },
  );
  await task.setConfigurationObject("plan", { type: "json", value: `{"data": "${dataset.id}", "hash": "${hash}"}` });
  const { id: model } = await services.models.create({
    ...{ name: "forest", uri: "http://127.0.0.1/forest.bin", project: task.project.id },
    metadata: { dataset: { key: "dataset", type: "str", value: dataset.id } },
  });
  await services.tasks.edit({ task: task.id, runtime: { model, hash }, force: true });
  await services.tasks.failed({ task: task.id, status_message: `See the console of task ${base.id}.` });
  await task.close();

  const { page } = tab;
  const leadsTo = async (name: string) =>
    await page.getByRole("link", { name, exact: true }).first().getAttribute("href");
  await page.goto(at(`/models/${model}`));
  await page.getByRole("row", { name: `dataset ${dataset.id} votes` }).waitFor();
  expect(await leadsTo(dataset.id)).toBe(`/datasets/${dataset.id}`);

  await page.goto(at(`/tasks/${task.id}`));
  await page.getByRole("row", { name: `base ${base.id} base` }).waitFor();
  expect(await leadsTo(base.id)).toBe(`/tasks/${base.id}`);
  await expect.poll(() => page.locator(".tag a").textContent()).toBe(base.id);
  await expect.poll(() => page.locator(".notice.error a").allTextContents()).toEqual([base.id, "See the console"]);
  await page.getByText("Configuration plan", { exact: true }).click();
  await expect.poll(() => page.locator("pre a").allTextContents()).toEqual([dataset.id]);
  await page.getByText("Runtime properties", { exact: true }).click();
  await page.getByRole("row", { name: `model ${model} forest` }).waitFor();
  expect(await leadsTo(model)).toBe(`/models/${model}`);
  // A hash is as long as an id, and leads nowhere.
  expect(await page.getByRole("link", { name: hash }).count()).toBe(0);

  await page.goto(at(`/datasets/${dataset.id}`));
  await page.getByRole("link", { name: "References/data" }).click();
  await page.getByRole("heading", { name: "References/data" }).waitFor();
  await page.getByText("1 task", { exact: true }).waitFor();
  await page.goto(at("/datasets"));
  await page.getByRole("cell", { name: "References/data" }).getByRole("link").waitFor();
  expect(complaints).toEqual([]);
});
