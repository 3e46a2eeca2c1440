import type { EndpointName, UserRole } from "@clearml-ts/protocol";

/** The role of a user, which says what the user may do. */
export type Role = UserRole;

/** Every role there is. */
export const ROLES: readonly Role[] = ["system", "root", "admin", "superuser", "user", "annotator", "guest"];

/** Those who may manage users and look into the server; the official one keeps that to its own components. */
export const ADMINISTRATORS: readonly Role[] = ["system", "root", "admin"];

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
  /** The key pair, password or name that the caller signed in by. Tokens made on its behalf are good as long as that is. */
  readonly signIn?: string;
  /** All that this caller may ask for. @default what its role may */
  readonly only?: readonly EndpointName[];
}

/** The caller of the few endpoints that answer without credentials, when there were none. */
export const anonymous: Caller = {
  userId: "",
  userName: "",
  companyId: COMPANY.id,
  companyName: COMPANY.name,
  role: "guest",
};

/** The caller that a user is. */
export function callerOf({ id, name, role }: { id: string; name: string; role: Role }): Caller {
  return { userId: id, userName: name, companyId: COMPANY.id, companyName: COMPANY.name, role };
}
