import type { Routes } from "./routes.ts";

export const workerRoutes: Routes<"workers"> = {};
