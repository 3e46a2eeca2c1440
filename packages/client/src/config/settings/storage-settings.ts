import type {
  AzureSettings,
  CacheSize,
  GoogleSettings,
  PathSubstitution,
  S3Access,
  S3Settings,
  StorageOptions,
} from "@clearml-ts/storage";
import type { Environment } from "../environment.ts";
import { expandPath } from "../expand-path.ts";
import { type ConfigTree, isTree } from "../hocon/hocon.ts";
import { parseSize } from "./parse-size.ts";
import { booleanAt, parseBoolean, positiveAt, settingAt, textAt, treesAt } from "./setting-at.ts";

/** The settings of stores and of the cache that configuration files hold. */
export type StorageSettings = Pick<
  StorageOptions,
  "s3" | "google" | "azure" | "pathSubstitution" | "directAccess" | "cacheSize"
>;

/** The section of the other strategy of the cache, which counts bytes. */
const DISK = "sdk.storage.cache.disk_space_file_size_strategy";

/**
 * Reads the access to stores, the substitutions and the bounds of the cache, from the settings and variables that the
 * Python SDK reads as well.
 * @throws {@link ConfigError} when a setting cannot be read.
 */
export function resolveStorage(environment: Environment, settings: ConfigTree): StorageSettings {
  const countsBytes = booleanAt(settings, `${DISK}.enabled`) ?? false;
  return {
    s3: resolveS3(environment, settings),
    google: resolveGoogle(environment, settings),
    azure: resolveAzure(environment, settings),
    pathSubstitution: treesAt(settings, "sdk.storage.path_substitution").flatMap(substitution),
    directAccess: countsBytes ? directAccess(settings) : undefined,
    cacheSize: countsBytes ? cacheSize(settings) : undefined,
  };
}

function resolveS3(environment: Environment, settings: ConfigTree): S3Settings {
  const section = settingAt(settings, "sdk.aws.s3");
  const defaults = access(isTree(section) ? section : {}, environment);
  const style = textAt(settings, "sdk.aws.boto3.s3.addressing_style");
  return {
    ...defaults,
    key: defaults.key ?? environment.aws.key,
    secret: defaults.secret ?? environment.aws.secret,
    token: defaults.token ?? environment.aws.token,
    region: defaults.region ?? environment.aws.region,
    profile: defaults.profile ?? environment.aws.profile,
    credentials: treesAt(settings, "sdk.aws.s3.credentials").map((entry) => ({
      ...access(entry, environment),
      bucket: textAt(entry, "bucket"),
      host: textAt(entry, "host"),
    })),
    maxConcurrency: positiveAt(settings, "sdk.aws.boto3.max_multipart_concurrency"),
    multipartThreshold: positiveAt(settings, "sdk.aws.boto3.multipart_threshold"),
    partSize: positiveAt(settings, "sdk.aws.boto3.multipart_chunksize"),
    addressingStyle: style === "path" || style === "virtual" ? style : undefined,
  };
}

/** A section of the file as the access that it describes. */
function access(section: ConfigTree, { home, variables }: Environment): S3Access {
  const verify = textAt(section, "verify");
  const extraArgs = settingAt(section, "extra_args");
  return {
    key: textAt(section, "key"),
    secret: textAt(section, "secret"),
    token: textAt(section, "token"),
    region: textAt(section, "region"),
    profile: textAt(section, "profile"),
    useCredentialsChain: booleanAt(section, "use_credentials_chain"),
    secure: booleanAt(section, "secure"),
    // A text that is neither yes nor no is the path of a file of authorities.
    verify: verify === undefined ? undefined : (parseBoolean(verify) ?? expandPath(verify, home, variables)),
    multipart: booleanAt(section, "multipart"),
    extraArgs: isTree(extraArgs) ? extraArgs : undefined,
  };
}

function resolveGoogle(environment: Environment, settings: ConfigTree): GoogleSettings {
  const path = "sdk.google.storage";
  return {
    project: textAt(settings, `${path}.project`),
    credentialsJson: textAt(settings, `${path}.credentials_json`) ?? environment.googleCredentials,
    credentials: treesAt(settings, `${path}.credentials`).flatMap((entry) => {
      const bucket = textAt(entry, "bucket");
      return bucket === undefined
        ? []
        : [
            {
              bucket,
              subdir: textAt(entry, "subdir"),
              project: textAt(entry, "project"),
              credentialsJson: textAt(entry, "credentials_json"),
            },
          ];
    }),
  };
}

function resolveAzure({ azure }: Environment, settings: ConfigTree): AzureSettings {
  const path = "sdk.azure.storage";
  const containers = treesAt(settings, `${path}.containers`).flatMap((entry) => {
    const [accountName, accountKey] = [textAt(entry, "account_name"), textAt(entry, "account_key")];
    const containerName = textAt(entry, "container_name");
    const useDefaultCredential = booleanAt(entry, "use_default_credential");
    return accountName && (accountKey || useDefaultCredential)
      ? [{ accountName, accountKey, containerName, useDefaultCredential }]
      : [];
  });
  const { account: accountName, key: accountKey } = azure;
  const useDefaultCredential =
    azure.useDefaultCredential === undefined ? undefined : parseBoolean(azure.useDefaultCredential);
  const isComplete = accountKey !== undefined || useDefaultCredential === true;
  return {
    containers: [
      ...containers,
      ...(accountName && isComplete ? [{ accountName, accountKey, useDefaultCredential }] : []),
    ],
    maxConnections: positiveAt(settings, `${path}.max_connections`),
  };
}

/** Rules without both beginnings say nothing, and those that would replace both separators contradict themselves. */
function substitution(rule: ConfigTree): PathSubstitution[] {
  const [registeredPrefix, localPrefix] = [textAt(rule, "registered_prefix"), textAt(rule, "local_prefix")];
  const replaceWindowsSep = booleanAt(rule, "replace_windows_sep") ?? false;
  const replaceLinuxSep = booleanAt(rule, "replace_linux_sep") ?? false;
  const isUsable = registeredPrefix && localPrefix && !(replaceWindowsSep && replaceLinuxSep);
  return isUsable ? [{ registeredPrefix, localPrefix, replaceWindowsSep, replaceLinuxSep }] : [];
}

function directAccess(settings: ConfigTree): string[] | undefined {
  if (settingAt(settings, "sdk.storage.direct_access") === undefined) {
    return undefined;
  }
  const patterns = treesAt(settings, "sdk.storage.direct_access").map((entry) => textAt(entry, "url") ?? "");
  return patterns.filter((pattern) => pattern !== "").map((pattern) => pattern.replace(/\*+$/, ""));
}

function cacheSize(settings: ConfigTree): CacheSize {
  const size = (name: string) => parseSize(textAt(settings, `${DISK}.size.${name}`), `${DISK}.size.${name}`);
  const isGiven = textAt(settings, `${DISK}.size.min_free_bytes`) !== undefined;
  return {
    maxBytes: size("max_used_bytes"),
    minFreeBytes: isGiven ? size("min_free_bytes") : 10e9,
    margin: share(textAt(settings, `${DISK}.size.cleanup_margin_percent`)),
  };
}

/** Reads a share as Python does: `5%`, `5` and `0.05` are the same. */
function share(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const number = Number.parseFloat(text);
  return text.endsWith("%") || number >= 1 ? number / 100 : number;
}
