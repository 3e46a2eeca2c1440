import type { Core } from "../../records/core.ts";
import type { RecordEvents } from "../../records/record-events.ts";
import { ProjectCleanup } from "./cleanup.ts";
import { ProjectStatistics } from "./statistics.ts";
import { ProjectStore } from "./store.ts";
import { ProjectValues } from "./values.ts";

/** The parts that projects are worked on with. */
export interface ProjectService {
  readonly projects: ProjectStore;
  readonly projectCleanup: ProjectCleanup;
  readonly statistics: ProjectStatistics;
  readonly values: ProjectValues;
}

/** Wires the parts that projects are worked on with. */
export function createProjectService(
  { records, listings, fileRemoval }: Core,
  { events }: { readonly events: RecordEvents },
): ProjectService {
  const projects = new ProjectStore(records);
  const removeFiles = (urls: readonly string[]) => fileRemoval.schedule(urls);
  return {
    projects,
    projectCleanup: new ProjectCleanup(records, { projects, events, removeFiles }),
    statistics: new ProjectStatistics(records),
    values: new ProjectValues(records, listings),
  };
}
