import type { EndpointName, Envelope } from "@clearml-ts/protocol";
import type { StartServerOptions } from "./config.ts";
import type { Server } from "./server.ts";
import { startServer } from "./start-server.ts";

/** Starts a server in memory that is reached without a port. */
export function startTestServer(options: StartServerOptions = {}): Promise<Server> {
  return startServer({ database: ":memory:", listen: false, ...options });
}

/** The header that a key pair signs in with. */
export function basic({ accessKey, secretKey }: { accessKey: string; secretKey: string }): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}` };
}

/** An answer of the API with what tests look at. */
export interface Answer<T = Record<string, unknown>> extends Envelope<T> {
  readonly status: number;
  readonly headers: Headers;
  /** `code/subcode`. */
  readonly result: string;
}

/** Calls an endpoint, signed in with the server's own key pair unless the headers say otherwise. */
export async function call<T = Record<string, unknown>>(
  server: Server,
  path: EndpointName | (string & {}),
  body: unknown = {},
  headers: Record<string, string> = basic(server.credentials),
): Promise<Answer<T>> {
  const response = await server.fetch(`${server.urls.api}/${path}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const envelope = (await response.json()) as Envelope<T>;
  const { result_code, result_subcode } = envelope.meta;
  return {
    ...envelope,
    status: response.status,
    headers: response.headers,
    result: `${result_code}/${result_subcode}`,
  };
}
