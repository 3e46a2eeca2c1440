import { afterEach, expect, test, vi } from "vitest";
import { connect } from "./connect.ts";
import { defaultConnection } from "./default-connection.ts";
import { OfflineError } from "./errors.ts";
import { isOffline, setOffline } from "./offline-mode.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ["1", true],
  ["yes", true],
  // Python takes the version of an API too.
  ["2.23", true],
  ["0", false],
  ["no", false],
  ["", false],
])("CLEARML_OFFLINE_MODE=%j makes a program work offline: %s", (text, expected) => {
  vi.stubEnv("CLEARML_OFFLINE_MODE", text);
  expect(isOffline()).toBe(expected);
});

test("a program that works offline connects to nothing, whatever its environment says", async () => {
  setOffline(true);
  await expect(defaultConnection()).rejects.toThrow(OfflineError);
  await expect(connect({ apiServer: "http://127.0.0.1:1", accessKey: "a", secretKey: "b" })).rejects.toThrow(
    OfflineError,
  );
  setOffline(false);
  vi.stubEnv("CLEARML_OFFLINE_MODE", "1");
  expect(isOffline()).toBe(false);
});

test("an error of ours by which a fetch function refuses a request comes out as it is", async () => {
  const refusal = new OfflineError("auth.login");
  const refuse = () => Promise.reject(refusal);
  const connecting = connect({
    apiServer: "http://a.invalid:8008",
    accessKey: "a",
    secretKey: "b",
    fetch: refuse,
    env: {},
  });
  await expect(connecting).rejects.toBe(refusal);
});
