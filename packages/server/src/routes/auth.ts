import type { Routes } from "./routes.ts";

export const authRoutes: Routes<"auth"> = {};
