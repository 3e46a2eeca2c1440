import { startServer } from "@clearml-ts/server";
import { encryptedPort, folderWith, selfSigned, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { connect } from "../connect.ts";
import { ConfigError, ConnectionError } from "../errors.ts";
import { startConnectProxy } from "./connect-proxy.fixture.ts";

const portOf = (url: string) => Number(new URL(url).port);

/** A server on real ports, reached by https too. */
async function httpsServer() {
  const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  onTestFinished(() => server.close());
  const ports = {
    api: await encryptedPort(portOf(server.urls.api)),
    files: await encryptedPort(portOf(server.urls.files)),
  };
  const { accessKey, secretKey, webServer } = server.credentials;
  const credentials = { accessKey, secretKey, webServer, retry: { retries: 0 }, cacheDir: await temporaryFolder() };
  const secure = {
    ...credentials,
    apiServer: `https://localhost:${ports.api}`,
    filesServer: `https://localhost:${ports.files}`,
  };
  return { server, ports, credentials, secure };
}

/** Calls the API, and stores and reads a file. */
async function use({ services, storage, config }: Awaited<ReturnType<typeof connect>>): Promise<void> {
  await services.debug.ping();
  const url = await storage.upload("bytes", `${config.filesServer}/demo/a.txt`);
  expect(String(Buffer.from(await storage.read(url)))).toBe("bytes");
}

test("a certificate that nobody has signed is refused, with advice", async () => {
  const { secure } = await httpsServer();
  const refused = connect({ ...secure, env: {} });
  await expect(refused).rejects.toThrow(ConnectionError);
  await expect(refused).rejects.toThrow("Its certificate is not trusted");
});

test("its authority can be named, for the API and for files", async () => {
  const { secure } = await httpsServer();
  const folder = await folderWith({ "ca.pem": selfSigned.cert });
  for (const env of [
    { CLEARML_API_HOST_VERIFY_CERT: `${folder}/ca.pem` },
    { REQUESTS_CA_BUNDLE: `${folder}/ca.pem` },
  ]) {
    await using connection = await connect({ ...secure, env });
    await use(connection);
  }
  await expect(connect({ ...secure, env: { CURL_CA_BUNDLE: `${folder}/gone.pem` } })).rejects.toThrow(ConfigError);
});

test("verification can be turned off, with a warning", async () => {
  const { secure } = await httpsServer();
  const folder = await folderWith({ "clearml.conf": "api.verify_certificate: false" });
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  await using connection = await connect({ ...secure, env: {}, configFile: `${folder}/clearml.conf`, onWarning });
  await use(connection);
  expect(warnings).toEqual([expect.stringContaining("Certificates are not verified")]);
});

test("calls and files go through the proxy of their protocol", async () => {
  const { server, ports, credentials } = await httpsServer();
  // A name by which the embedded server knows this machine, and which the client does not take for it.
  const proxy = await startConnectProxy({
    "host.docker.internal:443": ports.api,
    "host.docker.internal:8081": portOf(server.urls.files),
  });
  const { host } = new URL(proxy.url);
  const env = { HTTP_PROXY: `http://ana:pass@${host}`, HTTPS_PROXY: host, CLEARML_API_HOST_VERIFY_CERT: "false" };
  const servers = { apiServer: "https://host.docker.internal", filesServer: "http://host.docker.internal:8081" };
  await using connection = await connect({ ...credentials, ...servers, env, onWarning: () => {} });
  await use(connection);
  expect(new Set(proxy.asked)).toEqual(new Set(["host.docker.internal:443", "host.docker.internal:8081"]));
  expect(proxy.authorized).toContain(`Basic ${btoa("ana:pass")}`);
  expect(JSON.stringify(connection.config)).not.toContain("ana:pass");
});

test("this machine and the hosts that are left out are reached without the proxy", async () => {
  const { server } = await httpsServer();
  const proxy = await startConnectProxy({});
  const fetched = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => fetched.mockRestore());
  await using connection = await connect({ ...server.credentials, env: { HTTP_PROXY: proxy.url } });
  await use(connection);
  expect(proxy.asked).toEqual([]);
  // Calls of the API do not go by fetch, which takes twice the processor time of Node's own sockets.
  const ports = fetched.mock.calls.map(([request]) => portOf((request as Request).url));
  expect(new Set(ports)).toEqual(new Set([portOf(server.urls.files)]));
});
