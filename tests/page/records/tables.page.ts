import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

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
  await page.getByText("Columns", { exact: true }).click();
  await page.getByLabel("score / test").check();
  await page.getByText("Columns", { exact: true }).click();
  await page.getByRole("button", { name: "score / test" }).click();
  const rows = page.locator("table.tasks tbody tr:not([hidden])");
  await expect.poll(() => rows.first().locator("td").last().textContent()).toBe("9999");
  const address = page.url();

  await expect
    .poll(
      async () => {
        await page.evaluate("scrollTo(0, document.body.scrollHeight)");
        return page.getByText("10,000 tasks", { exact: true }).count();
      },
      { interval: 200 },
    )
    .toBe(1);
  await expect.poll(() => page.locator("table.tasks tbody td:last-child").last().textContent()).toBe("0");
  expect(await page.locator("*").count()).toBeLessThan(1_500);

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
  await page.getByRole("link", { name: "alpha" }).waitFor();
  await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("alp");
  await page.getByRole("link", { name: "beta" }).waitFor({ state: "detached" });
  await page.goForward();
  await page.getByRole("heading", { name: /alpha/ }).waitFor();
});

test("tasks are filtered by a parameter, a status and a tag, saved as a view, and downloaded as CSV", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Filtered" })).id;
  for (let index = 0; index < 12; index += 1) {
    const { id } = await services.tasks.create({
      ...{ name: `task ${index}`, type: "training", project, tags: index % 2 === 0 ? ["even"] : [] },
      hyperparams: {
        Args: {
          seed: { section: "Args", name: "seed", value: String(index % 3) },
          same: { section: "Args", name: "same", value: "1" },
        },
      },
    });
    if (index < 8) {
      await services.tasks.started({ task: id });
    }
  }
  const { page } = tab;
  const names = () => page.locator("table.tasks tbody a").allTextContents();
  await page.goto(at(`/projects/${project}?order=name`));
  await page.getByText("12 tasks", { exact: true }).waitFor();
  await page.getByText("Filter", { exact: true }).click();
  await page.getByLabel("running").check();
  await page.getByLabel("even").check();
  await page.getByLabel("Parameter").fill("Args/seed");
  await page.getByLabel("Value").selectOption("0");
  await page.getByRole("button", { name: "Add the filter" }).click();
  await page.getByText("Filter", { exact: true }).click();
  await expect.poll(names).toEqual(["task 0", "task 6"]);

  await page.getByRole("button", { name: "Take off the filter Args/seed = 0" }).click();
  await page.getByText("Columns", { exact: true }).click();
  await page.getByRole("button", { name: "Add parameters that differ" }).click();
  await page.getByRole("columnheader", { name: "Args/seed" }).waitFor();
  expect(await page.getByRole("columnheader", { name: "Args/same" }).count()).toBe(0);
  await page.getByLabel("only what differs").check();
  await page.getByRole("columnheader", { name: "Type" }).waitFor({ state: "detached" });

  await page.getByText("Views", { exact: true }).click();
  await page.getByLabel("Name of this view").fill("even ones that run");
  await page.getByRole("button", { name: "Save" }).click();
  const view = page.getByRole("link", { name: "even ones that run" });
  await view.waitFor();
  const address = page.url();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const lines = (await text(await (await download).createReadStream())).split("\r\n");
  expect(lines[0]).toContain('"Args/seed"');
  expect(lines.filter((line) => line.includes("task "))).toHaveLength(4);

  await page.goto(at(`/projects/${project}`));
  await page.getByText("Views", { exact: true }).click();
  await view.click();
  await page.waitForURL(address);
  await expect.poll(names).toEqual(["task 0", "task 2", "task 4", "task 6"]);
  expect(complaints).toEqual([]);
});

test("tags by which programs find their tasks are left out of the rows, and found in the filter", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Tagged" })).id;
  const machine = "pipe: 0123456789abcdef0123456789abcdef";
  await services.tasks.create({ name: "step", type: "training", project, tags: [machine, "chosen"] });
  await services.tasks.create({ name: "other", type: "training", project });
  const { page } = tab;
  await page.goto(at(`/projects/${project}`));
  await page.getByRole("link", { name: "step" }).waitFor();
  await expect.poll(() => page.locator("table.tasks .tag").allTextContents()).toEqual(["chosen"]);
  await page.getByText("Filter", { exact: true }).click();
  await page.getByText("1 tag that programs find tasks by").click();
  await page.getByLabel(machine).check();
  await page.getByRole("link", { name: "other" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: `Take off the filter ${machine}` }).waitFor();
  expect(complaints).toEqual([]);
});

test("the best runs of the last week: by when they were updated, and of a loss the least first", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Best" })).id;
  for (const [name, value] of [
    ["middle", 2],
    ["best", 1],
    ["worst", 3],
  ] as const) {
    const { id } = await services.tasks.create({ name, type: "training", project });
    await services.events.addBatch([
      { type: "training_stats_scalar", task: id, metric: "loss", variant: "test", iter: 0, value },
    ]);
  }
  const { page } = tab;
  // Hours and days are those of the browser.
  await page.clock.setFixedTime(Date.now() + 3 * 86_400_000);
  await page.goto(at(`/projects/${project}?order=name`));
  await page.getByText("3 tasks", { exact: true }).waitFor();
  await page.getByText("Columns", { exact: true }).click();
  await page.getByLabel("loss / test").check();
  await page.getByText("Columns", { exact: true }).click();
  await page.getByRole("button", { name: "loss / test" }).click();
  const names = () => page.locator("table.tasks tbody a").allTextContents();
  await expect.poll(names).toEqual(["best", "middle", "worst"]);
  await page.getByText("Filter", { exact: true }).click();
  await page.getByLabel("in the last day").check();
  await page.getByText("No task is as you asked for.").waitFor();
  await page.getByLabel("in the last 7 days").check();
  await expect.poll(names).toEqual(["best", "middle", "worst"]);
  await page.waitForURL(/days=7/);
  await page.getByRole("button", { name: "Take off the filter in the last 7 days" }).waitFor();
  expect(complaints).toEqual([]);
});

test("among 12,000 names of parameters a person finds a column", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Wide" })).id;
  for (let begin = 0; begin < 12_000; begin += 100) {
    const names = Array.from({ length: 100 }, (_, index) => `parameter ${begin + index}`);
    await services.tasks.create({
      ...{ name: `from ${begin}`, type: "training", project },
      hyperparams: {
        Args: Object.fromEntries(names.map((name) => [name, { section: "Args", name, value: `of ${name}` }])),
      },
    });
  }
  const { page } = tab;
  await page.goto(at(`/projects/${project}`));
  await page.getByText("Columns", { exact: true }).click();
  await page.getByText("11,900 more").waitFor();
  expect(await page.locator("*").count()).toBeLessThan(1_500);
  await page.getByLabel("Find a metric or parameter").fill("ter 11999");
  await page.getByLabel("Args/parameter 11999").check();
  await page.getByRole("cell", { name: "of parameter 11999" }).waitFor();
});
