import { join } from "node:path";
import { table } from "../../markdown/markdown.ts";
import { connectTo } from "../../server/server-client.ts";
import { startServerProcess } from "../../server/server-process.ts";
import { count } from "../format.ts";
import type { Bench } from "../suite.ts";
import { curves } from "./curves.ts";
import { transfers } from "./files.ts";
import { ingest } from "./ingest.ts";
import { pages } from "./pages.ts";
import { fillProject } from "./project.ts";
import type { Row } from "./row.ts";
import { startEmpty, startFilled } from "./start.ts";

const sizes = {
  full: {
    starts: 9,
    points: 10_000_000,
    curvePoints: 1_000_000,
    tasks: 10_000,
    calls: 30,
    fileMegabytes: 1024,
    transfers: 5,
  },
  quick: { starts: 3, points: 100_000, curvePoints: 50_000, tasks: 200, calls: 5, fileMegabytes: 32, transfers: 2 },
};

/** The embedded server by itself: start, memory, points in, queries out, files. */
export async function serverSuite(bench: Bench): Promise<string> {
  const size = bench.quick ? sizes.quick : sizes.full;
  const { starts, calls, tasks } = size;
  const rows: Row[] = await startEmpty(bench, starts);
  const dataDir = join(bench.folder, "server");
  {
    await using server = await startServerProcess(dataDir);
    await using connection = await connectTo(server, join(bench.folder, "cache"));
    rows.push(...(await ingest(bench, connection, size.points)));
    rows.push(...(await curves(bench, connection, { points: size.curvePoints, calls })));
    bench.progress(`a project of ${count(tasks)} tasks`);
    const filled = await fillProject(connection, tasks);
    rows.push(...(await pages(bench, connection, { filled, calls })));
    rows.push(...(await transfers(bench, connection, { fileMegabytes: size.fileMegabytes, runs: size.transfers })));
  }
  const content = `${count(size.points + size.curvePoints)} points and ${count(tasks)} tasks`;
  rows.push(...(await startFilled(bench, { starts, dataDir, content })));
  return table(["", "measured", "target", "reached"], rows);
}
