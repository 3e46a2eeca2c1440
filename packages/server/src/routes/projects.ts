import type { Routes } from "./routes.ts";

export const projectRoutes: Routes<"projects"> = {};
