import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dataset } from "@clearml-ts/datasets";
import { Task } from "@clearml-ts/tasks";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

test("a dataset shows its versions, their lineage, files and differences, and who used it", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const folder = await temporaryFolder();
  await writeFile(join(folder, "votes.csv"), "room,vote\n");
  await writeFile(join(folder, "old.csv"), "1\n");
  const make = async (parents: Dataset[]) => {
    const dataset = await Dataset.create({ project: "Comfort", name: "survey", parents }, { connection });
    await dataset.addFiles(folder);
    if (parents.length > 0) {
      await dataset.removeFiles("old.csv");
    }
    await dataset.upload();
    await dataset.finalize();
    await dataset.close();
    return dataset;
  };
  const first = await make([]);
  await writeFile(join(folder, "votes.csv"), "room,vote\nnorth,1\n");
  await mkdir(join(folder, "rooms"));
  await writeFile(join(folder, "rooms", "areas.csv"), "north,20\n");
  await rm(join(folder, "old.csv"));
  const second = await make([first]);
  const user = await Task.init(
    { project: "Comfort", name: "train on it", parameters: { kwargs: { data: first.id } } },
    { connection },
  );
  await user.complete();
  await user.close();

  const { page } = tab;
  await page.goto(at("/datasets"));
  await page.getByRole("link", { name: "survey" }).click();
  await page.getByRole("heading", { name: /survey 1\.0\.1/ }).waitFor();
  // The list leads to the newest version, at its own address.
  await page.waitForURL(at(`/datasets/${second.id}`));
  await page.getByRole("link", { name: "1.0.0" }).waitFor();
  const graph = page.getByRole("region", { name: /The versions that survey comes from/ });
  await expect.poll(() => graph.getByRole("link").count()).toBe(2);

  await page.getByRole("link", { name: "Files" }).click();
  await page.getByRole("cell", { name: "rooms/areas.csv" }).waitFor();
  await page.getByLabel("Compare with").selectOption({ label: "1.0.0" });
  await page.getByText("1 added, 1 removed, 1 modified").waitFor();
  await page.reload();
  await expect
    .poll(() => page.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.textContent)))
    .toEqual([
      expect.stringMatching(/removed.*old\.csv/),
      expect.stringMatching(/added.*rooms\/areas\.csv/),
      expect.stringMatching(/modified.*votes\.csv/),
    ]);

  // As both SDKs print it.
  await page.goto(first.webUrl);
  await page.waitForURL(at(`/datasets/${first.id}`));
  await page.getByRole("link", { name: "Used by" }).click();
  await page.getByRole("link", { name: "train on it" }).waitFor();
  expect(complaints).toEqual([]);
});
