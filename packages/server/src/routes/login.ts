import type { Routes } from "./routes.ts";

export const loginRoutes: Routes<"login"> = {};
