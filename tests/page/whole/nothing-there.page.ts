import { expect, test } from "vitest";
import { openSite } from "../site.ts";

test("an empty server says on every list what fills it, and a search that finds nothing says so instead", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { page } = tab;
  const { id: project } = await connection.services.projects.create({ name: "Empty" });
  const lists: [path: string, text: RegExp, searched: RegExp][] = [
    [`/projects/${project}`, /^No task yet/, /^No task is/],
    ["/models", /^No model yet/, /^No model is/],
    ["/datasets", /^No dataset yet/, /^No dataset is/],
  ];
  for (const [path, text, searched] of lists) {
    await page.goto(at(path));
    await page.getByText(text).waitFor();
    await page.getByRole("searchbox").fill("nobody");
    await page.getByText(searched).waitFor();
  }
  expect(complaints).toEqual([]);
});

test("an address that leads to nothing says so, and leads to the start", async () => {
  const { tab, at } = await openSite();
  const { page } = tab;
  for (const path of [
    "/nowhere",
    "/projects/none",
    "/tasks/none",
    "/pipelines/none",
    "/datasets/none",
    "/models/none",
  ]) {
    await page.goto(at(path));
    await page.getByRole("heading", { name: "Not found" }).waitFor();
  }
  await page.getByRole("link", { name: "Go to the start." }).click();
  await page.getByRole("heading", { name: "Recent" }).waitFor();
});
