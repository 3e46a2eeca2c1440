import type { AuthEndpoints } from "./auth.ts";
import type { DebugEndpoints } from "./debug.ts";
import type { EventsEndpoints } from "./events.ts";
import type { LoginEndpoints } from "./login.ts";
import type { ModelsEndpoints } from "./models.ts";
import type { OrganizationEndpoints } from "./organization.ts";
import type { PipelinesEndpoints } from "./pipelines.ts";
import type { ProjectsEndpoints } from "./projects.ts";
import type { QueuesEndpoints } from "./queues.ts";
import type { ReportsEndpoints } from "./reports.ts";
import type { ServerEndpoints } from "./server.ts";
import type { ServingEndpoints } from "./serving.ts";
import type { StorageEndpoints } from "./storage.ts";
import type { TasksEndpoints } from "./tasks.ts";
import type { UsersEndpoints } from "./users.ts";
import type { WorkersEndpoints } from "./workers.ts";

/** Every endpoint of the API by name, each with the type of its request and of the data of its answer. */
export interface EndpointMap
  extends AuthEndpoints,
    DebugEndpoints,
    EventsEndpoints,
    LoginEndpoints,
    ModelsEndpoints,
    OrganizationEndpoints,
    PipelinesEndpoints,
    ProjectsEndpoints,
    QueuesEndpoints,
    ReportsEndpoints,
    ServerEndpoints,
    ServingEndpoints,
    StorageEndpoints,
    TasksEndpoints,
    UsersEndpoints,
    WorkersEndpoints {}

/** Name of an endpoint in the form `service.action`. */
export type EndpointName = keyof EndpointMap;

/** Name of a service, the part before the dot. */
export type ServiceName = EndpointName extends `${infer Service}.${string}` ? Service : never;

/** Lets a caller write `undefined` for what is left out, which JSON does not send. */
type Sendable<R> = R extends readonly unknown[]
  ? R
  : { [K in keyof R]: Record<never, never> extends Pick<R, K> ? R[K] | undefined : R[K] };

/** The request of an endpoint; a list stands for a body with one JSON object per line. */
export type RequestOf<E extends EndpointName> = Sendable<EndpointMap[E]["request"]>;

/** The reply of an endpoint: the `data` of the envelope. */
export type ReplyOf<E extends EndpointName> = EndpointMap[E]["reply"];

/** Endpoints whose body is one JSON object per line. */
export type BatchEndpointName = {
  [E in EndpointName]: EndpointMap[E]["request"] extends readonly unknown[] ? E : never;
}[EndpointName];

/** Endpoints whose answer is a file, without an envelope. */
export type RawEndpointName = {
  [E in EndpointName]: EndpointMap[E]["reply"] extends string ? E : never;
}[EndpointName];
