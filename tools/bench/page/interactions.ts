import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { painted } from "./visit.ts";

/** The pages that somebody works with. */
export interface Workplace {
  /** The table of tasks. */
  list: string;
  /** A task with many points. */
  task: string;
  signedIn: NonNullable<BrowserContextOptions["storageState"]>;
}

/** Runs in the page: remembers how long each press of a key or a button waited for its paint. */
const watchEvents = `
  window.waits = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId > 0) {
        window.waits.set(interactionId, Math.max(duration, window.waits.get(interactionId) ?? 0));
      }
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
`;

/** Works with the table and with a task, and returns the seconds that each interaction waited for its paint. */
export async function interact(browser: Browser, place: Workplace): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 950 }, storageState: place.signedIn });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchEvents);
    await page.goto(place.list);
    await page.locator("table.tasks tbody td").first().waitFor();
    const rows = page.locator('table.tasks tbody input[type="checkbox"]');
    for (let row = 0; row < 10; row += 1) {
      await rows.nth(row).click();
    }
    for (const column of ["Name", "Updated", "Duration", "Status"]) {
      await page.getByRole("button", { name: column, exact: true }).click();
    }
    await page.getByRole("searchbox").first().pressSequentially("task 123");
    for (const panel of ["Columns", "Filter", "Views"]) {
      await page.getByText(panel, { exact: true }).click();
      await page.getByText(panel, { exact: true }).click();
    }
    const waits = await waitsOf(page);
    await page.goto(place.task);
    for (const part of ["Scalars", "Console", "Artifacts", "Plots", "Overview", "Scalars"]) {
      await page.getByRole("link", { name: part, exact: true }).click();
    }
    await page.locator(".card canvas").first().waitFor();
    await page.getByLabel("log y").click();
    await page.getByLabel("smoothing").press("ArrowRight");
    return [...waits, ...(await waitsOf(page))];
  } finally {
    await context.close();
  }
}

async function waitsOf(page: Page): Promise<number[]> {
  await painted(page);
  const milliseconds = await page.evaluate<number[]>("[...window.waits.values()]");
  return milliseconds.map((wait) => wait / 1000);
}

/** Marks a part of the first curve again and again, and returns the seconds until its points were drawn. */
export async function zoom(browser: Browser, place: Workplace, times: number): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 950 }, storageState: place.signedIn });
  try {
    const page = await context.newPage();
    const seconds: number[] = [];
    for (let time = 0; time < times; time += 1) {
      await page.goto(`${place.task}/scalars`);
      const plot = page.locator(".card .u-over").first();
      await plot.waitFor();
      await page.waitForLoadState("networkidle");
      const box = await plot.boundingBox();
      if (!box) {
        throw new Error("The chart is not on the page.");
      }
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width * 0.3, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * (0.4 + time / 100), y, { steps: 4 });
      const answer = page.waitForResponse((response) => response.url().includes("scalar_metrics_iter_histogram"));
      const started = performance.now();
      await page.mouse.up();
      await (await answer).finished();
      await painted(page);
      seconds.push((performance.now() - started) / 1000);
    }
    return seconds;
  } finally {
    await context.close();
  }
}
