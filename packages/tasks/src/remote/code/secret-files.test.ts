import { expect, test } from "vitest";
import { looksSecret } from "./secret-files.ts";

test.each([
  ".env",
  "/a/.env.local",
  "C:\\work\\.ENV",
  "/home/me/clearml.conf",
  ".npmrc",
  "keys/id_ed25519",
  "tls/server.pem",
])("%s looks as if it kept secrets", (path) => {
  expect(looksSecret(path)).toBe(true);
});

test.each(["environment.ts", ".env.example", "/a/.env/main.ts", "keyboard.json", "clearml.conf.ts"])(
  "%s looks harmless",
  (path) => {
    expect(looksSecret(path)).toBe(false);
  },
);
