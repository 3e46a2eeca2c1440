import type { Routes } from "./routes.ts";

export const pipelineRoutes: Routes<"pipelines"> = {};
