import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the fake API was sent. */
export interface SeenCall {
  endpoint: string;
  path: string;
  method: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** The answer that the next request gets instead of the usual one. */
export type Fault =
  | "cut"
  | "cut in the body"
  | { status: number; msg?: string; subcode?: number }
  | { status: number; html: string };

/** An API server of a few lines on a real port, for the faults that a real one does not have on demand. */
export interface FakeApi extends AsyncDisposable {
  url: string;
  calls: SeenCall[];
  faults: Fault[];
  /** Claims of the tokens that are issued. */
  claims: Record<string, unknown>;
  /** Makes every token issued so far invalid. */
  revoke(): void;
  /** Runs before each answer. */
  before: (call: SeenCall) => Promise<void>;
  close(): Promise<void>;
}

/** Starts an API server that issues tokens and answers every other call with its own body. */
export async function startFakeApi(): Promise<FakeApi> {
  let issued = 0;
  let valid = "";
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    faults: [],
    claims: { api_version: "2.34", server_version: "2.3.0", identity: { user: "u1", user_name: "Ana" } },
    revoke: () => {
      valid = "";
    },
    before: async () => {},
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    [Symbol.asyncDispose]: () => fake.close(),
  };
  return fake;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { url: path = "", method = "", headers } = request;
    const call = {
      path,
      method,
      headers,
      body: Buffer.concat(chunks).toString(),
      endpoint: path.split("/").at(-1) ?? "",
    };
    fake.calls.push(call);
    await fake.before(call);
    const fault = fake.faults.shift();
    if (fault === "cut") {
      request.socket.destroy();
    } else if (fault === "cut in the body") {
      response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
      response.write('{"meta":{"result_code":200,', () => request.socket.destroy());
    } else if (fault !== undefined && "html" in fault) {
      response.writeHead(fault.status).end(fault.html);
    } else if (fault !== undefined) {
      reply(response, fault.status, {}, fault.msg ?? "fault", fault.subcode ?? 0);
    } else if (call.endpoint === "auth.login") {
      reply(response, 200, { token: issue() });
    } else if (headers.authorization !== `Bearer ${valid}`) {
      reply(response, 401, {}, "Invalid token", 30);
    } else {
      reply(response, 200, { echo: call.body });
    }
  }

  function issue(): string {
    issued += 1;
    const payload = { exp: 1000 + 3600, iat: 1000, number: issued, ...fake.claims };
    valid = `h.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.s`;
    return valid;
  }
}

function reply(response: ServerResponse, code: number, data: object, msg = "OK", subcode = 0): void {
  const meta = { id: "0", result_code: code, result_subcode: subcode, result_msg: msg };
  response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify({ meta, data }));
}
