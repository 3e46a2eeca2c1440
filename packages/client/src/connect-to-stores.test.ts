import { join } from "node:path";
import { startServer } from "@clearml-ts/server";
import { folderWith } from "@clearml-ts/testing";
import { startS3Server } from "@clearml-ts/testing/s3-server";
import { expect, test } from "vitest";
import { connect } from "./connect.ts";

test("what clearml.conf says of S3 and of places on this machine is what a connection uses", async () => {
  await using server = await startServer({ database: ":memory:", listen: false });
  await using s3 = await startS3Server();
  const { host, key, secret } = s3.access;
  const home = await folderWith({ "mnt/research/a.csv": "here" });
  const conf = `sdk {
    aws.s3.credentials: [ { host: "${host}", key: "${key}", secret: "${secret}", secure: false } ]
    storage.path_substitution: [ { registered_prefix: "s3://bucket/research", local_prefix: "${home}/mnt/research" } ]
  }`;
  const configFile = join(await folderWith({ "clearml.conf": conf }), "clearml.conf");
  await using connection = await connect({
    ...server.credentials,
    fetch: server.fetch,
    env: { HOME: home },
    configFile,
  });

  const url = await connection.storage.upload("rows", `${s3.bucketUrl}/demo/a b.csv`);
  expect(url).toBe(`${s3.bucketUrl}/demo/a b.csv`);
  expect(Buffer.from(await connection.storage.read(url)).toString()).toBe("rows");
  expect(await connection.storage.getLocalCopy("s3://bucket/research/a.csv")).toBe(join(home, "mnt/research/a.csv"));
  expect(JSON.stringify(connection.config)).not.toContain(secret);
});
