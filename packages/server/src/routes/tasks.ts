import type { Routes } from "./routes.ts";

export const taskRoutes: Routes<"tasks"> = {};
