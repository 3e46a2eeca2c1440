import type { Joined, Reference } from "./reference.ts";

/** The roles of users, which decide what they may do. */
export type UserRole = "system" | "root" | "admin" | "superuser" | "user" | "annotator" | "guest";

/** A user as the server sends it; `only_fields` leaves out what it does not name. */
export interface UserRecord {
  id: string;
  name: string;
  given_name?: string;
  family_name?: string;
  avatar?: string;
  created?: string;
  preferences?: Record<string, unknown>;
  /** Id of the company. */
  company?: string;
}

/** A user with the name of the company, as `users.get_all_ex` sends it. */
export type JoinedUserRecord = Joined<UserRecord, "company">;

/** The caller, as `users.get_current_user` describes it. */
export interface CurrentUserRecord extends Omit<UserRecord, "company" | "preferences"> {
  company?: Reference;
  role?: UserRole;
}
