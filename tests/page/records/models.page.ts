import { promoteChampion } from "@clearml-ts/models";
import { withTask } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

test("a model shows what it is and the champions of its metric, and the one in force is on the start page", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const ids: string[] = [];
  for (const [name, value] of [
    ["first", 0.41],
    ["better", 0.47],
    ["best", 0.52],
  ] as const) {
    await withTask(
      { project: "Comfort", name: `train ${name}` },
      async (task) => {
        const { model } = await promoteChampion({
          task,
          mainMetric: "R2",
          candidate: {
            ...{ name, value, weights: Buffer.from(name), targetName: "forest.bin", framework: "ydf" },
            ...{ labels: { cold: 0 }, design: { trees: ids.length + 1 }, metadata: { depth: ids.length } },
          },
        });
        ids.push(model?.id ?? "");
      },
      { connection },
    );
  }
  const { page } = tab;
  await page.goto(at("/"));
  await page.getByRole("link", { name: "best", exact: true }).click();
  await page.getByRole("heading", { name: /best.*champion/ }).waitFor();
  const history = page.getByRole("table").filter({ hasText: "Reason" }).first();
  await expect.poll(() => history.locator("tbody tr").count()).toBe(3);
  await expect
    .poll(() => history.locator("tbody tr").first().textContent())
    .toContain("R2 0.52 is above the champion's 0.47");
  await page.getByRole("img", { name: "Champions by R2" }).waitFor();
  await page.getByText("trees = 3").first().waitFor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy: Python" }).click();
  await page.getByRole("button", { name: "Copied: Python" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toContain(`InputModel(model_id="${ids[2]}")`);

  await page.getByLabel("Compare with").selectOption(ids[0] ?? "");
  const compared = page.locator("table.compared-models");
  await compared.getByRole("row", { name: /Metadata \/ depth/ }).waitFor();
  expect(await compared.getByRole("row", { name: "Framework" }).count()).toBe(0);
  await page.getByLabel("only differences").uncheck();
  await compared.getByRole("row", { name: "Framework" }).waitFor();
  await page.reload();
  await compared.getByRole("row", { name: "Framework" }).waitFor();

  await page.getByRole("link", { name: "train best" }).first().click();
  await page.getByRole("link", { name: "Artifacts" }).click();
  await page.locator(`a[href="/models/${ids[2]}"]`).click();
  await page.waitForURL(at(`/models/${ids[2]}`));

  await page.goto(at("/models?search=fir"));
  await page.getByRole("link", { name: "first" }).waitFor();
  expect(await page.getByRole("link", { name: "better" }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("the models of one project say which it is, and a click takes that filter off", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  for (const name of ["north", "south"]) {
    const { id: project } = await services.projects.create({ name: `Rooms of the ${name}` });
    await services.models.create({ name, uri: `https://models.example/${name}.bin`, project });
  }
  const { page } = tab;
  const names = () => page.locator("table.rows tbody tr td:first-child a").allTextContents();
  await page.goto(at("/models?order=name"));
  await expect.poll(names).toEqual(["north", "south"]);
  await page.getByRole("link", { name: "Rooms of the south" }).click();
  await expect.poll(names).toEqual(["south"]);
  const takeOff = page.getByRole("button", { name: "Take off the filter Rooms of the south" });
  await takeOff.waitFor();
  await page.reload();
  await takeOff.click();
  await expect.poll(async () => (await names()).toSorted()).toEqual(["north", "south"]);
  await page.waitForURL(at("/models"));
  await takeOff.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});
