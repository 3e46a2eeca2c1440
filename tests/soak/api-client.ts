import type { ServerAddress } from "../interop/fixtures/clearml-server.ts";

/** A client without retries that remembers nothing: what it was told is all it knows. */
export class ApiClient {
  readonly #address: ServerAddress;
  readonly token: string;

  private constructor(address: ServerAddress, token: string) {
    this.#address = address;
    this.token = token;
  }

  static async login(address: ServerAddress): Promise<ApiClient> {
    const { data } = (await (
      await fetch(`${address.api}/auth.login`, { method: "POST", headers: basic(address) })
    ).json()) as { data: { token: string } };
    return new ApiClient(address, data.token);
  }

  /** Calls an endpoint and returns its data. Rejects when it refuses. */
  call<T = Record<string, unknown>>(endpoint: string, body: object = {}): Promise<T> {
    return this.#call(endpoint, JSON.stringify(body), "application/json");
  }

  /** Calls a batch endpoint. */
  batch<T = Record<string, unknown>>(endpoint: string, lines: readonly object[]): Promise<T> {
    return this.#call(endpoint, lines.map((line) => JSON.stringify(line)).join("\n"), "application/json-lines");
  }

  async upload(path: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    const body = new FormData();
    body.append(path, new Blob([content]), path);
    await (await this.#send(this.#address.files, { method: "POST", body })).arrayBuffer();
  }

  async download(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#send(`${this.#address.files}/${path}`)).arrayBuffer());
  }

  async #call<T>(endpoint: string, body: string, type: string): Promise<T> {
    const url = `${this.#address.api}/${endpoint}`;
    const answer = await this.#send(url, { method: "POST", body, headers: { "content-type": type } });
    return ((await answer.json()) as { data: T }).data;
  }

  async #send(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${this.token}` } });
    if (!response.ok) {
      throw new Error(`${url}: ${response.status} ${await response.text()}`);
    }
    return response;
  }
}

/** The header that a key pair signs in with. */
export function basic({ accessKey, secretKey }: { accessKey: string; secretKey: string }): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}` };
}
