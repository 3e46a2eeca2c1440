import type { EndpointName, Envelope, RawEndpointName, ReplyOf, ResponseMeta } from "@clearml-ts/protocol";
import type { Server } from "@clearml-ts/server";

/** The newest version of everything is what the web UI asks for. */
const PREFIX = "v999.0";

/** Endpoints that answer with an envelope. */
type PageEndpoint = Exclude<EndpointName, RawEndpointName>;

/** A call as a browser makes it. */
interface BrowserCall {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** `null` sends no body at all. */
  readonly body?: object | null;
}

/** The header that a name and a secret sign in with. */
export function basicHeader(name: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}` };
}

/**
 * Calls the API as the official web UI does in a browser: by POST, below `/v999.0`, with the cookie of its session, and
 * with whatever the page puts in a body, which is why bodies are plain objects here.
 */
export class Page {
  #cookie: string | undefined;

  /** @param api address of the API. @default that of its own port */
  constructor(
    readonly server: Server,
    readonly api: string = server.urls.api,
  ) {}

  /** Opens a page whose session has begun. */
  static async signedIn(server: Server): Promise<Page> {
    const page = new Page(server);
    const { accessKey, secretKey } = server.credentials;
    await page.signIn(basicHeader(accessKey, secretKey));
    return page;
  }

  /** Begins a session; its token stays in the cookie, the page does not read it. */
  async signIn(headers: Record<string, string>): Promise<void> {
    const response = await this.send("auth.login", { headers, body: null });
    const [cookie] = response.headers.get("set-cookie")?.split(";") ?? [];
    if (response.status !== 200 || !cookie) {
      throw new Error(`auth.login answered ${response.status}`);
    }
    this.#cookie = cookie;
  }

  /** Calls an endpoint that must answer, and returns what the page reads. */
  async call<E extends PageEndpoint>(endpoint: E, body: object | null = {}, headers = {}): Promise<ReplyOf<E>> {
    const response = await this.send(endpoint, { body, headers });
    const { meta, data } = (await response.json()) as Envelope<ReplyOf<E>>;
    if (response.status !== 200) {
      throw new Error(`${endpoint} answered ${response.status}: ${meta.result_msg}`);
    }
    return data;
  }

  /** Calls an endpoint that must refuse, and returns what the page reads of that. */
  async refused(endpoint: string, body: object = {}): Promise<ResponseMeta> {
    const response = await this.send(endpoint, { body });
    const { meta } = (await response.json()) as Envelope<unknown>;
    if (meta.result_code !== response.status || response.ok) {
      throw new Error(`${endpoint} answered ${response.status}`);
    }
    return meta;
  }

  /** Follows a link to the API, as for downloads: with the cookie and without a body. */
  open(endpoint: RawEndpointName, query: Readonly<Record<string, string>>): Promise<Response> {
    return this.send(`${endpoint}?${new URLSearchParams(query)}`, { method: "GET" });
  }

  /** Loads an image or a file by the address that the API gave. */
  load(url: string | undefined): Promise<Response> {
    return this.server.fetch(url ?? "", { headers: this.#session });
  }

  send(path: string, { method = "POST", headers = {}, body }: BrowserCall = {}): Promise<Response> {
    const { urls, fetch } = this.server;
    return fetch(`${this.api}/${PREFIX}/${path}`, {
      method,
      headers: {
        // Browsers name the page with every request that is not a link.
        ...(method === "POST" && { origin: urls.web }),
        ...(body && { "content-type": "application/json" }),
        ...this.#session,
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** The cookie goes to every port of the host. */
  get #session(): Record<string, string> {
    return this.#cookie === undefined ? {} : { cookie: this.#cookie };
  }
}
