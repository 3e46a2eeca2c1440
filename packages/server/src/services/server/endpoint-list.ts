import { type EndpointName, endpointVersions } from "@clearml-ts/protocol";
import { ADMINISTRATORS } from "../../auth/caller.ts";
import { schemaOf } from "../../fields/field-schema.ts";
import type { AnyFields } from "../../fields/fields.ts";
import { ApiVersion } from "../../routing/api-version.ts";
import { chooseRoute } from "../../routing/choose-route.ts";
import type { AnyRoute, CheckedRoute, Routes } from "../../routing/routes.ts";

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
