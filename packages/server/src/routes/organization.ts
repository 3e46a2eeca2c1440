import type { Routes } from "./routes.ts";

export const organizationRoutes: Routes<"organization"> = {};
