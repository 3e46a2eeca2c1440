import type { UserRecord } from "@clearml-ts/protocol";
import { COMPANY } from "../../auth/caller.ts";
import type { EntityFields } from "../../query/entity-fields.ts";
import { parseQuery } from "../../query/filters/parse-query.ts";
import { matches } from "../../query/matches.ts";
import { compareBy, parseOrder } from "../../query/order/ordering.ts";
import { parsePage } from "../../query/order/paging.ts";
import { parseProjection, project, projectionOf } from "../../query/projection/projection.ts";
import type { User } from "./store.ts";

/** How list queries read users. */
const userFields: EntityFields = {
  name: "User",
  fields: ["id", "name", "given_name", "family_name", "avatar", "created", "company"],
  patterns: ["name"],
  lists: ["id"],
  required: ["id", "name", "created"],
};

/** Writes a user as the API sends it. */
export function userRecord({ id, name, givenName, familyName, avatar, created }: User): UserRecord {
  return {
    id,
    name,
    company: COMPANY.id,
    ...(givenName !== undefined && { given_name: givenName }),
    ...(familyName !== undefined && { family_name: familyName }),
    ...(avatar !== undefined && { avatar }),
    created,
  };
}

/** Answers a list query with the fields that are named; users are few, so it is done in memory. */
export function selectUsers(
  users: readonly User[],
  request: Readonly<Record<string, unknown>>,
  names: readonly string[] = projectionOf(request),
): UserRecord[] {
  const condition = parseQuery(request, userFields);
  const { skip, limit } = parsePage(request);
  const projection = parseProjection(names, userFields);
  return users
    .map((user) => ({ ...userRecord(user) }) as Record<string, unknown>)
    .filter((record) => matches(condition, record))
    .sort(compareBy(parseOrder(request, userFields), () => 0))
    .slice(skip, skip + limit)
    .map((record) => project(record, projection) as unknown as UserRecord);
}
