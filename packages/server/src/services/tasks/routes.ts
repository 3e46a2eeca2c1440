import type { Routes } from "../../routing/routes.ts";
import { taskParameters } from "./content/parameter-routes.ts";
import { taskParts } from "./content/part-routes.ts";
import { taskContent } from "./content/routes.ts";
import { taskLists } from "./lists/routes.ts";
import { taskBatches } from "./status/batch-routes.ts";
import { taskStatus } from "./status/routes.ts";
import { taskVisibility } from "./visibility-routes.ts";

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
