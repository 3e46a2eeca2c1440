import type { Routes } from "./routes.ts";

export const reportRoutes: Routes<"reports"> = {};
