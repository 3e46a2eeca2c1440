import { type EndpointName, endpointVersions } from "@clearml-ts/protocol";
import { ADMINISTRATORS } from "../../auth/caller.ts";
import { ApiVersion } from "../../endpoints/api-version.ts";
import { chooseRoute } from "../../endpoints/choose-route.ts";
import { schemaOf } from "../../endpoints/field-schema.ts";
import type { AnyFields } from "../../endpoints/fields.ts";
import type { AnyRoute, CheckedRoute, Routes } from "../../endpoints/routes.ts";

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

function describeEndpoint(min_version: string, fields: AnyFields) {
  const schema = schemaOf(fields);
  return { min_version, required_fields: schema.required, request_data_model: schema };
}

function fieldsOf(routes: ListedRoutes, name: EndpointName, version: string): AnyFields {
  if (name === "server.endpoints") {
    return {};
  }
  return chooseRoute(routes[name] as AnyRoute, ApiVersion.parse(version)).fields ?? {};
}
