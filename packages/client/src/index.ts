export { type Environment, readEnvironment } from "./config/environment.ts";
export { expandHome } from "./config/expand-path.ts";
export { type ConfigFile, type ConfigTree, type ConfigValue, readHocon } from "./config/hocon/hocon.ts";
export { publicAddress } from "./config/public-address.ts";
export {
  type ConfigOptions,
  type ConfigSources,
  type Credentials,
  type ResolvedConfig,
  resolveConfig,
} from "./config/resolve-config.ts";
export type { Servers } from "./config/servers.ts";
export { settingAt } from "./config/settings/setting-at.ts";
export { type ConnectOptions, connect } from "./connect.ts";
export type { Connection } from "./connection.ts";
export { defaultConnection } from "./default-connection.ts";
export { type ExamineConnectionOptions, examineConnection } from "./doctor/examine-connection.ts";
export type { ConnectionExamination, ConnectionFinding, ConnectionHealth } from "./doctor/finding.ts";
export {
  AuthenticationError,
  CallTimeoutError,
  type CallTimeoutErrorOptions,
  ConfigError,
  ConnectionError,
  type ConnectionErrorOptions,
  OfflineError,
  OperationTimeoutError,
  type OperationTimeoutErrorOptions,
  type ServerErrorOptions,
} from "./errors.ts";
export { isOffline, setOffline } from "./offline-mode.ts";
export type { ListMethod, ListOptions, Lists } from "./services/lists.ts";
export type { ServiceMethod, Services } from "./services/services.ts";
export { BatchItemTooLargeError } from "./session/batch.ts";
export type { CallOptions, CallOptionsOf, JsonEndpointName, WaitingCallOptions } from "./session/call-options.ts";
export type { Session } from "./session/session.ts";
export { type CallBudget, onBudget } from "./session/time/call-budget.ts";
