import type { Routes } from "../../routing/routes.ts";
import { projectCleanup } from "./cleanup-routes.ts";
import { projectContent } from "./content-routes.ts";
import { projectLists } from "./list-routes.ts";
import { projectValues } from "./value-routes.ts";

/** The answers of the `projects` service. */
export const projectRoutes: Routes<"projects"> = {
  ...projectCleanup,
  ...projectContent,
  ...projectLists,
  ...projectValues,
};
