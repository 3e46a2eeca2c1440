import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createZip, extractZip } from "@clearml-ts/archive";
import { expect, test } from "vitest";
import { call } from "../fixtures/server.fixture.ts";
import { startServer } from "../startup/start-server.ts";
import { BackupContents } from "./backup-contents.ts";

test("a file that is deleted while the others are copied is counted and left out", async () => {
  const folder = await mkdtemp(join(tmpdir(), "backup-"));
  const dataDir = join(folder, "data");
  {
    await using server = await startServer({ dataDir, listen: false });
    const { data } = await call<{ token: string }>(server, "auth.login");
    const headers = { authorization: `Bearer ${data.token}` };
    for (const name of ["one", "two"]) {
      const body = new FormData();
      body.append(`a/${name}.txt`, new Blob([name]), `${name}.txt`);
      const { status } = await server.fetch(server.urls.files, { method: "POST", headers, body });
      expect(status).toBe(200);
    }
  }
  const contents = await BackupContents.prepare(dataDir, folder, { files: true });
  async function* whileOthersDelete() {
    for await (const entry of contents.entries()) {
      if (entry.name.endsWith("one.txt")) {
        await rm(entry.path);
      }
      yield entry;
    }
  }

  await createZip(join(folder, "b.zip"), whileOthersDelete(), { onMissing: () => contents.leaveOut() });

  expect(contents.counts).toMatchObject({ files: 1, fileBytes: 3, filesDeletedMeanwhile: 1 });
  const names = await extractZip(join(folder, "b.zip"), join(folder, "out"));
  expect(names).toEqual(["backup.json", "clearml.db", "credentials.json", "files/a/two.txt"]);
  await rm(folder, { recursive: true });
});
