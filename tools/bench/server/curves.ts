import type { Connection } from "@clearml-ts/client";
import { BareClient } from "../../server/server-client.ts";
import { count, durations } from "../format.ts";
import { spread } from "../median.ts";
import type { Bench } from "../suite.ts";
import { sendPoints } from "./points.ts";
import { type Row, wanted } from "./row.ts";

const CURVES = 10;

/** Asks for the curves of a task with many points. */
export async function curves(
  { progress }: Bench,
  connection: Connection,
  { points, calls }: { points: number; calls: number },
): Promise<Row[]> {
  progress(`curves of a task with ${count(points)} points`);
  const { services } = connection;
  const client = await BareClient.for(connection);
  const { id: project } = await services.projects.create({ name: "curves" });
  const { id: task } = await services.tasks.create({ name: "curves", project, type: "training" });
  await sendPoints(client, { task, curves: CURVES, iterations: points / CURVES });
  const answered = spread(await client.time("events.scalar_metrics_iter_histogram", { task, key: "iter" }, calls));
  const what = `\`events.scalar_metrics_iter_histogram\` of a task: ${CURVES} curves, ${count(points)} points`;
  return [wanted(what, durations(answered), "< 100 ms", answered.median < 0.1)];
}
