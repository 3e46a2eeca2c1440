import type { Routes } from "./routes.ts";

export const serverRoutes: Routes<"server"> = {};
