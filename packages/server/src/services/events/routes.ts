import type { Routes } from "../../routing/routes.ts";
import { allEventRoutes } from "./all-events.ts";
import { curveRoutes } from "./curves/curves.ts";
import { rawScalarRoutes } from "./curves/raw-scalars.ts";
import { logRoutes } from "./logs/logs.ts";
import { nameRoutes } from "./names.ts";
import { plotRoutes } from "./samples/plots.ts";
import { samplePageRoutes } from "./samples/sample-pages.ts";
import { sampleViewerRoutes } from "./samples/sample-viewer.ts";
import { scrollRoutes } from "./scroll-routes.ts";
import { writingRoutes } from "./writing/routes.ts";

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
