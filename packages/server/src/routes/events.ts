import type { Routes } from "./routes.ts";

export const eventRoutes: Routes<"events"> = {};
