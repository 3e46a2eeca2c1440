import { type EndpointName, endpointVersions } from "@clearml-ts/protocol";
import { ADMINISTRATORS } from "../../auth/caller.ts";
import { ApiVersion } from "../../endpoints/api-version.ts";
import { chooseRoute } from "../../endpoints/choose-route.ts";
import type { Fields, FieldType } from "../../endpoints/fields.ts";
import type { CheckedRoute, Route, Routes } from "../../endpoints/routes.ts";

/** Every endpoint but the one that lists them. */
export type ListedRoutes = Omit<Routes, "server.endpoints">;

/** Makes the endpoint that lists all endpoints with what is checked about their requests. */
export function endpointList(routes: ListedRoutes): CheckedRoute<"server.endpoints"> {
  return {
    roles: ADMINISTRATORS,
    handle: () => ({
      endpoints: Object.fromEntries(
        Object.entries(endpointVersions).map(([name, versions]) => [
          name,
          versions.map((version) => describeEndpoint(version, fieldsOf(routes, name as EndpointName, version))),
        ]),
      ),
    }),
  };
}

function describeEndpoint(min_version: string, fields: Fields<Record<string, unknown>>) {
  const declared = Object.entries(fields).flatMap(([name, type]) => (type ? [[name, type] as const] : []));
  const required = declared.filter(([, type]) => type.endsWith("!")).map(([name]) => name);
  const properties = declared.map(([name, type]) => [name, schemas[type.replace("!", "") as FieldType]]);
  return {
    min_version,
    required_fields: required,
    request_data_model: { type: "object", properties: Object.fromEntries(properties), required },
  };
}

function fieldsOf(routes: ListedRoutes, name: EndpointName, version: string): Fields<Record<string, unknown>> {
  if (name === "server.endpoints") {
    return {};
  }
  const { fields = {} } = chooseRoute(routes[name] as Route<EndpointName>, ApiVersion.parse(version));
  return fields as Fields<Record<string, unknown>>;
}

const schemas: Readonly<Record<FieldType, object>> = {
  string: { type: "string" },
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  object: { type: "object" },
  list: { type: "array" },
  "string[]": { type: "array", items: { type: "string" } },
  "string?[]": { type: "array", items: { type: ["string", "null"] } },
  "object[]": { type: "array", items: { type: "object" } },
};
