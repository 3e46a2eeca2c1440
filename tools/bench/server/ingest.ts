import type { Connection } from "@clearml-ts/client";
import { BareClient } from "../../server/server-client.ts";
import { count } from "../format.ts";
import type { Bench } from "../suite.ts";
import { sendPoints } from "./points.ts";
import { type Row, wanted } from "./row.ts";

const CLIENTS = 4;
const CURVES = 10;

/** Sends points from several clients at once, each to a task of its own. */
export async function ingest({ progress }: Bench, connection: Connection, points: number): Promise<Row[]> {
  progress(`${count(points)} points from ${CLIENTS} clients`);
  const { services } = connection;
  const { id: project } = await services.projects.create({ name: "points" });
  const client = await BareClient.for(connection);
  const names = Array.from({ length: CLIENTS }, (_, index) => `client ${index}`);
  const tasks = await Promise.all(names.map((name) => services.tasks.create({ name, project, type: "training" })));

  const started = performance.now();
  const iterations = points / CLIENTS / CURVES;
  await Promise.all(tasks.map(({ id: task }) => sendPoints(client, { task, curves: CURVES, iterations })));
  const perSecond = points / ((performance.now() - started) / 1000);

  const what = `points taken in by \`events.add_batch\`: ${CLIENTS} clients, 1,000 a call, ${count(points)} in all`;
  return [wanted(what, `${count(perSecond)} a second`, "≥ 100,000 a second", perSecond >= 100_000)];
}
