import { type Connection, connect } from "@clearml-ts/client";
import type { ServerProcess } from "./server-process.ts";

/** Connects to a server that was started for a measurement, whatever this machine is configured for. */
export function connectTo({ address }: ServerProcess, cacheDir: string): Promise<Connection> {
  const { api, web, files, accessKey, secretKey } = address;
  return connect({ apiServer: api, webServer: web, filesServer: files, accessKey, secretKey, env: {}, cacheDir });
}

/** Sends calls with as little work of its own as possible, so that the server is what is measured. */
export class BareClient {
  readonly #api: string;
  readonly #headers: Record<string, string>;

  private constructor(api: string, headers: Record<string, string>) {
    this.#api = api;
    this.#headers = headers;
  }

  static async for({ config, session }: Connection): Promise<BareClient> {
    return new BareClient(config.apiServer, await session.authorize());
  }

  /** Posts a text, JSON unless it says otherwise, and returns the body of the answer. */
  async post(endpoint: string, body: string, contentType = "application/json"): Promise<string> {
    const response = await fetch(`${this.#api}/v2.23/${endpoint}`, {
      method: "POST",
      headers: { ...this.#headers, "content-type": contentType },
      body,
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${endpoint} was answered by ${response.status}: ${text.slice(0, 500)}`);
    }
    return text;
  }

  /** Makes the same call several times and returns the seconds of each; the first one only warms up. */
  async time(endpoint: string, request: object, runs: number): Promise<number[]> {
    const body = JSON.stringify(request);
    await this.post(endpoint, body);
    const seconds: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const started = performance.now();
      await this.post(endpoint, body);
      seconds.push((performance.now() - started) / 1000);
    }
    return seconds;
  }
}
