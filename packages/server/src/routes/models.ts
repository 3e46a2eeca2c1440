import type { Routes } from "./routes.ts";

export const modelRoutes: Routes<"models"> = {};
