import { API_VERSION } from "@clearml-ts/protocol";
import { readConfigFiles } from "../config/config-files.ts";
import { readEnvironment } from "../config/environment.ts";
import { type ConfigSources, type ResolvedConfig, resolveConfig } from "../config/resolve-config.ts";
import { type SettingName, sourceOf } from "../config/settings/setting-source.ts";
import { publicAddresses } from "../config/settings/without-secrets.ts";
import { type ConnectOptions, connect } from "../connect.ts";
import type { Connection } from "../connection.ts";
import { AuthenticationError } from "../errors.ts";
import { readCertificates } from "../transport/certificates.ts";
import { networkFetch } from "../transport/network-fetch.ts";
import { type ClockReading, clockReading } from "./clock-skew.ts";
import type { ConnectionExamination, ConnectionFinding } from "./finding.ts";
import { tryFiles } from "./try-files.ts";

/** Options of {@link examineConnection}. */
export interface ExamineConnectionOptions extends ConnectOptions {
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined;
}

/** Tokens are good for a time by the server's clock, and everything reported carries that of this machine. */
const MAX_SKEW_MS = 60_000;

/**
 * Looks at everything that a connection depends on: configuration, login, versions, clock, and the file server, where it writes
 * a small file, reads it and removes it. A fault is said in a finding that names the setting, and is not thrown.
 */
export async function examineConnection(options: ExamineConnectionOptions = {}): Promise<ConnectionExamination> {
  const findings: ConnectionFinding[] = [];
  let sources: ConfigSources | undefined;
  let config: ResolvedConfig | undefined;
  try {
    const environment = readEnvironment(options.env);
    sources = { environment, files: await readConfigFiles(environment, options.configFile) };
    config = resolveConfig(options, sources);
    findings.push(...describeConfiguration(config, options, sources));
    findings.push(...(await checkServer(config, options, sources)));
  } catch (error) {
    findings.push({ check: "configuration", status: "problem", message: messageOf(error) });
  }
  return {
    configFiles: (sources?.files ?? []).map(({ path }) => path),
    servers: config && publicAddresses(config),
    healthy: findings.every(({ status }) => status !== "problem"),
    findings,
  };
}

function describeConfiguration(
  config: ResolvedConfig,
  options: ConnectOptions,
  sources: ConfigSources,
): ConnectionFinding[] {
  const { apiServer, webServer, filesServer } = publicAddresses(config);
  const from = (name: SettingName) => sourceOf(name, options, sources);
  const ok = (message: string): ConnectionFinding => ({ check: "configuration", status: "ok", message });
  const key =
    config.credentials.kind === "token"
      ? "a token is used in place of a key pair"
      : `access key ${config.credentials.accessKey.slice(0, 4)}… from ${from("accessKey")}`;
  const findings = [
    ok(`API server ${apiServer} from ${from("apiServer")}`),
    ok(`web server ${webServer} from ${from("webServer")}`),
    ok(`file server ${filesServer} from ${from("filesServer")}`),
    ok(key),
  ];
  if (config.network.verifyCertificate) {
    return findings;
  }
  const advice = "Name the file of the authority in api.verify_certificate in place of turning it off.";
  return [...findings, { check: "network", status: "warning", message: "certificates are not verified", advice }];
}

async function checkServer(
  config: ResolvedConfig,
  { now = Date.now, ...options }: ExamineConnectionOptions,
  sources: ConfigSources,
): Promise<ConnectionFinding[]> {
  const certificates = await readCertificates(config.network);
  const way = options.fetch ?? networkFetch(config.network, certificates) ?? globalThis.fetch;
  const { fetch, clock } = clockReading(way, now);
  const at = (name: SettingName) => sourceOf(name, options, sources);
  let connection: Connection;
  try {
    connection = await connect({ retry: { retries: 1 }, ...options, fetch, onWarning: () => {} });
  } catch (error) {
    const setting = error instanceof AuthenticationError ? at("accessKey") : at("apiServer");
    return [{ check: "login", status: "problem", message: messageOf(error), setting }, ...clockFindings(clock)];
  }
  try {
    const { session } = connection;
    const spoken = `API ${session.apiVersion} of the ${API_VERSION} that this SDK speaks`;
    return [
      { check: "login", status: "ok", message: `logged in as ${session.user.name}` },
      {
        check: "versions",
        status: "ok",
        message: `server ${session.serverVersion ?? "of an unknown version"}, ${spoken}`,
      },
      ...clockFindings(clock),
      await checkFiles(connection, at("filesServer")),
    ];
  } finally {
    await connection.close();
  }
}

async function checkFiles({ storage, config }: Connection, setting: string): Promise<ConnectionFinding> {
  let fault: string | undefined;
  try {
    fault = await tryFiles(storage, config.filesServer);
  } catch (error) {
    fault = messageOf(error);
  }
  return fault === undefined
    ? { check: "files", status: "ok", message: "a file was written, read and removed" }
    : { check: "files", status: "problem", message: fault, setting };
}

function clockFindings({ skew }: ClockReading): ConnectionFinding[] {
  if (skew === undefined) {
    return [];
  }
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= MAX_SKEW_MS) {
    return [{ check: "clock", status: "ok", message: `this machine and the server differ by ${seconds} s` }];
  }
  const message = `the clock of this machine is ${seconds} s ${skew > 0 ? "behind" : "ahead of"} that of the server`;
  return [{ check: "clock", status: "warning", message, advice: "Set both by NTP." }];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
