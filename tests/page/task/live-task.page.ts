import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

/** Longer than any page waits before it asks again, in milliseconds. */
const LONG = 60_000;

/** Lets a long time pass for a page, and tells how many requests it made of it. */
function requestsAfterLong(page: Page): () => Promise<number> {
  let asked = 0;
  page.on("request", () => {
    asked += 1;
  });
  return async () => {
    const before = asked;
    await page.clock.fastForward(LONG);
    // Whatever the timers began has begun when the page does something else.
    await page.evaluate("document.title");
    return asked - before;
  };
}

test("a running task grows while scroll, focus and open panels stay, and is left alone once it has ended", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const { id } = await services.tasks.create({
    ...{ name: "grows", type: "training" },
    hyperparams: {
      General: Object.fromEntries(
        Array.from({ length: 80 }, (_, index) => [`p${index}`, { section: "General", name: `p${index}`, value: "1" }]),
      ),
    },
    configuration: { model: { name: "model", value: "layers: 3" } },
  });
  await services.tasks.started({ task: id });
  const report = (iter: number) =>
    services.events.addBatch([
      { type: "training_stats_scalar", ...{ task: id, metric: "loss", variant: "train", iter, value: 1 } },
    ]);
  await report(1);
  const { page } = tab;
  await page.clock.install();
  await page.goto(at(`/tasks/${id}`));
  await page.getByText("Configuration model").click();
  const tag = page.getByLabel("New tag");
  await tag.fill("half typ");
  await page.evaluate("scrollTo(0, 400)");
  await tag.focus();
  const scroll = await page.evaluate("scrollY");
  await report(4242);
  await page.getByText("4242").waitFor();
  expect(await page.evaluate("scrollY")).toBe(scroll);
  expect(await tag.inputValue()).toBe("half typ");
  expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("New tag");
  expect(await page.getByText("layers: 3").isVisible()).toBe(true);

  const asked = requestsAfterLong(page);
  await expect.poll(asked).toBeGreaterThan(0);
  await services.tasks.completed({ task: id });
  await page.getByText("completed").first().waitFor();
  // What was on its way when it ended comes in.
  await expect.poll(asked).toBe(0);
  expect([await asked(), await asked(), await asked()]).toEqual([0, 0, 0]);
  expect(complaints).toEqual([]);
});

test("a tab that nobody sees asks nothing, and catches up when it is seen again", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const { id } = await services.tasks.create({ name: "unseen", type: "training" });
  await services.tasks.started({ task: id });
  const { page } = tab;
  const show = (state: "hidden" | "visible") =>
    page.evaluate(`
      Object.defineProperty(document, "visibilityState", { configurable: true, value: "${state}" });
      Object.defineProperty(document, "hidden", { configurable: true, value: ${state === "hidden"} });
      window.dispatchEvent(new Event("visibilitychange"));
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    `);
  await page.clock.install();
  await page.goto(at(`/tasks/${id}`));
  await page.getByText("running").first().waitFor();
  const asked = requestsAfterLong(page);
  await expect.poll(asked).toBeGreaterThan(0);
  await show("hidden");
  await expect.poll(asked).toBe(0);
  expect([await asked(), await asked(), await asked()]).toEqual([0, 0, 0]);
  await services.tasks.completed({ task: id });
  await show("visible");
  await page.getByText("completed").first().waitFor();
});

test("a table says how many tasks are new, and moves no row by itself", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Busy" })).id;
  const { id } = await services.tasks.create({ name: "first", type: "training", project });
  const { page } = tab;
  await page.goto(at(`/projects/${project}`));
  // The rows are in the order of their last change, and changes within one millisecond have none.
  await page.getByRole("link", { name: "first" }).waitFor();
  await services.tasks.create({ name: "second", type: "training", project });
  await page.reload();
  const names = () => page.locator("table.tasks tbody a").allTextContents();
  await expect.poll(names).toEqual(["second", "first"]);
  await services.tasks.started({ task: id });
  await page.getByText("running").waitFor();
  await services.tasks.create({ name: "third", type: "training", project });
  await page.getByRole("button", { name: "1 new task" }).waitFor();
  expect(await names()).toEqual(["second", "first"]);
  await page.getByRole("button", { name: "1 new task" }).click();
  await expect.poll(names).toEqual(["third", "first", "second"]);
});
