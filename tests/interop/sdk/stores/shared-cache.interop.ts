import { existsSync } from "node:fs";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";

/** Both SDKs of one user, with one cache. */
describe("the cache of both SDKs", () => {
  let both: BothLanguages;
  let connection: Connection;
  let folder: string;

  beforeAll(async () => {
    both = await bothLanguages();
    const { home } = both.python;
    const configFile = join(home, "of-typescript.conf");
    await writeFile(configFile, "sdk.storage.cache.default_cache_manager_size: 1\n");
    const { accessKey, secretKey, api, web, files } = both.address;
    const servers = { apiServer: api, webServer: web, filesServer: files };
    connection = await connect({ ...servers, accessKey, secretKey, env: { HOME: home }, configFile });
    folder = connection.storage.cacheFolder();
  });

  afterAll(async () => {
    await connection.close();
    await both[Symbol.asyncDispose]();
  });

  const namesOf = async (pattern: RegExp) =>
    (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name));

  describe(pythonToTypeScript, () => {
    test("a copy is shared, and clean-up leaves it alone while Python has locked it", async () => {
      const { storage, config } = connection;
      const [url = "", ...others] = await Promise.all(
        ["used", "second", "third"].map((name) => storage.upload(name, `${config.filesServer}/shared/${name}.txt`)),
      );
      const [locked, go] = [join(both.python.home, "locked"), join(both.python.home, "go")];
      const held = both.python.run<{ path: string; there: boolean }>("datasets/hold_copy.py", url, locked, go);
      await expect.poll(() => existsSync(locked), { timeout: 240_000 }).toBe(true);
      expect(await namesOf(/^\.lock/)).toHaveLength(1);
      // What was used last in 1970 goes first, and a lock of that age counts only because the system has one on it.
      for (const name of await readdir(folder)) {
        await utimes(join(folder, name), new Date(0), new Date(0));
      }

      await storage.getLocalCopy(others[0] ?? "");
      await storage.getLocalCopy(others[1] ?? "");
      expect(await namesOf(/used\.txt$/)).toHaveLength(1);
      await writeFile(go, "");
      const { path, there } = await held;
      expect(there).toBe(true);

      expect(await storage.getLocalCopy(url)).toBe(path);
      await utimes(path, new Date(0), new Date(0));
      await storage.getLocalCopy(others[0] ?? "", { force: true });
      expect(await namesOf(/used\.txt$/)).toHaveLength(0);
    });
  });
});
