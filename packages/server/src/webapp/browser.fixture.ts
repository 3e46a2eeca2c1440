import type { Envelope } from "@clearml-ts/protocol";
import { basic } from "../fixtures/server.fixture.ts";
import type { Server } from "../startup/server.ts";

/** The id that the web UI expects the one company to have. */
export const company = "d1bd92a3b039400cbafc60a7a5b1e52b";

interface Answer {
  /** `code/subcode`. */
  readonly result: string;
  readonly message: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the endpoint says
  readonly data: any;
}

/** A browser on a page of the web port: calls the API beside it, and keeps its cookie. */
export class Browser {
  /** The cookie that it sends back: name and value. */
  cookie = "";
  /** The cookie that it was told to keep, with the attributes. */
  setCookie = "";
  readonly #web: string;

  constructor({ urls }: Server) {
    this.#web = urls.web;
  }

  async call(endpoint: string, headers: Record<string, string> = {}, body?: object): Promise<Answer> {
    const response = await fetch(`${this.#web}/api/v999.0/${endpoint}`, {
      method: "POST",
      headers: { origin: this.#web, ...(this.cookie && { cookie: this.cookie }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      this.setCookie = cookie;
      this.cookie = cookie.split(";")[0] ?? "";
    }
    const { meta, data } = (await response.json()) as Envelope<Answer["data"]>;
    return { result: `${meta.result_code}/${meta.result_subcode}`, message: meta.result_msg, data };
  }

  /** The credentials file that the login page finds beside itself. */
  async loginPage(): Promise<Record<string, string>> {
    const found = await fetch(`${this.#web}/credentials.json`);
    const { userKey, userSecret } = (await found.json()) as Record<string, string>;
    return basic({ accessKey: userKey ?? "", secretKey: userSecret ?? "" });
  }
}
