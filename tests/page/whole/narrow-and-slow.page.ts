import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

const beyond = "document.documentElement.scrollWidth - innerWidth";

test("on a narrow window no page scrolls sideways: not with the filter open, nor in a comparison of many tasks", async () => {
  const { connection, tab, at, complaints } = await openSite({ viewport: { width: 420, height: 850 } });
  const ids: string[] = [];
  for (const value of [1, 2, 3, 4]) {
    const task = await Task.init(
      { project: "Narrow", name: `a run with a name of some length ${value}` },
      { connection },
    );
    task.logger.reportScalar("a metric with a name", "of some length", value, { iteration: 0 });
    await task.complete();
    await task.close();
    ids.push(task.id);
  }
  const { page } = tab;
  await page.goto(at(`/projects/*?selected=${ids[0]}`));
  await page.getByText("Filter", { exact: true }).click();
  const box = await page.getByRole("group", { name: "Status" }).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(420);
  expect(await page.evaluate(beyond)).toBeLessThanOrEqual(0);
  await page.keyboard.press("Escape");
  // The header of the table lies above its rows, and not on them.
  const overlap = async () => {
    const header = await page.locator("table.tasks thead th").first().boundingBox();
    const row = await page.locator("table.tasks tbody tr:not([hidden])").first().boundingBox();
    return header && row ? header.y + header.height - row.y : Number.POSITIVE_INFINITY;
  };
  await expect.poll(overlap).toBeLessThanOrEqual(1);

  await page.goto(at(`/compare?ids=${ids.join()}&part=metrics`));
  await page.getByText("best:").waitFor({ state: "attached" });
  expect(await page.evaluate(beyond)).toBeLessThanOrEqual(0);
  // The name of a row stays where it is while its values are scrolled.
  const name = page.locator(".compared tbody th").first();
  const before = (await name.boundingBox())?.x;
  await page.mouse.move(200, 500);
  await page.mouse.wheel(300, 0);
  await expect
    .poll(() =>
      page
        .locator(".compared thead th")
        .first()
        .boundingBox()
        .then((place) => place?.x),
    )
    .toBeLessThan(before ?? 0);
  expect((await name.boundingBox())?.x).toBe(before);
  expect(complaints).toEqual([]);
});

test("while a page waits for the server it says so, and shows what it is about as soon as it knows", async () => {
  const { connection, tab, at } = await openSite();
  const task = await Task.create({ project: "Slow", name: "awaited" }, { connection });
  await task.close();
  const { page } = tab;
  await page.goto(at("/settings"));
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/tasks.get_all_ex", async (route) => {
    await held;
    await route.continue();
  });
  const waiting = page.getByRole("status").getByText("Loading…");
  await page.goto(at(`/tasks/${task.id}`));
  await waiting.waitFor({ state: "attached" });
  await page.goto(at("/"));
  await waiting.first().waitFor({ state: "attached" });
  answer();
  await page.getByRole("link", { name: "awaited" }).click();
  await page.getByRole("heading", { name: /awaited/ }).waitFor();
  await expect.poll(() => page.getByRole("status").count()).toBe(0);
});
