import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite, type Site } from "../site.ts";

async function threeRuns({ connection }: Site): Promise<string[]> {
  const ids: string[] = [];
  for (const [name, rate] of [
    ["low", 0.01],
    ["middle", 0.1],
    ["high", 1],
  ] as const) {
    const task = await Task.init(
      { project: "Page", name, parameters: { Args: { rate, epochs: 10, kind: name === "high" ? "tree" : "forest" } } },
      { connection },
    );
    for (let iteration = 0; iteration < 50; iteration += 1) {
      task.logger.reportScalar("loss", "test", rate + 1 / (iteration + 1), { iteration });
      task.logger.reportScalar("loss", "train", 7, { iteration });
    }
    await task.complete();
    await task.close();
    ids.push(task.id);
  }
  return ids;
}

test("tasks are compared by what differs, their curves lie over one another, and marked axes choose among them", async () => {
  const site = await openSite();
  const ids = await threeRuns(site);
  const { tab, at, complaints } = site;
  const { page } = tab;
  await page.goto(at(`/compare?ids=${ids.join()}`));
  await page.getByRole("row", { name: "Args/rate 0.01 0.1 1" }).waitFor();
  expect(await page.getByRole("row", { name: /epochs/ }).count()).toBe(0);
  await page.getByLabel("only differences").uncheck();
  await page.getByRole("row", { name: "Args/epochs 10 10 10" }).waitFor();

  const coloursOf = (place: string) =>
    page
      .locator(`${place} .swatch`)
      .evaluateAll((swatches) =>
        swatches.map((swatch) => (swatch as unknown as { style: { color: string } }).style.color),
      );
  await expect.poll(async () => new Set(await coloursOf(".runs")).size).toBe(3);
  const colours = await coloursOf(".runs");
  await page.getByRole("link", { name: "Curves" }).click();
  await page.getByRole("region", { name: "loss / test" }).locator("canvas").waitFor();
  await expect.poll(() => coloursOf('[aria-label="loss / test"] .legend')).toEqual(colours);
  const lastValues = (variant: string) =>
    page
      .getByRole("region", { name: `loss / ${variant}` })
      .locator(".legend b")
      .allTextContents();
  await expect.poll(() => lastValues("train")).toEqual(["7", "7", "7"]);
  await expect.poll(() => lastValues("test")).toEqual(["0.03", "0.12", "1.02"]);

  await page.getByRole("link", { name: "Metrics" }).click();
  await page.getByRole("row", { name: /loss\/test.*lower is better.* best: 0.03 0.12 1.02$/ }).waitFor();
  await page.getByLabel("Value").selectOption("max_value");
  await page.getByRole("row", { name: /loss\/test .* best: 1.01 1.1 2$/ }).waitFor();
  // Equal values are none of them the best.
  await page.getByRole("row", { name: /loss\/train .*\. 7 7 7$/ }).waitFor();
  await page.getByRole("button", { name: "loss/test: lower is better. Change it." }).click();
  await page.getByRole("row", { name: /loss\/test.*no value is better.*\. 1.01 1.1 2$/ }).waitFor();
  await page.getByRole("button", { name: "loss/test: no value is better. Change it." }).press("Enter");
  const higher = page.getByRole("row", { name: /loss\/test.*higher is better.* 1.01 1.1 best: 2$/ });
  await higher.waitFor();
  // A colleague's browser shows the same.
  await page.reload();
  await higher.waitFor();

  await page.getByRole("link", { name: "Relations" }).click();
  const axis = await page.locator('.handle[data-axis="Args/rate"]').boundingBox();
  if (!axis) {
    throw new Error("The axis is not on the page.");
  }
  // The lower half of the axis: two of three tasks.
  await page.mouse.move(axis.x + axis.width / 2, axis.y + axis.height / 2);
  await page.mouse.down();
  await page.mouse.move(axis.x + axis.width / 2, axis.y + axis.height, { steps: 4 });
  await page.mouse.up();
  await page.getByText("2 of 3 tasks").waitFor();
  await expect.poll(() => page.locator("table.marked tbody tr").count()).toBe(2);
  await page.waitForURL(/brush=/);
  await page.reload();
  await page.getByText("2 of 3 tasks").waitFor();
  await expect.poll(() => page.locator(".scatter circle.out").count()).toBe(1);
  await expect.poll(() => page.locator(".parallel .run.out").count()).toBe(1);
  expect(complaints).toEqual([]);
});
