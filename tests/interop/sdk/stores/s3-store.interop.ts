import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { type Connection, connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { Task } from "@clearml-ts/tasks";
import { type S3Server, startS3Server } from "@clearml-ts/testing/s3-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { readFolder, writeFolder } from "../../fixtures/folder.ts";

interface Used {
  urls: Record<"note" | "tree" | "large", string>;
  task: string;
  dataset: string;
  seen: {
    note: string;
    names: string[];
    exists: boolean[];
    size: number;
    hash: string;
    artifact: unknown;
    dataset: Record<string, string>;
    downloaded: Record<string, string>;
  };
}

const tree = { "one.txt": "one", "deep/two.txt": "two" };
/** Large enough to go in pieces. */
const large = Buffer.alloc(16 * 1024 ** 2, "0123456789abcdef");

/** Both SDKs on one server that speaks S3, by one clearml.conf. */
describe("a store that speaks S3", () => {
  let both: BothLanguages;
  let s3: S3Server;
  let connection: Connection;
  let used: Used;

  const text = async (url: string) => Buffer.from(await connection.storage.read(url)).toString();

  beforeAll(async () => {
    [both, s3] = await Promise.all([bothLanguages(), startS3Server()]);
    const { home } = both.python;
    const { host, key, secret } = s3.access;
    const entry = `{ host: "${host}", key: "${key}", secret: "${secret}", secure: false }`;
    const configFile = join(home, "clearml.conf");
    appendFileSync(configFile, `sdk { aws { s3 { credentials: [ ${entry} ] } } }\n`);
    // The server of this test does not know the checksums that newer versions of boto3 add by themselves.
    mkdirSync(join(home, ".aws"));
    const plain = "request_checksum_calculation = when_required\nresponse_checksum_validation = when_required\n";
    writeFileSync(join(home, ".aws/config"), `[default]\n${plain}`);
    connection = await connect({
      ...both.connection.config,
      accessKey: both.address.accessKey,
      secretKey: both.address.secretKey,
      env: { HOME: home },
      configFile,
      cacheDir: join(home, "typescript-cache"),
    });

    const ours = `${s3.bucketUrl}/from typescript`;
    await connection.storage.upload("from TypeScript", `${ours}/nöte (1)%41.txt`);
    await connection.storage.uploadFolder(await writeFolder(join(home, "ours"), tree), `${ours}/tree`);
    await connection.storage.upload(large, `${ours}/large.bin`);
    await connection.storage.upload("hashed", `${ours}/hashed.txt`, { hash: sha256("hashed") });
    const options = { project: "interop/stores", name: "from typescript", outputUri: `${s3.bucketUrl}/output` };
    const task = await Task.init(options, { connection });
    await task.uploadArtifact("table", { rows: 2 });
    await task.complete();
    const dataset = await Dataset.create(
      { project: "interop/stores", name: "from typescript", outputUri: `${s3.bucketUrl}/data` },
      { connection },
    );
    await dataset.addFiles(join(home, "ours"));
    await dataset.upload();
    await dataset.finalize();

    used = await both.python.run<Used>("stores/use_s3.py", s3.bucketUrl, task.id, dataset.id);
  });

  afterAll(async () => {
    await connection.close();
    await both[Symbol.asyncDispose]();
    await s3[Symbol.asyncDispose]();
  });

  describe(typeScriptToPython, () => {
    test("a file with an odd name, and one in pieces", () => {
      expect(used.seen).toMatchObject({ note: "from TypeScript", size: large.length, exists: [true, false] });
    });

    test("a folder, listed and downloaded", () => {
      expect(used.seen.names).toEqual(["from typescript/tree/deep/two.txt", "from typescript/tree/one.txt"]);
      expect(used.seen.downloaded).toEqual({
        "from typescript/tree/deep/two.txt": "two",
        "from typescript/tree/one.txt": "one",
      });
    });

    test("the hash beside an object", () => {
      expect(used.seen.hash).toBe(sha256("hashed"));
    });

    test("an artifact and a dataset", () => {
      expect(used.seen.artifact).toEqual({ rows: 2 });
      expect(used.seen.dataset).toEqual(tree);
    });
  });

  describe(pythonToTypeScript, () => {
    test("a file with an odd name, and one in pieces", async () => {
      expect(await text(used.urls.note)).toBe("from Python");
      const hash = createHash("sha256")
        .update(await connection.storage.read(used.urls.large))
        .digest("hex");
      expect(hash).toBe(createHash("sha256").update(large).digest("hex"));
    });

    test("a folder, listed and downloaded", async () => {
      const names: string[] = [];
      for await (const { name } of connection.storage.list(`${used.urls.tree}/`)) {
        names.push(name);
      }
      expect(names.sort()).toEqual(["from python/tree/deep/two.txt", "from python/tree/one.txt"]);
      const target = join(both.python.home, "theirs");
      await connection.storage.downloadFolder(`${used.urls.tree}/`, target);
      expect(await readFolder(join(target, "from python/tree"))).toEqual(tree);
    });

    test("an artifact and a dataset", async () => {
      const task = await Task.get({ id: used.task }, { connection });
      expect(await task.artifacts.get("settings")?.get()).toEqual({ a: 1 });
      const dataset = await Dataset.get({ id: used.dataset }, { connection });
      expect(await readFolder(await dataset.getLocalCopy())).toEqual(tree);
    });
  });
});
