import { expect, test } from "vitest";
import { openSite } from "./site.ts";

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

  await services.tasks.completed({ task: id });
  await page.getByText("completed").first().waitFor();
  await page.waitForLoadState("networkidle");
  let asked = 0;
  page.on("request", () => {
    asked += 1;
  });
  // As long as two rounds of looking at a running task take.
  await page.waitForTimeout(5_000);
  expect(asked).toBe(0);
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
  await page.goto(at(`/tasks/${id}`));
  await page.getByText("running").first().waitFor();
  await show("hidden");
  await page.waitForLoadState("networkidle");
  let asked = 0;
  page.on("request", () => {
    asked += 1;
  });
  await page.waitForTimeout(5_000);
  expect(asked).toBe(0);
  await services.tasks.completed({ task: id });
  await show("visible");
  await page.getByText("completed").first().waitFor();
});

test("a table says how many tasks are new, and moves no row by itself", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Busy" })).id;
  const { id } = await services.tasks.create({ name: "first", type: "training", project });
  await services.tasks.create({ name: "second", type: "training", project });
  const { page } = tab;
  await page.goto(at(`/projects/${project}`));
  await page.getByRole("link", { name: "second" }).waitFor();
  const names = () => page.locator("table.tasks tbody a").allTextContents();
  expect(await names()).toEqual(["second", "first"]);
  await services.tasks.started({ task: id });
  await services.tasks.create({ name: "third", type: "training", project });
  await page.getByText("running").waitFor();
  await page.getByRole("button", { name: "1 new task" }).waitFor();
  expect(await names()).toEqual(["second", "first"]);
  await page.getByRole("button", { name: "1 new task" }).click();
  await expect.poll(names).toEqual(["third", "first", "second"]);
});
