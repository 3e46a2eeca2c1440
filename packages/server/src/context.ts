import { type ContextParts, type Core, createCore } from "./records/core.ts";
import { type AuthService, createAuthService } from "./services/auth/service.ts";
import { EventStore } from "./services/events/store/event-store.ts";
import { createModelService, type ModelService } from "./services/models/service.ts";
import { ModelStore } from "./services/models/store.ts";
import { createOrganizationService, type OrganizationService } from "./services/organization/service.ts";
import { createProjectService, type ProjectService } from "./services/projects/service.ts";
import { createQueueService, type QueueService } from "./services/queues/service.ts";
import { ReportStore } from "./services/reports/store.ts";
import { ServerStatistics } from "./services/server/statistics.ts";
import { createServingService, type ServingService } from "./services/serving/service.ts";
import { createTaskService, type TaskService } from "./services/tasks/service.ts";
import { createWorkerService, type WorkerService } from "./services/workers/service.ts";

/** Everything that handlers work with: the core and the parts of each service. */
export interface ServerContext
  extends Core,
    AuthService,
    ModelService,
    OrganizationService,
    ProjectService,
    QueueService,
    ServingService,
    TaskService,
    WorkerService {
  readonly events: EventStore;
  readonly reports: ReportStore;
  readonly serverStatistics: ServerStatistics;
}

/** Wires the services to each other, a line each: a service gets the core and the parts of others that it needs. */
export function createContext(parts: ContextParts): ServerContext {
  const core = createCore(parts);
  const events = new EventStore(core.database, core.clock);
  const models = new ModelStore(core.records);
  const queues = createQueueService(core);
  const projects = createProjectService(core, { events });
  const tasks = createTaskService(core, { ...queues, models, events });
  const workers = createWorkerService(core, { ...tasks, ...queues });
  return {
    ...core,
    ...createAuthService(core),
    ...createModelService(core, { ...tasks, models, events }),
    ...createOrganizationService(core),
    ...createServingService(core),
    ...projects,
    ...queues,
    ...tasks,
    ...workers,
    events,
    reports: new ReportStore(core.records, { ...tasks, ...projects }),
    serverStatistics: new ServerStatistics(core.database, core.records, { ...core, ...workers }),
  };
}
