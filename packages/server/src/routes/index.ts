import { authRoutes } from "./auth.ts";
import { debugRoutes } from "./debug.ts";
import { endpointList, type ListedRoutes } from "./endpoint-list.ts";
import { eventRoutes } from "./events.ts";
import { loginRoutes } from "./login.ts";
import { modelRoutes } from "./models.ts";
import { organizationRoutes } from "./organization.ts";
import { pipelineRoutes } from "./pipelines.ts";
import { projectRoutes } from "./projects.ts";
import { queueRoutes } from "./queues.ts";
import { reportRoutes } from "./reports.ts";
import type { Routes } from "./routes.ts";
import { serverRoutes } from "./server.ts";
import { servingRoutes } from "./serving.ts";
import { storageRoutes } from "./storage.ts";
import { taskRoutes } from "./tasks.ts";
import { userRoutes } from "./users.ts";
import { workerRoutes } from "./workers.ts";

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
