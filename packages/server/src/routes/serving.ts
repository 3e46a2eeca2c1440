import type { Routes } from "./routes.ts";

export const servingRoutes: Routes<"serving"> = {};
