import type { Routes } from "../routing/routes.ts";
import { authRoutes } from "./auth/routes.ts";
import { debugRoutes } from "./debug/routes.ts";
import { eventRoutes } from "./events/routes.ts";
import { loginRoutes } from "./login/routes.ts";
import { modelRoutes } from "./models/routes.ts";
import { organizationRoutes } from "./organization/routes.ts";
import { pipelineRoutes } from "./pipelines/routes.ts";
import { projectRoutes } from "./projects/routes.ts";
import { queueRoutes } from "./queues/routes.ts";
import { reportRoutes } from "./reports/routes.ts";
import { endpointList, type ListedRoutes } from "./server/endpoint-list.ts";
import { serverRoutes } from "./server/routes.ts";
import { servingRoutes } from "./serving/routes.ts";
import { storageRoutes } from "./storage/routes.ts";
import { taskRoutes } from "./tasks/routes.ts";
import { userRoutes } from "./users/routes.ts";
import { workerRoutes } from "./workers/routes.ts";

const listed: ListedRoutes = {
  ...authRoutes,
  ...debugRoutes,
  ...eventRoutes,
  ...loginRoutes,
  ...modelRoutes,
  ...organizationRoutes,
  ...pipelineRoutes,
  ...projectRoutes,
  ...queueRoutes,
  ...reportRoutes,
  ...serverRoutes,
  ...servingRoutes,
  ...storageRoutes,
  ...taskRoutes,
  ...userRoutes,
  ...workerRoutes,
};

/** Every endpoint of the API: one without an answer does not compile. */
export const routes: Routes = { ...listed, "server.endpoints": endpointList(listed) };
