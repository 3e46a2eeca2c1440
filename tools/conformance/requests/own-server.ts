import { API_VERSION } from "@clearml-ts/protocol";
import { type Server, startServer } from "@clearml-ts/server";
import { fillPlaceholders, type Kind } from "./placeholders.ts";
import type { RecordedRequest } from "./read-requests.ts";

/** The embedded server, asked as the official one is. */
export class OwnServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #authorization: string;
  #made = 0;

  private constructor(server: Server) {
    this.#server = server;
    const { accessKey, secretKey } = server.credentials;
    this.#authorization = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`;
  }

  static async start(): Promise<OwnServer> {
    return new OwnServer(await startServer({ database: ":memory:", listen: false }));
  }

  /** Returns code and subcode of the answer to a request; everything that the request names is made before. */
  async codeOf(request: RecordedRequest): Promise<{ code: string; message: string }> {
    const made = new Map<string, Promise<string>>();
    const make = (kind: Kind, placeholder: string): Promise<string> => {
      const id = made.get(placeholder) ?? this.#make(kind);
      made.set(placeholder, id);
      return id;
    };
    const data = await fillPlaceholders(request.data, make);
    const { code, subcode, message } = await this.#call(request, data);
    return { code: `${code}/${subcode}`, message };
  }

  async #make(kind: Kind): Promise<string> {
    this.#made += 1;
    const name = `a ${kind} ${this.#made}`;
    const contents: Record<Kind, Record<string, unknown>> = {
      task: { name, type: "training" },
      model: { name, uri: "https://files/model", ready: false },
      project: { name },
      queue: { name },
    };
    const { data } = await this.#call(
      { endpoint: `${kind}s.create`, version: API_VERSION, item: false },
      contents[kind],
    );
    return data["id"] as string;
  }

  async #call({ endpoint, version, item }: Omit<RecordedRequest, "data">, data: unknown) {
    const response = await this.#server.fetch(
      new Request(`${this.#server.urls.api}/v${version || API_VERSION}/${endpoint}`, {
        method: "POST",
        headers: {
          authorization: this.#authorization,
          "content-type": item ? "application/json-lines" : "application/json",
        },
        body: JSON.stringify(data),
      }),
    );
    const text = await response.text();
    try {
      const { meta, data: reply } = JSON.parse(text);
      return { code: meta.result_code, subcode: meta.result_subcode, message: meta.result_msg as string, data: reply };
    } catch {
      return { code: response.status, subcode: 0, message: text.slice(0, 100), data: {} };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.close();
  }
}
