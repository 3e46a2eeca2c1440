import { batchEndpoints, type EndpointName, type Envelope, endpointVersions } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { sampleRequest } from "../fields/field-sample.fixture.ts";
import { readField, type TypeName } from "../fields/fields.ts";
import { basic, startTestServer } from "../fixtures/server.fixture.ts";
import { routes } from "../services/routes.ts";
import type { Server } from "../startup/server.ts";
import { ApiVersion } from "./api-version.ts";
import { chooseRoute } from "./choose-route.ts";
import type { AnyRoute } from "./routes.ts";

const names = Object.keys(endpointVersions) as EndpointName[];

/** Every form of every endpoint, with the fields it declares. */
const handlers = names.flatMap((name) =>
  endpointVersions[name].map((version) => {
    const { fields = {} } = chooseRoute(routes[name] as AnyRoute, ApiVersion.parse(version));
    return { name, version, fields };
  }),
);

/** Names that list requests may hold beside the declared fields, and some that no request holds. */
const undeclared = [
  ...["id", "name", "user", "project", "tags", "system_tags", "type", "status", "parent", "filters", "_any_", "_all_"],
  ...["only_fields", "order_by", "page", "page_size", "scroll_id", "size", "search_text", "status_changed", "created"],
  ...["execution", "script", "models", "hyperparams", "configuration", "container", "runtime", "metadata", "labels"],
  ...["hyperparams.Args.lr.value", "last_metrics.a.b.value", "report", "uri", "ready", "method", "__proto__"],
];

const junk = [
  5,
  -1,
  1e300,
  0.5,
  "x",
  "",
  "(",
  "__$not",
  true,
  [],
  [5],
  [null],
  [[]],
  {},
  { a: 1 },
  { a: { b: [null] } },
];

/** A value of each type that JSON knows. */
const jsonValues = { string: "x", number: 0.5, boolean: true, null: null, list: [{ a: 1 }], object: { wrong: 1 } };

/** Sends a body and returns the envelope's code, after a look at the envelope. */
async function codeOf(server: Server, { name, version }: { name: EndpointName; version: string }, body: object) {
  const isBatch = (batchEndpoints as readonly string[]).includes(name);
  const response = await server.fetch(`${server.urls.api}/v${version}/${name}`, {
    method: "POST",
    headers: { ...basic(server.credentials), ...(isBatch ? { "content-type": "application/json-lines" } : {}) },
    body: JSON.stringify(body),
  });
  if (!response.headers.get("content-type")?.startsWith("application/json")) {
    return response.status;
  }
  const { meta, data } = (await response.json()) as Envelope<unknown>;
  expect(meta.endpoint.name).toBe(name);
  expect(meta.result_code).toBe(response.status);
  expect(data).toEqual(expect.anything());
  return meta.result_code;
}

test("each endpoint has a handler for each of its versions, in their order", () => {
  for (const name of names) {
    const route = routes[name] as AnyRoute;
    if (typeof route === "function" || "handle" in route) {
      continue;
    }
    expect(route.map(({ minVersion }) => minVersion)).toEqual(endpointVersions[name]);
  }
  expect(Object.keys(routes).sort()).toEqual([...names].sort());
});

test("each endpoint answers an empty request, and one with as little as it requires", async () => {
  const errors: unknown[] = [];
  await using server = await startTestServer({ onError: (error) => errors.push(error) });
  for (const handler of handlers) {
    expect(await codeOf(server, handler, {}), handler.name).toBeLessThan(500);
    expect(await codeOf(server, handler, sampleRequest(handler.fields, "required")), handler.name).toBeLessThan(500);
  }
  expect(errors).toEqual([]);
});

/** The types of JSON that fit a declared type, or are read as such. */
const fitting: Readonly<Record<TypeName, readonly string[]>> = {
  any: Object.keys(jsonValues),
  string: ["string"],
  integer: ["number", "boolean"],
  number: ["number", "boolean"],
  boolean: ["string", "number", "boolean", "list", "object"],
  object: ["object"],
  list: ["list"],
  "string[]": [],
  "string?[]": [],
  "object[]": ["list"],
};

test.each(Object.entries(jsonValues))(
  "each endpoint refuses a field of another type that holds a JSON %s, and never fails",
  async (jsonType, value) => {
    const errors: unknown[] = [];
    await using server = await startTestServer({ onError: (error, where) => errors.push([where, error]) });
    for (const handler of handlers) {
      for (const [field, declaration] of Object.entries(handler.fields)) {
        const { type, required } = readField(declaration);
        const code = await codeOf(server, handler, { ...sampleRequest(handler.fields), [field]: value });
        expect(code, `${handler.name} ${field}`).toBeLessThan(500);
        const isRefused = value === null ? required : !fitting[type].includes(jsonType);
        if (isRefused) {
          expect(code, `${handler.name} ${field}`).toBe(400);
        }
      }
    }
    expect(errors).toEqual([]);
  },
);

test.each(junk.map((value) => ({ value })))("each endpoint has an answer to fields that hold %j", async ({ value }) => {
  const errors: unknown[] = [];
  await using server = await startTestServer({ onError: (error, where) => errors.push([where, error]) });
  for (const handler of handlers) {
    const fields = [...Object.keys(handler.fields), ...undeclared];
    const body = Object.fromEntries(fields.map((field) => [field, value]));
    expect(await codeOf(server, handler, body), handler.name).toBeLessThan(500);
    // Without the declared ones: most requests come no further than to those.
    const others = Object.fromEntries(undeclared.map((field) => [field, value]));
    expect(await codeOf(server, handler, { ...others, ...sampleRequest(handler.fields) }), handler.name).toBeLessThan(
      500,
    );
  }
  expect(errors).toEqual([]);
});
