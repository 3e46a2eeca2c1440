import { startServer } from "@clearml-ts/server";
import { afterEach, expect, test, vi } from "vitest";
import { defaultConnection } from "./default-connection.ts";
import { ConfigError } from "./errors.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("the default connection is made once, again after a failure, and again after it was closed", async () => {
  vi.stubEnv("CLEARML_CONFIG_FILE", "/there/is/no/such.conf");
  await expect(defaultConnection()).rejects.toThrow(ConfigError);

  await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  vi.stubEnv("CLEARML_API_HOST", server.urls.api);
  vi.stubEnv("CLEARML_WEB_HOST", server.urls.web);
  vi.stubEnv("CLEARML_FILES_HOST", server.urls.files);
  vi.stubEnv("CLEARML_API_ACCESS_KEY", server.credentials.accessKey);
  vi.stubEnv("CLEARML_API_SECRET_KEY", server.credentials.secretKey);

  const [first, same] = await Promise.all([defaultConnection(), defaultConnection()]);
  expect(same).toBe(first);
  await first.services.debug.ping();

  await first.close();
  await using next = await defaultConnection();
  expect(next).not.toBe(first);
  await next.services.debug.ping();
});
