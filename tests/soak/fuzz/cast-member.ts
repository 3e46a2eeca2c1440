import type { ApiClient } from "../api-client.ts";

/** Makes something and returns its id. */
export async function create(client: ApiClient, endpoint: string, body: object): Promise<string> {
  return (await client.call<{ id: string }>(endpoint, body)).id;
}
