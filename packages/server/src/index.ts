export {
  type AccountChange,
  BackupError,
  DataDirError,
  DataDirInUseError,
  ListenError,
  NewerDatabaseError,
  PortInUseError,
  RestoreError,
  UserAccountError,
  VacuumError,
  WebappError,
} from "./errors.ts";
export {
  type AddedUserAccount,
  type NewUserAccount,
  type UserAccount,
  UserAccounts,
  type UserAccountsOptions,
} from "./maintenance/accounts/user-accounts.ts";
export type { BackupCounts } from "./maintenance/backup-contents.ts";
export { backupDatabase } from "./maintenance/backup-database.ts";
export { type BackupServerOptions, type BackupSummary, backupServer } from "./maintenance/backup-server.ts";
export { type Examination, type ExamineServerOptions, examineServer } from "./maintenance/doctor/examine-server.ts";
export type { Finding, Health } from "./maintenance/doctor/finding.ts";
export { type RestoreServerOptions, type RestoreSummary, restoreServer } from "./maintenance/restore-server.ts";
export { type VacuumSummary, vacuumServer } from "./maintenance/vacuum-server.ts";
export { type OfferPageOptions, offerPage, type PageSentences } from "./page/offer-page.ts";
export type { DataDirOptions, StartServerOptions } from "./startup/config.ts";
export type { PageLogin, Server, ServerCredentials } from "./startup/server.ts";
export type { ServerUrls } from "./startup/server-urls.ts";
export { startServer } from "./startup/start-server.ts";
