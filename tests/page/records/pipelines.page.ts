import { component, pipeline } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite, type Site } from "../site.ts";

/** A run of many steps, as a controller records it. */
async function runOf(count: number, { connection }: Site): Promise<string> {
  const task = await Task.create(
    { project: "Page/.pipelines/wide", name: `${count} steps`, type: "controller", systemTags: ["pipeline"] },
    { connection },
  );
  const begin = 1_750_000_000;
  const nodes = Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const parents =
        index === 0 ? [] : [`step ${Math.floor((index - 1) / 3)}`, ...(index > 10 ? [`step ${index - 10}`] : [])];
      const times = { job_started: begin + index, job_ended: begin + index + 5 };
      return [`step ${index}`, { parents, status: "completed", job_id: `t${index}`, executed: `t${index}`, ...times }];
    }),
  );
  await task.setConfigurationObject("Pipeline", { type: "dictionary", value: JSON.stringify(nodes) });
  await task.close();
  return task.id;
}

test("runs of 5 and 200 steps are graphs, one of 1,000 is a timeline, and the page stays small", async () => {
  const site = await openSite();
  const { tab, at, complaints } = site;
  const { page } = tab;
  for (const count of [5, 200, 1000]) {
    await page.goto(at(`/pipelines/${await runOf(count, site)}`));
    const rows = page.locator("table.timeline tbody tr:not([hidden])");
    await rows.first().waitFor();
    await expect.poll(() => page.locator(".graph .node").count()).toBe(count <= 200 ? count : 0);
    expect(await rows.count()).toBeLessThan(100);
    // A browser takes as long for a page as it has elements.
    expect(await page.locator("*").count()).toBeLessThan(2_500);
  }
  // All steps can be scrolled to.
  await page
    .locator("table.timeline")
    .evaluate((table) => (table as never as { scrollIntoView(at: boolean): void }).scrollIntoView(false));
  await page.getByRole("cell", { name: "step 999" }).waitFor();
  expect(complaints).toEqual([]);
});

test("long names and reasons are read as a whole, also with keys alone in a run of very many steps", async () => {
  const site = await openSite();
  const { connection, tab, at, complaints } = site;
  const reason = `Changed since task ${"0123456789abcdef".repeat(2)}: ${"input a-long-name-of-an-input, ".repeat(6)}code.`;
  const { page } = tab;
  for (const count of [5, 300]) {
    const id = await runOf(count, site);
    const msg = `Launching step [step 1]: not taken from the cache. ${reason}`;
    await connection.services.events.addBatch([{ type: "log", task: id, msg, level: "info" }]);
    await page.goto(at(`/pipelines/${id}`));
    const told = page.getByRole("cell", { name: reason }).locator(".text");
    await told.waitFor();
    if (count === 300) {
      await page
        .getByRole("row", { name: /step 1 / })
        .getByRole("link")
        .focus();
      await page.keyboard.press("Tab");
    }
    // Several lines, and none of them beyond the window.
    const isReadAsAWhole = async () => {
      const box = await told.boundingBox();
      return box !== null && box.height > 40 && box.x + box.width <= 1600;
    };
    await expect.poll(isReadAsAWhole).toBe(true);
  }
  expect(complaints).toEqual([]);
});

test("a run says of each step whether it came from the cache, and why", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const load = component({ name: "load", cache: true, run: ({ path }: { path: string }) => ({ text: path }) });
  const fit = component({
    name: "fit",
    cache: true,
    run: ({ text, rate }: { text: string; rate: number }) => ({ R2: rate + text.length }),
  });
  const flow = pipeline({ name: "flow", project: "Page" }, ({ rate }: { rate: number }) => {
    const loaded = load({ path: "a" });
    return { R2: fit({ text: loaded.outputs.text, rate }).outputs.R2 };
  });
  await flow.run({ rate: 1 }, { connection });
  const { controllerId } = await flow.run({ rate: 2 }, { connection });
  const { page } = tab;
  await page.goto(at(`/pipelines/${controllerId}`));
  await page.getByRole("row", { name: /load.*from the cache.*the same inputs/ }).waitFor();
  await page.getByRole("row", { name: /fit.*Changed since task.*input rate/ }).waitFor();
  expect(complaints).toEqual([]);
});
