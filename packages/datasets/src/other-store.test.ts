import { connect } from "@clearml-ts/client";
import { UnsupportedSchemeError } from "@clearml-ts/storage";
import { createMemoryDriver } from "@clearml-ts/storage/testing";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Dataset } from "./dataset.ts";
import { contentOf } from "./folder-content.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

test("a dataset is kept in any store that a driver of the program reaches", async () => {
  // A server of its own: the connections here are made by hand, with a driver.
  const { server, connection: withoutDriver } = await liveConnection({ own: true });
  const objects = new Map<string, Blob>();
  const openElsewhere = async () => {
    const cacheDir = await temporaryFolder();
    const drivers = [createMemoryDriver(objects)];
    const connection = await connect({ ...server.credentials, fetch: server.fetch, env: {}, cacheDir, drivers });
    onTestFinished(() => connection.close());
    return connection;
  };
  const files = { "a.csv": "a", "sub/ação 1%.csv": "b" };
  const dataset = await Dataset.create(
    { project: "Comfort", name: "survey", outputUri: "mem://bucket/data" },
    { connection: await openElsewhere() },
  );
  await dataset.addFiles(await folderWith(files));
  await dataset.upload();
  await dataset.finalize();

  expect([...objects.keys()].every((url) => url.startsWith("mem://bucket/data/Comfort/.datasets/survey/"))).toBe(true);
  const found = await Dataset.get({ id: dataset.id }, { connection: await openElsewhere() });
  expect(await contentOf(await found.getLocalCopy())).toEqual(files);
  await expect(Dataset.get({ id: dataset.id }, { connection: withoutDriver })).rejects.toThrow(UnsupportedSchemeError);
});
