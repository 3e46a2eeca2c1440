import type { Routes } from "./routes.ts";

export const userRoutes: Routes<"users"> = {};
