import type { Stop } from "./stop.ts";
import { actions } from "./stops/actions.ts";
import { comparison } from "./stops/comparison.ts";
import { desk, reports } from "./stops/desk.ts";
import { entrance } from "./stops/entrance.ts";
import { machines } from "./stops/machines.ts";
import { datasets, pipelines } from "./stops/pipelines-and-datasets.ts";
import { models } from "./stops/registry.ts";
import { tables } from "./stops/tables.ts";
import { taskTabs } from "./stops/task-tabs.ts";

/** Every stop in the order of the walk: later ones see what earlier ones did. */
export const areas: Readonly<Record<string, readonly Stop[]>> = {
  "Coming in": entrance,
  "Tables of tasks": tables,
  "A task": taskTabs,
  "Comparison of two tasks": comparison,
  "The menu of a task": actions,
  Pipelines: pipelines,
  Datasets: datasets,
  Models: models,
  "Workers, queues, endpoints": machines,
  Reports: reports,
  "Settings, search, logout": desk,
};
