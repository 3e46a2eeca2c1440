/** What a user may do; only `system`, `root` and `admin` may do more than use the API. */
export type Role = "system" | "root" | "admin" | "superuser" | "user" | "annotator" | "guest";

/** The one company of a server. Clients and the web page expect this id. */
export const COMPANY = { id: "d1bd92a3b039400cbafc60a7a5b1e52b", name: "clearml" } as const;

/** On whose behalf a call runs. */
export interface Caller {
  readonly userId: string;
  readonly userName: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly role: Role;
  /** The session of the token that came with the call; absent when a key pair did. */
  readonly session?: { readonly id: string; readonly expires: number };
}

/** The caller of the few endpoints that answer without credentials, when there were none. */
export const anonymous: Caller = {
  userId: "",
  userName: "",
  companyId: COMPANY.id,
  companyName: COMPANY.name,
  role: "guest",
};
