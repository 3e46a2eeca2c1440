import type { Routes } from "./routes.ts";

export const storageRoutes: Routes<"storage"> = {};
