import { expect, test } from "vitest";
import { openSite } from "./site.ts";

const TASKS = 10_000;

test("a table of 10,000 tasks sorts by a metric, scrolls to its last row, and stays small", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Many" })).id;
  for (let begin = 0; begin < TASKS; begin += 100) {
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        services.tasks.create({ name: `task ${begin + index}`, type: "training", project }),
      ),
    );
    await services.events.addBatch(
      made.map(({ id }, index) => ({
        type: "training_stats_scalar" as const,
        ...{ task: id, metric: "score", variant: "test", iter: 0, value: ((begin + index) * 7919) % TASKS },
      })),
    );
  }
  const { page } = tab;
  await page.goto(at(`/projects/${project}`));
  await page.getByText("Columns").click();
  await page.getByLabel("score / test").check();
  await page.getByText("Columns").click();
  await page.getByRole("button", { name: "score / test" }).click();
  const rows = page.locator("table.tasks tbody tr:not([hidden])");
  await expect.poll(() => rows.first().locator("td").last().textContent()).toBe("9999");
  const address = page.url();

  await expect
    .poll(
      async () => {
        await page.evaluate("scrollTo(0, document.body.scrollHeight)");
        return page.getByText(`${TASKS} tasks`, { exact: true }).count();
      },
      { timeout: 100_000, interval: 200 },
    )
    .toBe(1);
  await expect.poll(() => page.locator("table.tasks tbody td:last-child").last().textContent()).toBe("0");
  expect(await page.evaluate("document.querySelectorAll('*').length")).toBeLessThan(1_500);

  // Another browser that is given the address shows the same.
  await page.goto("about:blank");
  await page.goto(address);
  await expect.poll(() => rows.first().locator("td").last().textContent()).toBe("9999");
  expect(complaints).toEqual([]);
});

test("back and forward lead through tables and tasks as they were", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Few" })).id;
  await services.tasks.create({ name: "alpha", type: "training", project });
  await services.tasks.create({ name: "beta", type: "training", project });
  const { page } = tab;
  await page.goto(at(`/projects/${project}?search=alp`));
  await page.getByRole("link", { name: "alpha" }).click();
  await page.getByRole("heading", { name: /alpha/ }).waitFor();
  await page.getByRole("link", { name: "Console" }).click();
  await page.getByText("Nothing was written yet.").waitFor();
  await page.goBack();
  await page.goBack();
  expect(await page.getByLabel("Part of the name").inputValue()).toBe("alp");
  expect(await page.getByRole("link", { name: "beta" }).count()).toBe(0);
  await page.goForward();
  await page.getByRole("heading", { name: /alpha/ }).waitFor();
});
