import type { CurrentUserRecord, JoinedUserRecord, UserRecord } from "../records/user.ts";
import type { ChangeReply, NoFields } from "./change-reply.ts";
import type { ListRequest } from "./list-request.ts";

/** Conditions on users. */
export type UserListRequest = Pick<ListRequest, "id" | "name" | "only_fields" | "order_by" | "page" | "page_size">;

/** The names of a user. */
export interface UserNames {
  given_name?: string;
  family_name?: string;
  avatar?: string;
}

/** Endpoints of the `users` service. Reference: `clearml-server apiserver/services/users.py`. */
export interface UsersEndpoints {
  /** Reads one user. */
  "users.get_by_id": { request: { user: string }; reply: { user: UserRecord } };
  /** Lists users. */
  "users.get_all": { request: UserListRequest; reply: { users: UserRecord[] } };
  /** Lists users with the name of the company. */
  "users.get_all_ex": {
    request: UserListRequest & {
      /** Only users with tasks in these projects. */
      active_in_projects?: readonly string[];
    };
    reply: { users: JoinedUserRecord[] };
  };
  /** Describes the caller. */
  "users.get_current_user": {
    request: { get_supported_features?: boolean };
    reply: {
      user: CurrentUserRecord;
      getting_started?: Record<string, unknown>;
      settings?: { max_download_items?: number };
    };
  };
  /** Makes the profile of a user. */
  "users.create": {
    request: UserNames & { id: string; company: string; name: string };
    reply: NoFields;
  };
  /** Deletes a user. */
  "users.delete": { request: { user: string }; reply: NoFields };
  /** Renames a user. */
  "users.update": { request: UserNames & { user: string; name?: string }; reply: ChangeReply };
  /** Reads what the web page remembers for the caller. */
  "users.get_preferences": { request: NoFields; reply: { preferences: Record<string, unknown> } };
  /** Merges into what the web page remembers; keys may be dotted paths. */
  "users.set_preferences": {
    request: {
      preferences: Record<string, unknown>;
      /** Answer with all preferences. @default true */
      return_updated?: boolean;
    };
    reply: ChangeReply;
  };
}
