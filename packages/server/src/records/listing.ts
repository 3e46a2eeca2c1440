import { COMPANY } from "../auth/caller.ts";
import type { Collection } from "../database/documents/collection.ts";
import { where } from "../database/documents/collection.ts";
import { and, type Condition, not } from "../query/condition.ts";
import type { Document } from "../query/document-path.ts";
import type { EntityName } from "../query/entity-fields.ts";
import { parseQuery } from "../query/filters/parse-query.ts";
import { checkKeyedPaths, checkKnownFields } from "../query/known-fields.ts";
import { orderNames, parseOrder } from "../query/order/ordering.ts";
import { MAX_PAGE_SIZE, parsePage } from "../query/order/paging.ts";
import { isScroll, ScrollPositions } from "../query/order/scroll-positions.ts";
import { joinReferences, planJoins } from "../query/projection/joins.ts";
import { parseProjection, project, projectionOf, sends } from "../query/projection/projection.ts";
import { userFields } from "../services/users/fields.ts";
import type { User, UserStore } from "../services/users/store.ts";
import type { Clock } from "../values/clock.ts";
import type { Records } from "./records.ts";

/** The kinds of records that have list endpoints here. */
export type ListedEntity = "tasks" | "projects" | "models" | "queues";

/** How a list request is answered. */
export interface ListOptions {
  /** Replace references by objects, as the `…_ex` endpoints do. @default false */
  readonly joined?: boolean;
  /** Conditions beside those of the request. */
  readonly where?: Condition;
  /** Projected names instead of the request's. */
  readonly only?: readonly string[];
}

/** A page of records. */
export interface Listing<T> {
  readonly items: T[];
  /** To be put into the answer: the id of the scroll, when the request scrolls. */
  readonly scroll: { readonly scroll_id?: string };
}

/** Answers list requests: conditions, order, page, projection and joins. */
export class Listings {
  readonly #records: Records;
  readonly #users: UserStore;
  readonly #scrolls: ScrollPositions;

  constructor(records: Records, users: UserStore, clock: Clock) {
    this.#records = records;
    this.#users = users;
    this.#scrolls = new ScrollPositions(clock);
  }

  /** Finds the records a request asks for. */
  list<T = Document>(entity: ListedEntity, given: object, options: ListOptions = {}): Listing<T> {
    const request = given as Document;
    const collection = this.#collection(entity);
    const { fields } = collection;
    const names = options.only ?? projectionOf(request);
    checkKeyedPaths([...names, ...orderNames(request.order_by), ...Object.keys(request)], fields);
    if (!options.joined) {
      // Stars are known where records are joined only.
      checkKnownFields(names, fields);
    }
    const plan = options.joined ? planJoins(names, fields) : { own: names, joins: [] };
    const projection = parseProjection(plan.own, fields);
    const step = isScroll(request) ? this.#scrolls.step(request) : undefined;
    const asked = {
      where: and(this.condition(entity, request), options.where ?? and()),
      order: parseOrder(request, fields),
      page: step?.page ?? parsePage(request),
    };
    const isWhole = fields.heavy?.some((field) => sends(projection, field));
    const found = isWhole ? collection.find(asked) : collection.findHeads(asked);
    step?.advance(found.length);
    const items = found.map((record) => project(record as unknown as Document, projection));
    if (options.joined) {
      joinReferences(items, fields, plan.joins, (name, ids, only) => this.load(name, ids, only));
    }
    return { items: items as T[], scroll: step ? { scroll_id: step.id } : {} };
  }

  /** The condition of a request, with the rules about what belongs to everybody and what is below a project. */
  condition(entity: ListedEntity, request: Document): Condition {
    const { fields } = this.#collection(entity);
    const query = parseQuery(this.#withSubprojects(request), fields);
    return request.allow_public === false ? and(query, where("company", COMPANY.id)) : query;
  }

  /** Loads records that others refer to, with joins of their own. */
  load(entity: EntityName, ids: readonly string[], only: readonly string[]): Document[] {
    if (entity === "companies") {
      return ids.includes(COMPANY.id) ? [{ ...COMPANY }] : [];
    }
    if (entity === "users") {
      const projection = parseProjection(only, userFields);
      return ids.flatMap((id) => {
        const user = this.#users.find(id);
        return user ? [project(userDocument(user), projection)] : [];
      });
    }
    const loaded: Document[] = [];
    for (let start = 0; start < ids.length; start += MAX_PAGE_SIZE) {
      const request = { id: ids.slice(start, start + MAX_PAGE_SIZE) };
      loaded.push(...this.list(entity, request, { joined: true, only }).items);
    }
    return loaded;
  }

  #collection(entity: ListedEntity): Collection<{ id: string }> {
    return this.#records[entity] as unknown as Collection<{ id: string }>;
  }

  /** Replaces `project` by the project and all below it where the request wants that. */
  #withSubprojects(request: Document): Document {
    const { include_subprojects, project: given, ...rest } = request;
    if (given === undefined || !include_subprojects) {
      return request;
    }
    const ids = (Array.isArray(given) ? given : [given]).filter((id) => typeof id === "string");
    return { ...rest, project: ids.length === 0 ? given : this.withDescendants(ids) };
  }

  /** Ids of projects and of everything below them. */
  withDescendants(ids: readonly string[]): string[] {
    return [...new Set([...ids, ...this.#records.projects.findIds(where("path", ...ids))])];
  }
}

/** Leaves out what is tagged `hidden`, unless the request looks for it or names ids. */
export function visible(request: HidingRequest, tag = "hidden"): Condition {
  return request.search_hidden || namesIds(request) ? and() : not(where("system_tags", tag));
}

interface HidingRequest {
  readonly id?: unknown;
  readonly search_hidden?: boolean | undefined;
}

function namesIds({ id }: { readonly id?: unknown }): boolean {
  return Array.isArray(id) ? id.length > 0 : Boolean(id);
}

function userDocument({ id, name, givenName, familyName, avatar, created }: User): Document {
  const known = { id, name, given_name: givenName, family_name: familyName, avatar, created, company: COMPANY.id };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}
