import { promoteChampion } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { readByPython } from "./read-by-python.ts";
import { openSite } from "./site.ts";

test("a model is promoted by hand as the SDK promotes one, and Python finds it so", async () => {
  const { server, connection, tab, at, complaints } = await openSite();
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
  const { models } = await readByPython(server, { models: [id, former] });
  expect(models[id]).toEqual({
    ...{ tags: ["champion"], published: true },
    metadata: {
      ...{ main_metric: "R2", main_metric_value: "0.65", champion_reason: "It is explainable." },
      previous_champion: former,
    },
  });
  expect(models[former]).toMatchObject({ tags: ["former-champion"], published: true });
  expect(complaints).toEqual([]);
});
