import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { encryptedPort, folderWith, selfSigned } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { findCode } from "./fetch-code.ts";
import { readSettings } from "./settings.ts";

/** A task whose program is behind TLS with a certificate of an authority that nobody knows. */
async function programBehindTls() {
  const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  onTestFinished(() => server.close());
  const [api_server, files_server] = await Promise.all(
    [server.urls.api, server.urls.files].map(
      async (url) => `https://localhost:${await encryptedPort(Number(new URL(url).port))}`,
    ),
  );
  const folder = await folderWith({ "ca.pem": selfSigned.cert });
  await using connection = await connect({ ...server.credentials, env: {}, cacheDir: folder });
  const { id } = await connection.services.tasks.create({ name: "program", type: "training" });
  await connection.storage.upload("the program", `${server.urls.files}/code.zip`);
  const uri = `${files_server}/code.zip`;
  const code = { key: "code", mode: "input", type: "archive", uri, hash: sha256("the program") } as const;
  await connection.services.tasks.addOrUpdateArtifacts({ task: id, artifacts: [code] });
  const { accessKey: access_key, secretKey: secret_key } = server.credentials;
  const api = { api_server, files_server, credentials: { access_key, secret_key } };
  /** Fetches the program with a configuration as an agent hands it over, and variables. */
  const fetchProgram = async (settings: object, variables: NodeJS.ProcessEnv = {}) => {
    const file = join(
      await folderWith({ "agent.json": JSON.stringify({ api: { ...api, ...settings } }) }),
      "agent.json",
    );
    const { download } = await findCode(readSettings({ CLEARML_TASK_ID: id, CLEARML_CONFIG_FILE: file, ...variables }));
    return (await download()).toString();
  };
  return { fetchProgram, caFile: join(folder, "ca.pem") };
}

test("an authority that the configuration names, or the environment, is trusted", async () => {
  const { fetchProgram, caFile } = await programBehindTls();
  expect(await fetchProgram({ verify_certificate: caFile })).toBe("the program");
  expect(await fetchProgram({}, { REQUESTS_CA_BUNDLE: caFile })).toBe("the program");
  expect(await fetchProgram({ verify_certificate: true }, { CLEARML_API_HOST_VERIFY_CERT: caFile })).toBe(
    "the program",
  );
});

test("certificates are verified unless the configuration says otherwise, and a missing file is said", async () => {
  const { fetchProgram } = await programBehindTls();
  await expect(fetchProgram({})).rejects.toThrow("self-signed certificate");
  await expect(fetchProgram({ verify_certificate: "/nowhere/ca.pem" })).rejects.toThrow("/nowhere/ca.pem");
  expect(await fetchProgram({ verify_certificate: false })).toBe("the program");
});
