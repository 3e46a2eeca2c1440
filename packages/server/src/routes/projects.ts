import { projectCleanup } from "./projects/cleanup.ts";
import { projectContent } from "./projects/content.ts";
import { projectLists } from "./projects/lists.ts";
import { projectValues } from "./projects/values.ts";
import type { Routes } from "./routes.ts";

/** The answers of the `projects` service. */
export const projectRoutes: Routes<"projects"> = {
  ...projectCleanup,
  ...projectContent,
  ...projectLists,
  ...projectValues,
};
