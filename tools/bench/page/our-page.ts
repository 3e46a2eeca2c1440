import type { Connection } from "@clearml-ts/client";
import { BareClient } from "../../server/server-client.ts";
import { sendPoints } from "../server/points.ts";
import { fillProject } from "../server/project.ts";
import type { Content } from "./content.ts";

/** The ids of what was filled in. */
export interface OurContent {
  project: string;
  /** The task with the curves that MLflow has as well. */
  task: string;
  /** A task with as many points as nobody else has. */
  huge: string;
}

/** Fills an embedded server with the content, and with one more task of very many points. */
export async function fillOurs(connection: Connection, content: Content, points: number): Promise<OurContent> {
  const { services } = connection;
  const { project } = await fillProject(connection, content.runs);
  const client = await BareClient.for(connection);
  const { id: task } = await services.tasks.create({ name: "curves", project, type: "training" });
  await sendPoints(client, { task, curves: content.curves, iterations: content.iterations });
  const { id: huge } = await services.tasks.create({ name: "many points", project, type: "training" });
  await sendPoints(client, { task: huge, curves: content.curves, iterations: points / content.curves });
  for (const id of [task, huge]) {
    await services.tasks.started({ task: id });
    await services.tasks.completed({ task: id });
  }
  return { project, task, huge };
}
