import type { Routes } from "./routes.ts";

export const debugRoutes: Routes<"debug"> = {};
