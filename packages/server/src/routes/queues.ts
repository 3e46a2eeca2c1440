import type { Routes } from "./routes.ts";

export const queueRoutes: Routes<"queues"> = {};
