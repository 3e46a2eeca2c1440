import { expect, test } from "vitest";
import { ConfigError } from "../../errors.ts";
import { readEnvironment } from "../environment.ts";
import { readSettings } from "../hocon/hocon.ts";
import { parseSize } from "./parse-size.ts";
import { resolveStorage } from "./storage-settings.ts";

function resolve(text: string, variables: NodeJS.ProcessEnv = {}) {
  const env = { HOME: "/home/me", ...variables };
  return resolveStorage(readEnvironment(env), readSettings([{ path: "clearml.conf", text }], env));
}

test("the access to S3 is read as the Python SDK writes it down", () => {
  const { s3 } = resolve(
    `sdk.aws {
       s3 {
         key: "", secret: "", region: "eu-west-1"
         credentials: [
           { host: "minio.lan:9000", key: 12345678, secret: "s", multipart: false, secure: false, verify: ~/ca.pem }
           { bucket: "own", use_credentials_chain: true, extra_args: { ServerSideEncryption: "AES256" } }
         ]
       }
       boto3 { max_multipart_concurrency: 3, multipart_chunksize: 16777216, s3 { addressing_style: path } }
     }`,
    { AWS_ACCESS_KEY_ID: "from env", AWS_SECRET_ACCESS_KEY: "secret", AWS_DEFAULT_REGION: "us-west-2" },
  );
  expect(s3).toMatchObject({
    key: "from env",
    secret: "secret",
    region: "eu-west-1",
    maxConcurrency: 3,
    partSize: 16 * 1024 ** 2,
    addressingStyle: "path",
    credentials: [
      { host: "minio.lan:9000", key: "12345678", multipart: false, secure: false, verify: "/home/me/ca.pem" },
      { bucket: "own", useCredentialsChain: true, extraArgs: { ServerSideEncryption: "AES256" } },
    ],
  });
});

test("the access to Google and Azure is read from the file and the environment", () => {
  const { google, azure } = resolve(
    `sdk.google.storage { project: p, credentials: [ { bucket: b, subdir: raw, credentials_json: "/k.json" } ] }
     sdk.azure.storage { max_connections: 2, containers: [ { account_name: a, account_key: k, container_name: c } ] }`,
    { GOOGLE_APPLICATION_CREDENTIALS: "/g.json", AZURE_STORAGE_ACCOUNT: "e", AZURE_STORAGE_KEY: "s" },
  );
  expect(google).toMatchObject({
    project: "p",
    credentialsJson: "/g.json",
    credentials: [{ bucket: "b", subdir: "raw", credentialsJson: "/k.json" }],
  });
  expect(azure).toEqual({
    maxConnections: 2,
    containers: [
      { accountName: "a", accountKey: "k", containerName: "c" },
      { accountName: "e", accountKey: "s" },
    ],
  });
});

test("Azure's own search is used where an entry, or the environment, says so", () => {
  const { azure } = resolve(
    `sdk.azure.storage.containers = [ { account_name: a, use_default_credential: true }, { account_name: without } ]`,
    { AZURE_STORAGE_ACCOUNT: "e", CLEARML_AZURE_STORAGE_USE_DEFAULT_CREDENTIAL: "true" },
  );
  expect(azure?.containers).toEqual([
    { accountName: "a", useDefaultCredential: true },
    { accountName: "e", useDefaultCredential: true },
  ]);
});

test("rules of substitution need both beginnings, and replace one kind of separator", () => {
  const { pathSubstitution } = resolve(`sdk.storage.path_substitution = [
    { registered_prefix: "s3://bucket/research", local_prefix: "file:///mnt/research" }
    { registered_prefix: "s3://bucket/lost" }
    { registered_prefix: a, local_prefix: b, replace_windows_sep: true, replace_linux_sep: true }
  ]`);
  expect(pathSubstitution).toMatchObject([
    { registeredPrefix: "s3://bucket/research", localPrefix: "file:///mnt/research", replaceLinuxSep: false },
  ]);
});

test("the cache is bounded in bytes where that strategy is switched on", () => {
  const size =
    "sdk.storage.cache.disk_space_file_size_strategy { size { max_used_bytes = 2 GiB, cleanup_margin_percent = 10% } }";
  const on = "sdk.storage.cache.disk_space_file_size_strategy.enabled: true";
  const direct = 'sdk.storage.direct_access: [ { url: "file:///mnt/*" } ]';
  expect(resolve(`${size}\n${direct}`)).toMatchObject({ cacheSize: undefined, directAccess: undefined });
  expect(resolve(`${size}\n${on}\n${direct}`)).toMatchObject({
    cacheSize: { maxBytes: 2 * 1024 ** 3, minFreeBytes: 10e9, margin: 0.1 },
    directAccess: ["file:///mnt/"],
  });
});

test.each<[string, number | undefined]>([
  ["42", 42],
  ["10GB", 10e9],
  ["1.5 MiB", 1.5 * 1024 ** 2],
  ["5 bytes", 5],
  ["-1", undefined],
])("%s is a size", (text, bytes) => {
  expect(parseSize(text, "setting")).toBe(bytes);
});

test("a size without a meaning is refused", () => {
  expect(() => parseSize("10 elephants", "setting")).toThrow(ConfigError);
});
