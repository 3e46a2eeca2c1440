import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../../../tests/page/browser.ts";
import { table } from "../../markdown/markdown.ts";
import { connectTo } from "../../server/server-client.ts";
import { startServerProcess } from "../../server/server-process.ts";
import { count, duration, durations, megabytes, ratio } from "../format.ts";
import { median, spread } from "../median.ts";
import { type Row, told, wanted } from "../server/row.ts";
import type { Bench } from "../suite.ts";
import { interact, zoom } from "./interactions.ts";
import { startMlflow } from "./mlflow-ui.ts";
import { fillOurs } from "./our-page.ts";
import { type Place, type Visit, visit } from "./visit.ts";

const sizes = {
  full: { runs: 10_000, iterations: 10_000, points: 10_000_000, visits: 7, zooms: 10 },
  quick: { runs: 100, iterations: 1_000, points: 100_000, visits: 2, zooms: 2 },
};

/** Parameters and metrics of each run, and curves of one of them. */
const NAMES = 10;

/** The page in Chromium: first paint, interactions, zoom; beside `mlflow ui` with the same runs and curves. */
export async function pageSuite(bench: Bench): Promise<string> {
  const { runs, iterations, points, visits, zooms } = bench.quick ? sizes.quick : sizes.full;
  const content = { runs, names: NAMES, curves: NAMES, iterations };
  await using server = await startServerProcess(join(bench.folder, "server"));
  await using connection = await connectTo(server, join(bench.folder, "cache"));
  bench.progress(`${count(runs)} tasks and ${count(points)} points`);
  const { project, task, huge } = await fillOurs(connection, content, points);
  const browser = await launchBrowser();
  try {
    const { web } = server.address;
    const signedIn = await signIn(browser, web);
    const list: Place = { address: `${web}/projects/${project}`, useful: "table.tasks tbody td", signedIn };
    const curvesOf = (id: string): Place => ({
      ...{ address: `${web}/tasks/${id}/scalars`, useful: ".card canvas", signedIn },
    });
    bench.progress("first paints");
    const ours = { list: await see(browser, list, visits), curves: await see(browser, curvesOf(task), visits) };
    const hugeCurves = await see(browser, curvesOf(huge), visits);
    bench.progress("interactions");
    const place = { list: list.address, task: `${web}/tasks/${huge}`, signedIn };
    const waits = (await interact(browser, place)).sort((one, other) => one - other);
    const slowest = waits[Math.ceil(waits.length * 0.95) - 1] ?? Number.NaN;
    const zoomed = spread(await zoom(browser, place, zooms));
    const seconds = (seen: readonly Visit[]) => spread(seen.map((one) => one.seconds));
    const rows: Row[] = [
      first(`list of ${count(runs)} tasks`, seconds(ours.list)),
      first(`${NAMES} curves of ${count(iterations)} points`, seconds(ours.curves)),
      first(`${NAMES} curves of ${count(points / NAMES)} points`, seconds(hugeCurves)),
      wanted(
        `interactions, 95 % of ${waits.length} that waited 16 ms or more for their paint`,
        duration(slowest),
        "< 0.1 s",
        slowest < 0.1,
      ),
      wanted(
        `zoom into a curve of ${count(points / NAMES)} points, until its points are drawn`,
        durations(zoomed),
        "< 0.3 s",
        zoomed.median < 0.3,
      ),
      told("memory of the server", megabytes(server.memory())),
    ];
    const measured = table(["", "measured", "target", "reached"], rows);

    await using mlflow = await startMlflow(bench, content);
    if (mlflow === undefined) {
      return measured;
    }
    bench.progress("MLflow's first paints");
    const theirs = {
      list: await see(browser, { address: mlflow.list, useful: '[role="row"] a[href*="/runs/"]' }, visits),
      curves: await see(browser, { address: mlflow.curves, useful: ".js-plotly-plot .scatterlayer .trace" }, visits),
    };
    const beside = (["list", "curves"] as const).flatMap((page) => compared(page, ours[page], theirs[page]));
    const memory: Cells = [
      "memory of the server",
      megabytes(server.memory()),
      megabytes(mlflow.memory()),
      ratio(mlflow.memory(), server.memory()),
    ];
    return [
      measured,
      `### Beside \`mlflow ui\` ${mlflow.version}`,
      `Both show ${count(runs)} runs with ${NAMES} parameters and ${NAMES} metrics each, and one with ${NAMES} curves of ${count(iterations)}` +
        " points; MLflow's are in SQLite, which its own client filled.",
      table(["median", "this page", "`mlflow ui`", ""], [...beside, memory]),
    ].join("\n\n");
  } finally {
    await browser.close();
  }
}

/** Looks at a place several times, after one time that only warms up the server: a page that comes too early may stay empty. */
async function see(browser: Browser, place: Place, times: number): Promise<Visit[]> {
  await visit(browser, place).catch(() => undefined);
  const seen: Visit[] = [];
  for (let time = 0; time < times; time += 1) {
    seen.push(await visit(browser, place));
  }
  return seen;
}

async function signIn(browser: Browser, web: string): Promise<NonNullable<BrowserContextOptions["storageState"]>> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(web);
    await page.locator("main").waitFor();
    return await context.storageState();
  } finally {
    await context.close();
  }
}

function first(what: string, seconds: ReturnType<typeof spread>): Row {
  return wanted(`first useful paint: ${what}`, durations(seconds), "< 1 s", seconds.median < 1);
}

type Cells = readonly [what: string, ours: string, theirs: string, times: string];

function compared(page: string, ours: readonly Visit[], theirs: readonly Visit[]): Cells[] {
  const row = (what: string, value: (one: Visit) => number, format: (value: number) => string): Cells => {
    const [our, their] = [median(ours.map(value)), median(theirs.map(value))];
    return [`${page}: ${what}`, format(our), format(their), ratio(their, our)];
  };
  return [
    row("first useful paint", ({ seconds }) => seconds, duration),
    row(
      "bytes until then",
      ({ bytes }) => bytes,
      (bytes) => `${count(bytes / 1024)} KB`,
    ),
    row("memory of the page", ({ memory }) => memory, megabytes),
  ];
}
