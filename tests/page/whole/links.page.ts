import { Dataset } from "@clearml-ts/datasets";
import { Model } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { test } from "vitest";
import { openSite } from "../site.ts";

test("links that the SDKs and older pages print lead to the page of the thing", async () => {
  const { connection, tab, at } = await openSite();
  const task = await Task.init({ project: "Links", name: "printed" }, { connection });
  await task.complete();
  await task.close();
  const { page } = tab;
  const { id, project } = task;
  const links: [printed: string, own: string][] = [
    [`/projects/${project.id}/experiments/${id}/output/log`, `/tasks/${id}/console`],
    [`/projects/*/experiments/${id}/output/log`, `/tasks/${id}/console`],
    [`/projects/${project.id}/tasks/${id}/plots`, `/tasks/${id}/plots`],
    [`/projects/${project.id}/tasks/${id}/debugImages`, `/tasks/${id}/samples`],
    [`/pipelines/${project.id}/experiments/${id}`, `/pipelines/${id}`],
    [`/projects/${project.id}/compare-tasks;ids=${id}/details`, `/compare?ids=${id}`],
  ];
  for (const [printed, own] of links) {
    await page.goto(at(printed));
    await page.waitForURL(at(own));
    await page.getByText("printed").first().waitFor();
  }
  await page.goto(task.webUrl);
  await page.getByRole("heading", { name: "printed" }).waitFor();

  const dataset = await Dataset.create({ project: "Links", name: "survey" }, { connection });
  await page.goto(dataset.webUrl);
  await page.getByRole("heading", { name: "survey" }).waitFor();
  await dataset.close();
  const { id: model } = await connection.services.models.create({ name: "forest", uri: "file:///tmp/forest.bin" });
  await page.goto((await Model.get({ id: model }, { connection })).webUrl);
  await page.getByRole("heading", { name: "forest" }).waitFor();
});
