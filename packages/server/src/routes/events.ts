import { allEventRoutes } from "./events/all-events.ts";
import { curveRoutes } from "./events/curves.ts";
import { logRoutes } from "./events/logs.ts";
import { nameRoutes } from "./events/names.ts";
import { plotRoutes } from "./events/plots.ts";
import { rawScalarRoutes } from "./events/raw-scalars.ts";
import { samplePageRoutes } from "./events/sample-pages.ts";
import { sampleViewerRoutes } from "./events/sample-viewer.ts";
import { scrollRoutes } from "./events/scrolls.ts";
import { writingRoutes } from "./events/writing.ts";
import type { Routes } from "./routes.ts";

export const eventRoutes: Routes<"events"> = {
  ...allEventRoutes,
  ...curveRoutes,
  ...logRoutes,
  ...nameRoutes,
  ...plotRoutes,
  ...rawScalarRoutes,
  ...samplePageRoutes,
  ...sampleViewerRoutes,
  ...scrollRoutes,
  ...writingRoutes,
};
