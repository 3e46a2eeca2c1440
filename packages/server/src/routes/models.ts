import { modelContent } from "./models/content.ts";
import { modelLists } from "./models/lists.ts";
import { modelState } from "./models/state.ts";
import type { Routes } from "./routes.ts";

/** The answers of the `models` service. */
export const modelRoutes: Routes<"models"> = { ...modelContent, ...modelLists, ...modelState };
