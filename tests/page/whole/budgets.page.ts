import { gzipSync } from "node:zlib";
import { promoteChampion } from "@clearml-ts/models";
import { Task, withTask } from "@clearml-ts/tasks";
import type { Page, Request, Response } from "playwright-core";
import { expect, test } from "vitest";
import { openSite, type Site } from "../site.ts";

const KB = 1024;

/** The bytes that a page asked for, compressed, by what they are. */
interface Bytes {
  scripts: number;
  styles: number;
  answers: number;
  calls: number;
  /** Whether one of the scripts is Plotly. */
  hasPlotly: boolean;
}

/** Runs in the page: notes the moment in which an element comes into it. */
const noteArrival = (useful: string) => `
  new MutationObserver((_, observer) => {
    if (document.querySelector(${JSON.stringify(useful)})) {
      window.arrived = Date.now();
      observer.disconnect();
    }
  }).observe(document, { childList: true, subtree: true });
`;

/** Opens a page in a browser that has nothing of it yet, and weighs all that it asked for until something useful was there. */
async function weigh({ tab, at }: Site, path: string, useful: string): Promise<Bytes> {
  const context = await tab.page
    .context()
    .browser()
    ?.newContext({ viewport: { width: 1600, height: 950 } });
  if (!context) {
    throw new Error("The browser has gone.");
  }
  try {
    await context.addCookies(await tab.page.context().cookies());
    const page = await context.newPage();
    const requests: Request[] = [];
    page.on("request", (request) => requests.push(request));
    await page.addInitScript(noteArrival(useful));
    await page.goto(at(path));
    await page.locator(useful).first().waitFor();
    const arrived = await page.evaluate<number>("window.arrived");
    const responses = await Promise.all(requests.map((request) => request.response()));
    // By the clock of the browser: this process may hear of it after the page has asked for more.
    return await bytesOf(
      page,
      responses.filter((response) => response !== null).filter((response) => isBefore(response, arrived)),
    );
  } finally {
    await context.close();
  }
}

function isBefore(response: Response, moment: number): boolean {
  return response.request().timing().startTime <= moment;
}

async function bytesOf(page: Page, responses: readonly Response[]): Promise<Bytes> {
  const bytes: Bytes = { scripts: 0, styles: 0, answers: 0, calls: 0, hasPlotly: false };
  const origin = new URL(page.url()).origin;
  const asked = new Set<string>();
  for (const response of responses) {
    const path = response.url().slice(origin.length);
    const body = await response.body();
    const size = gzipSync(body).length;
    if (path.endsWith(".js")) {
      bytes.hasPlotly ||= body.includes("plotly.js v");
      bytes.scripts += size;
    } else if (path.endsWith(".css")) {
      bytes.styles += size;
    } else if (path.startsWith("/api/")) {
      // On a slow machine, the page asks some of it again before all is there.
      const call = `${path} ${response.request().postData()}`;
      bytes.answers += asked.has(call) ? 0 : size;
      asked.add(call);
    }
  }
  return { ...bytes, calls: asked.size };
}

test("pages keep within their budgets of bytes and calls", async () => {
  const site = await openSite();
  const { connection, tab, at } = site;
  let model = "";
  const task = await withTask(
    { project: "Budget", name: "train", parameters: { General: { rate: 0.1 } } },
    async (running) => {
      for (let metric = 0; metric < 20; metric += 1) {
        for (let iteration = 0; iteration < 400; iteration += 1) {
          running.logger.reportScalar(`metric ${metric}`, "train", Math.random(), { iteration });
        }
      }
      running.logger.reportText("a line");
      const candidate = { name: "forest", value: 0.5, weights: Buffer.from("w"), targetName: "forest.bin" };
      model = (await promoteChampion({ task: running, mainMetric: "R2", candidate })).model?.id ?? "";
      return running;
    },
    { connection },
  );
  const other = await Task.create({ project: "Budget", name: "draft" }, { connection });
  await other.close();
  // Signs in.
  await tab.page.goto(at("/"));
  await tab.page.getByRole("link", { name: "train" }).first().waitFor();

  const pages: [path: string, useful: string][] = [
    ["/", "table.rows tbody tr"],
    [`/projects/${task.project.id}`, "table.tasks tbody tr td"],
    [`/tasks/${task.id}`, "dl.facts"],
    [`/tasks/${task.id}/scalars`, ".card canvas"],
    [`/tasks/${task.id}/console`, ".console"],
    ["/models", "table.rows tbody tr"],
    [`/models/${model}`, "dl.facts"],
    ["/datasets", "h1"],
    [`/compare?ids=${task.id},${other.id}`, ".compared"],
    [`/compare?ids=${task.id},${other.id}&part=curves`, ".card canvas"],
    ["/queues", "h1"],
  ];
  for (const [path, useful] of pages) {
    const { scripts, styles, answers, calls, hasPlotly } = await weigh(site, path, useful);
    const shown = path.replaceAll(/[0-9a-f]{32}/g, "ID");
    expect(hasPlotly, `${shown} loads Plotly`).toBe(false);
    expect(scripts / KB, `${shown}: KB of scripts`).toBeLessThan(80);
    expect(styles / KB, `${shown}: KB of styles`).toBeLessThan(12);
    expect(calls, `${shown}: calls to the first useful paint`).toBeLessThanOrEqual(6);
    expect((scripts + styles + answers) / KB, `${shown}: KB to the first useful paint`).toBeLessThan(150);
  }
});

test("the shell is small: what every page needs before its own code", async () => {
  const { server } = await openSite();
  const ask = async (path: string) => await (await fetch(`${server.urls.web}${path}`)).text();
  const html = await ask("/");
  const entries = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = ""]) => path);
  const seen = new Map<string, string>();
  // What a script imports by itself, and not when something is opened.
  const load = async (path: string) => {
    if (!seen.has(path)) {
      const text = await ask(path);
      seen.set(path, text);
      for (const [, imported = ""] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
        await load(`/assets/${imported}`);
      }
    }
  };
  for (const path of entries) {
    await load(path);
  }
  const size = [...seen.values()].reduce((sum, text) => sum + gzipSync(text).length, gzipSync(html).length);
  expect(entries.length).toBeGreaterThan(0);
  expect(size / KB).toBeLessThan(35);
});

test("a task with 600 metrics asks for those in sight alone, and no answer is above 500 KB", async () => {
  const { connection, tab, at } = await openSite();
  const task = await Task.init({ project: "Budget", name: "many metrics" }, { connection });
  for (let begin = 0; begin < 600; begin += 20) {
    await connection.services.events.addBatch(
      Array.from({ length: 20 * 310 }, (_, index) => ({
        type: "training_stats_scalar" as const,
        ...{ task: task.id, metric: `metric ${begin + Math.floor(index / 310)}`, variant: "train", iter: index % 310 },
        value: Math.sin(index) / 3,
      })),
    );
  }
  for (let begin = 0; begin < 600; begin += 50) {
    await connection.services.events.addBatch(
      Array.from({ length: 50 * 100 }, (_, index) => ({
        type: "training_stats_scalar" as const,
        ...{ task: task.id, metric: "a metric of many variants", variant: `v${begin + Math.floor(index / 100)}` },
        ...{ iter: index % 100, value: index },
      })),
    );
  }
  await task.complete();
  await task.close();
  const { page } = tab;
  const sizes: number[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/api/")) {
      // The last ones may be on their way when the browser is closed.
      response.body().then(
        (body) => sizes.push(body.length),
        () => {},
      );
    }
  });
  await page.goto(at(`/tasks/${task.id}/scalars`));
  await page.locator(".card canvas").first().waitFor();
  await expect.poll(() => page.locator(".card canvas").count()).toBeGreaterThan(5);
  expect(Math.max(...sizes)).toBeLessThan(500_000);
  expect(await page.locator(".card canvas").count()).toBeLessThan(40);
  // The last card is drawn when somebody looks at it, and the first one gives its drawing back.
  await page.getByRole("region", { name: "metric 99", exact: true }).scrollIntoViewIfNeeded();
  await page.getByRole("region", { name: "metric 99", exact: true }).locator("canvas").waitFor();
  await expect.poll(() => page.locator(".card canvas").count()).toBeLessThan(40);
});
