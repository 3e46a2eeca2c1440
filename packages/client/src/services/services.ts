import {
  type BatchEndpointName,
  type EndpointName,
  endpointVersions,
  isBatchEndpoint,
  type ReplyOf,
  type RequestOf,
  type ServiceName,
} from "@clearml-ts/protocol";
import type { CallOptions, CallOptionsOf, JsonEndpointName } from "../session/call-options.ts";
import type { Session } from "../session/session.ts";

/** The name of an endpoint as its method is called. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** A function that calls one endpoint; the request can be left out where all of its fields can. */
export type ServiceMethod<E extends EndpointName> = E extends BatchEndpointName
  ? (items: RequestOf<E>, options?: CallOptions) => Promise<ReplyOf<E>[]>
  : Record<never, never> extends RequestOf<E>
    ? (request?: RequestOf<E>, options?: CallOptionsOf<E>) => Promise<ReplyOf<E>>
    : (request: RequestOf<E>, options?: CallOptionsOf<E>) => Promise<ReplyOf<E>>;

/** Every endpoint of the API as a method: `tasks.get_by_id` is `services.tasks.getById`. */
export type Services = {
  readonly [S in ServiceName]: {
    readonly [E in EndpointName as E extends `${S}.${infer Action}` ? CamelCase<Action> : never]: ServiceMethod<E>;
  };
};

/** Makes the typed methods that call the API through a session. */
export function createServices(session: Pick<Session, "call" | "sendBatch">): Services {
  const services: Record<string, Record<string, unknown>> = {};
  for (const endpoint of Object.keys(endpointVersions) as EndpointName[]) {
    const [service = "", action = ""] = endpoint.split(".");
    const methods = services[service] ?? {};
    services[service] = methods;
    methods[camelCase(action)] = isBatchEndpoint(endpoint)
      ? (items: RequestOf<typeof endpoint>, options?: CallOptions) => session.sendBatch(endpoint, items, options)
      : (request = {}, options?: CallOptions) => session.call(endpoint as JsonEndpointName, request, options);
  }
  return services as unknown as Services;
}

/** Writes the name of an endpoint as its method is called. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}
