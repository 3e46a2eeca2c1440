import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { selfSigned, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { ACCOUNT, startAzurite } from "./azurite.fixture.ts";

const program = fileURLToPath(new URL("identity-program.fixture.ts", import.meta.url));

/** The service of a machine in Azure that says who the machine is, as Microsoft documents it for App Service. */
async function startIdentityService(): Promise<string> {
  const text = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now - 60, exp: now + 3600 };
  const claims = { ...times, aud: "https://storage.azure.com", iss: "https://sts.windows-ppe.net/tenant/", ver: "1.0" };
  const token = `${text({ alg: "HS256", typ: "JWT" })}.${text(claims)}.signature`;
  const service = createServer((_request, answer) => {
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify({ access_token: token, expires_on: String(times.exp), token_type: "Bearer" }));
  });
  await new Promise<void>((resolve) => {
    service.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void service.close());
  return `http://127.0.0.1:${(service.address() as AddressInfo).port}/token`;
}

test("the default credential of Azure opens a container without a key", async () => {
  const folder = await temporaryFolder();
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  await writeFile(cert, selfSigned.cert);
  await writeFile(key, selfSigned.key);
  await using azurite = await startAzurite({ cert, key });
  const url = `${await azurite.makeContainer("identity")}/a.csv`;
  const [{ endpoint = "" } = {}] = azurite.settings.containers ?? [];
  const options = ["--import", "tsx", "--conditions", "@clearml-ts/source", program, ACCOUNT, endpoint, url, folder];
  const env = {
    PATH: process.env["PATH"],
    NODE_EXTRA_CA_CERTS: cert,
    IDENTITY_ENDPOINT: await startIdentityService(),
    IDENTITY_HEADER: "secret",
  };
  const { stdout } = await promisify(execFile)(process.execPath, options, { env });
  expect(stdout).toBe("rows");
});
