import type { MultiTaskCurves } from "@clearml-ts/protocol";
import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";
import { colouredColumns } from "./chart-pixels.ts";

const POINTS = 1_000_000;
const SPIKE = 617_283;

test("a spike among a million points is seen at full width, and 800 iterations show every point", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "spike" }, { connection });
  for (let begin = 0; begin < POINTS; begin += 20_000) {
    await connection.services.events.addBatch(
      Array.from({ length: 20_000 }, (_, index) => ({
        type: "training_stats_scalar" as const,
        ...{ task: task.id, metric: "loss", variant: "train", iter: begin + index },
        value: begin + index === SPIKE ? 9 : 0.5 + ((begin + index) % 7) / 100,
      })),
    );
  }
  await task.complete();
  await task.close();

  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/scalars`));
  const canvas = page.locator(".card canvas");
  await canvas.waitFor();
  // The upper half of the plot is empty but for the spike.
  const columns = await colouredColumns(page);
  expect(columns.length).toBeGreaterThan(10);
  for (const column of columns) {
    expect(column).toBeGreaterThan(0.55);
    expect(column).toBeLessThan(0.7);
  }

  const answers = page.waitForResponse((response) => response.url().includes("scalar_metrics_iter_histogram"));
  await page.goto(at(`/tasks/${task.id}/scalars?range=${SPIKE - 400}:${SPIKE + 399}:loss`));
  const { data } = (await (await answers).json()) as { data: { metrics: MultiTaskCurves } };
  const curve = data.metrics["loss"]?.["train"]?.[task.id];
  expect(curve?.x).toHaveLength(800);
  expect(Math.max(...(curve?.y ?? []))).toBe(9);
  await canvas.waitFor();
  expect(complaints).toEqual([]);
});

test("marking a part of a curve zooms, the address says so, and a double click shows all again", async () => {
  const { connection, tab, at } = await openSite();
  const task = await Task.init({ project: "Page", name: "curve" }, { connection });
  for (let iteration = 0; iteration < 1000; iteration += 1) {
    task.logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
  }
  await task.complete();
  await task.close();
  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/scalars`));
  const plot = page.locator(".card .u-over");
  await plot.waitFor();
  const box = await plot.boundingBox();
  if (!box) {
    throw new Error("The chart is not on the page.");
  }
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, y, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/range=/);
  const [, min, max] = /range=(\d+)%3A(\d+)%3Aloss/.exec(page.url()) ?? [];
  expect([Number(min) / 200, Number(max) / 400]).toEqual([expect.closeTo(1, 1), expect.closeTo(1, 1)]);

  await page.reload();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.waitForURL((url) => !url.search.includes("range"));
});

test("charts show the values at one position, and a click on a name hides its curve", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "legend" }, { connection });
  for (let iteration = 0; iteration <= 100; iteration += 1) {
    task.logger.reportScalar("loss", "train", iteration, { iteration });
    task.logger.reportScalar("loss", "test", -iteration, { iteration });
    task.logger.reportScalar("speed", "train", 2 * iteration, { iteration });
  }
  task.logger.reportSingleValue("score", 1);
  await task.complete();
  await task.close();
  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/scalars`));
  const loss = page.getByRole("region", { name: "loss", exact: true });
  const speed = page.getByRole("region", { name: "speed", exact: true });
  await speed.locator("canvas").waitFor();
  await loss.locator(".u-over").hover();
  await expect.poll(() => loss.locator(".legend b").allTextContents()).toEqual(["-50", "50"]);
  await expect.poll(() => speed.locator(".legend b").allTextContents()).toEqual(["100"]);

  const drawn = loss.locator(".u-cursor-pt");
  await expect.poll(() => drawn.count()).toBe(2);
  await loss.getByRole("button", { name: /train/, pressed: true }).click();
  await expect.poll(() => drawn.count()).toBe(1);
  await loss.getByRole("button", { name: /train/, pressed: false }).click();
  await expect.poll(() => drawn.count()).toBe(2);
  // Single values have no curve, and so no card.
  expect(await page.getByRole("region", { name: "Summary" }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("curves lie along the values of another metric, and a part of them is asked for by its iterations", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "along" }, { connection });
  for (let iteration = 0; iteration <= 5_000; iteration += 1) {
    if (iteration % 100 === 0) {
      task.logger.reportScalar("epoch", "now", iteration / 1_000, { iteration });
    }
    task.logger.reportScalar("loss", "train", 5_000 - iteration, { iteration });
  }
  await task.complete();
  await task.close();
  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/scalars`));
  await page.getByLabel("Horizontal axis").selectOption("metric");
  await page.getByLabel("Metric across").fill("epoch / now");
  await page.waitForURL(/axis=metric/);
  const loss = page.getByRole("region", { name: "loss", exact: true });
  await loss.getByText("Table").click();
  await loss.getByRole("columnheader", { name: "epoch / now" }).waitFor();
  await expect.poll(async () => Number(await loss.locator("tbody th").last().textContent())).toBeGreaterThan(4.9);

  const answers = page.waitForResponse((response) => response.url().includes("scalar_metrics_iter_histogram"));
  await page.goto(`${page.url()}&range=${encodeURIComponent("2:2.5:loss")}`);
  await answers;
  await loss.getByText("Table").click();
  // Between the points of the other metric that enclose the part, every point of this one.
  await expect.poll(() => loss.locator("tbody tr").count()).toBe(701);
  await loss.getByRole("row", { name: "2.001 2999" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a chart is enlarged by its button or a key, as it was zoomed, smoothed and hidden, and Escape brings the focus back", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "large" }, { connection });
  for (let iteration = 0; iteration <= 100; iteration += 1) {
    task.logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
    task.logger.reportScalar("loss", "test", 2 / (iteration + 1), { iteration });
    task.logger.reportScalar("speed", "train", iteration, { iteration });
  }
  await task.complete();
  await task.close();
  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/scalars?smoothing=0.5&range=20:40:loss`));
  const card = page.getByRole("region", { name: "loss", exact: true });
  await card.locator("canvas").waitFor();
  await card.getByRole("button", { name: /test/, pressed: true }).click();
  const button = card.getByRole("button", { name: "Enlarge loss" });
  await button.click();
  const dialog = page.getByRole("dialog", { name: "loss" });
  await dialog.locator("canvas").waitFor();
  await expect.poll(async () => (await dialog.locator(".u-over").boundingBox())?.height).toBeGreaterThan(400);
  await dialog.getByRole("button", { name: /test/, pressed: false }).waitFor();
  expect(await dialog.getByLabel("smoothing").inputValue()).toBe("0.5");
  await dialog.getByText("Table").click();
  await expect.poll(() => dialog.locator("tbody tr").count()).toBe(21);

  // All that it shows is in the address.
  expect(page.url()).toContain("large=loss");
  await page.reload();
  await dialog.locator("canvas").waitFor();
  await dialog.getByRole("button", { name: "Show all" }).click();
  await page.waitForURL((url) => !url.search.includes("range"));
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.search.includes("large"));
  await dialog.waitFor({ state: "detached" });

  const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label')");
  await button.click();
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(focused).toBe("Enlarge loss");
  // The focus is back before the page has heard of it.
  await page.waitForURL((url) => !url.search.includes("large"));
  await page.getByRole("region", { name: "speed", exact: true }).locator(".u-over").hover();
  await page.evaluate("document.activeElement.blur()");
  await page.keyboard.press("e");
  await page.getByRole("dialog", { name: "speed" }).locator("canvas").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(focused).toBe("Enlarge speed");
  expect(complaints).toEqual([]);
});
