import type { Routes } from "../../routing/routes.ts";
import { modelContent } from "./content-routes.ts";
import { modelLists } from "./list-routes.ts";
import { modelState } from "./state-routes.ts";

/** The answers of the `models` service. */
export const modelRoutes: Routes<"models"> = { ...modelContent, ...modelLists, ...modelState };
