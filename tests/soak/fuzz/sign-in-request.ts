import fc from "fast-check";
import { decodeJwt, SignJWT } from "jose";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { ApiClient, basic } from "../api-client.ts";
import type { Expectation, WireRequest } from "./wire-request.ts";

interface Attempt {
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: Expectation;
}

/** Requests of those who may not: each must get the official code. */
export async function signInRequest(address: ServerAddress): Promise<fc.Arbitrary<WireRequest>> {
  const attempts = await forgeries(address);
  const endpoints = [
    "tasks.get_all",
    "users.get_current_user",
    "events.add_batch",
    "auth.login",
    "projects.delete",
    "server.config",
  ];
  const toApi = fc
    .tuple(fc.constantFrom(...attempts), fc.constantFrom(...endpoints), fc.constantFrom("", "{}", "{", "\0"))
    .map(
      ([{ headers, expected }, name, body]): WireRequest => ({
        ...{ kind: "sign-in", part: "api", method: "POST", target: `/${name}`, headers, expected },
        body: Buffer.from(body),
      }),
    );
  const toFiles = fc
    .tuple(
      fc.constantFrom(...attempts),
      fc.constantFrom("GET", "DELETE", "HEAD"),
      fc.constantFrom("/a", "/soak/round-1/data.bin", "/../x"),
    )
    .map(
      ([{ headers, expected }, method, target]): WireRequest => ({
        ...{ kind: "sign-in", part: "files", method, target, headers },
        expected: { status: expected.status === 403 ? 403 : 401 },
      }),
    );
  return fc.oneof({ weight: 2, arbitrary: toApi }, { weight: 1, arbitrary: toFiles });
}

async function forgeries(address: ServerAddress): Promise<Attempt[]> {
  const { token } = await ApiClient.login(address);
  const [head = "", claims = "", signature = ""] = token.split(".");
  const bearer = (forged: string) => ({ authorization: `Bearer ${forged}` });
  const refused = (headers: Record<string, string>, subcode: number): Attempt => ({
    headers,
    expected: { status: 401, subcode },
  });
  const raised = Buffer.from(JSON.stringify({ ...decodeJwt(token), exp: 9_999_999_999 })).toString("base64url");
  const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
  const sign = (header: { alg: string; [name: string]: unknown }, secret: string) =>
    new SignJWT(decodeJwt(token)).setProtectedHeader(header).sign(Buffer.from(secret.padEnd(64, "x")));
  return [
    refused({}, 20),
    refused({ authorization: "" }, 10),
    refused({ authorization: "Digest x" }, 10),
    refused({ authorization: "Basic" }, 21),
    refused({ authorization: "Basic !!!" }, 21),
    refused({ authorization: `Basic ${Buffer.from("\0:\0").toString("base64")}` }, 22),
    refused(basic({ accessKey: address.accessKey, secretKey: "wrong" }), 22),
    refused(basic({ accessKey: "' OR 1=1 --", secretKey: "x" }), 22),
    refused(basic({ accessKey: "__proto__", secretKey: "x".repeat(5000) }), 22),
    refused(bearer(""), 30),
    refused(bearer("x"), 30),
    refused(bearer("a.b.c"), 30),
    refused(bearer(`${head}.${claims}.`), 30),
    refused(bearer(`${head}.${raised}.${signature}`), 30),
    refused(bearer(`${unsigned}.${claims}.`), 30),
    refused(bearer(`${head}.${claims}.${[...signature].reverse().join("")}`), 30),
    refused(bearer(await sign({ alg: "HS256", typ: "JWT" }, "of another server")), 30),
    refused(bearer(await sign({ alg: "HS512" }, "of another algorithm")), 30),
    refused(bearer(await expiredToken(address)), 30),
    refused({ cookie: "clearml_token_basic=x" }, 30),
    refused({ cookie: `clearml_token_basic=${head}.${claims}.x`, authorization: "Bearer x" }, 30),
    ...[
      "evil.example",
      "127.0.0.1.evil.example",
      "localhost.evil.example:8008",
      "0x7f000001.evil",
      "[::2]",
      "192.168.0.1",
    ].map((host): Attempt => ({ headers: { ...basic(address), host }, expected: { status: 403 } })),
    ...["http://evil.example", "https://127.0.0.1.evil.example", "null", "file://"].map(
      (origin): Attempt => ({ headers: { ...basic(address), origin }, expected: { status: 403 } }),
    ),
  ];
}

/** A token of this server whose time is over. */
async function expiredToken({ api, accessKey, secretKey }: ServerAddress): Promise<string> {
  const response = await fetch(`${api}/auth.login?expiration_sec=1`, {
    method: "POST",
    headers: basic({ accessKey, secretKey }),
  });
  const { data } = (await response.json()) as { data: { token: string } };
  const { exp = 0 } = decodeJwt(data.token);
  while (Date.now() < (exp + 1) * 1000) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return data.token;
}
