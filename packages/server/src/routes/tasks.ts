import type { Routes } from "./routes.ts";
import { taskBatches } from "./tasks/batches.ts";
import { taskContent } from "./tasks/content.ts";
import { taskLists } from "./tasks/lists.ts";
import { taskParameters } from "./tasks/parameters.ts";
import { taskParts } from "./tasks/parts.ts";
import { taskStatus } from "./tasks/status.ts";
import { taskVisibility } from "./tasks/visibility.ts";

/** The answers of the `tasks` service. */
export const taskRoutes: Routes<"tasks"> = {
  ...taskBatches,
  ...taskContent,
  ...taskLists,
  ...taskParameters,
  ...taskParts,
  ...taskStatus,
  ...taskVisibility,
};
