import { API_VERSION } from "@clearml-ts/protocol";
import fc from "fast-check";
import type { Call, Sequence } from "../sequences/sequence.ts";
import { makers, namesOf, type RecordKind } from "./named-ids.ts";
import type { EndpointSchema } from "./request-schema.ts";
import { requestsOf } from "./request-values.ts";

/** Settings of the walks to make. */
export interface WalkOptions {
  readonly seed: number;
  readonly walks: number;
  /** Calls of a walk between those that make its first records and those that read all of them. */
  readonly steps: number;
}

/** Endpoints that say what only one server is, or who calls it, or that leave no server to call afterwards. */
const leftOut = /^(auth|login|server|debug|users)\./;

const firstCalls: readonly Call[] = [
  call("projects.create", { name: "one" }, "@project1"),
  call("tasks.create", { name: "one", type: "training", project: "@project1" }, "@task1"),
  call("tasks.create", { name: "two", type: "testing" }, "@task2"),
  call("models.create", { name: "one", uri: "file:///a", project: "@project1" }, "@model1"),
  call("queues.create", { name: "one" }, "@queue1"),
];

const lastCalls: readonly Call[] = [
  ...namesOf("task").map((task) => call("tasks.get_by_id", { task })),
  ...namesOf("report").map((id) => call("reports.get_all_ex", { id: [id] })),
  ...namesOf("project").map((project) => call("projects.get_by_id", { project })),
  ...namesOf("model").map((model) => call("models.get_by_id", { model })),
  ...namesOf("queue").map((queue) => call("queues.get_by_id", { queue })),
];

/**
 * Makes walks: calls of mixed endpoints to records that exist, are gone, or are of another kind, in any order. The same
 * options make the same walks; each walk keeps to a few services, so that its calls meet.
 */
export function walksOf(endpoints: readonly EndpointSchema[], { seed, walks, steps }: WalkOptions): Sequence[] {
  const usable = endpoints.filter(({ endpoint }) => !leftOut.test(endpoint));
  const services = [...new Set(usable.map(serviceOf))];
  const calls = new Map(
    services.map((service) => {
      const own = usable.filter((schema) => serviceOf(schema) === service);
      return [service, fc.oneof(...own.map(callsOf))] as const;
    }),
  );
  // A service is chosen the more often, the more endpoints it has.
  const walk = fc
    .uniqueArray(fc.constantFrom(...usable.map(serviceOf)), { minLength: 1, maxLength: 3, size: "max" })
    .chain((chosen) =>
      fc.array(fc.oneof(...chosen.map((service) => calls.get(service) as fc.Arbitrary<Call>)), {
        minLength: steps,
        maxLength: steps,
        size: "max",
      }),
    );
  return fc.sample(walk, { seed, numRuns: walks }).map((middle, index) => ({
    name: `walk ${index + 1} of seed ${seed}`,
    calls: [...firstCalls, ...middle, ...lastCalls],
  }));
}

function serviceOf({ endpoint }: EndpointSchema): string {
  return endpoint.split(".")[0] ?? "";
}

function callsOf(schema: EndpointSchema): fc.Arbitrary<Call> {
  const { endpoint, version, isBatch } = schema;
  const kind = (makers as Readonly<Record<string, RecordKind>>)[endpoint];
  const requests = requestsOf(schema);
  return fc
    .tuple(
      isBatch ? fc.array(requests, { minLength: 1, maxLength: 3 }) : requests,
      fc.boolean(),
      kind === undefined ? fc.constant(undefined) : fc.constantFrom(...namesOf(kind)),
    )
    .map(([data, isNewest, name]) => ({
      endpoint,
      version: isNewest ? API_VERSION : version,
      data,
      keep: name === undefined ? {} : { id: name },
    }));
}

function call(endpoint: string, data: object, name?: string): Call {
  return { endpoint, version: API_VERSION, data, keep: name === undefined ? {} : { id: name } };
}
