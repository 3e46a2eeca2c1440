import { endpointVersions } from "@clearml-ts/protocol";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { ApiClient } from "../api-client.ts";

/** The JSON schema of a field, as far as the server says it. */
export interface FieldSchema {
  readonly type: string;
  readonly items?: { readonly type: string | readonly string[] };
}

/** One form of an endpoint: what requests to it may hold. */
export interface EndpointForm {
  readonly name: string;
  readonly version: string;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, FieldSchema>>;
}

interface ListedForm {
  readonly min_version: string;
  readonly request_data_model: { readonly properties: Record<string, FieldSchema>; readonly required: string[] };
}

/** Asks a server for everything it answers, and makes sure that it is everything the protocol knows. */
export async function endpointForms(address: ServerAddress): Promise<EndpointForm[]> {
  const client = await ApiClient.login(address);
  const { endpoints } = await client.call<{ endpoints: Record<string, ListedForm[]> }>("server.endpoints");
  const missing = Object.keys(endpointVersions).filter((name) => endpoints[name] === undefined);
  if (missing.length > 0) {
    throw new Error(`server.endpoints does not list ${missing.join(", ")}.`);
  }
  return Object.entries(endpoints).flatMap(([name, forms]) =>
    forms.map(({ min_version, request_data_model: { properties, required } }) => ({
      ...{ name, version: min_version, properties, required },
    })),
  );
}
