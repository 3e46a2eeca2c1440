import type {
  BatchEndpointName,
  EndpointMap,
  EndpointName,
  ReplyOf,
  ServiceName,
  WaitingEndpointName,
} from "@clearml-ts/protocol";
import type { Caller, Role } from "../auth/caller.ts";
import type { ServerContext } from "../context.ts";
import type { DeclaredChecks, FieldChecks } from "../fields/check-fields.ts";
import type { AnyFields, FieldName, Fields } from "../fields/fields.ts";
import type { ApiVersion } from "./api-version.ts";
import type { HoldRule } from "./held-answers.ts";

/** One call as a handler sees it. */
export interface Call<E extends EndpointName> {
  readonly endpoint: E;
  /**
   * The body merged with the query string; keys that were `null` are gone, declared fields have their type.
   * For a batch endpoint the objects of its lines, unchecked.
   */
  readonly request: EndpointMap[E]["request"];
  readonly context: ServerContext;
  readonly caller: Caller;
  /** The version asked for by the path; the newest when the path names none. */
  readonly version: ApiVersion;
  /** The name that the caller gives itself in the `X-Clearml-Worker` header, else `<unknown>`. */
  readonly worker: string;
  /**
   * The name that the client gave to this call, so that it is done once however often it is sent. The dispatcher sees to that
   * where the handler is synchronous; one that waits makes its change by `changeOnce()`.
   */
  readonly identity: string | undefined;
  /** The address the call came from, as far as it is known. */
  readonly address: string;
  /** Whether the caller came by HTTPS, which a proxy in front of the server says. */
  readonly secure: boolean;
  /** Headers to add to the answer. */
  readonly responseHeaders: Headers;
}

/** An answer that is not an envelope, such as a download. A stream sends whole lines. */
export class RawReply {
  constructor(
    readonly body: ReadableStream<Uint8Array>,
    readonly headers: Readonly<Record<string, string>>,
  ) {}
}

/** Answers one endpoint; refuses by throwing an `ApiFailure`. */
export type Handler<E extends EndpointName> = (call: Call<E>) => ReplyOf<E> | RawReply | Promise<ReplyOf<E> | RawReply>;

/** Endpoints whose handlers check every event or line by itself, and count what does not fit instead of refusing all. */
type CheckedByLine = "events.add" | BatchEndpointName;

/** The names of the fields that a route declares. */
type DeclaredName<E extends EndpointName> = E extends CheckedByLine ? never : FieldName<EndpointMap[E]["request"]>;

/** The declared fields of a request: all that its type names; nothing when it names none. */
type FieldsOf<E extends EndpointName> = [DeclaredName<E>] extends [never]
  ? { readonly fields?: Record<never, never> }
  : { readonly fields: Fields<EndpointMap[E]["request"]> };

/** The rule by which the answer of an endpoint is held back, for those where that can be. */
type HoldOf<E extends EndpointName> = E extends WaitingEndpointName ? { readonly hold: HoldRule<ReplyOf<E>> } : unknown;

/** A handler with what is checked before it runs. */
export type CheckedRoute<E extends EndpointName> = FieldsOf<E> &
  HoldOf<E> &
  FieldChecks<FieldName<EndpointMap[E]["request"]>> &
  Access & {
    readonly handle: Handler<E>;
  };

/** The access rules of an endpoint. */
interface Access {
  /** @default every role */
  readonly roles?: readonly Role[];
  /** Whether the call needs credentials; `optional` ignores bad ones. @default "required" */
  readonly access?: "required" | "optional" | "none";
  /** Whether pages open it as a link. The cookie counts for a GET of these only: any page can make a browser send one. */
  readonly link?: boolean;
}

/** One of several handlers of a name: the one with the greatest `minVersion` not above the version asked for answers. */
export type VersionedRoute<E extends EndpointName> = (CheckedRoute<E> | LegacyRoute<E>) & {
  readonly minVersion: string;
};

/** Answers requests of an older form, which the endpoint map does not describe: their fields have types of their own. */
interface LegacyRoute<E extends EndpointName> extends Access {
  readonly legacy: true;
  readonly fields: AnyFields;
  readonly handle: Handler<E>;
}

/** How one endpoint is answered: by a handler alone only where there are no fields to declare. */
export type Route<E extends EndpointName> =
  | ([DeclaredName<E>] extends [never] ? Handler<E> : never)
  | CheckedRoute<E>
  | readonly [VersionedRoute<E>, ...VersionedRoute<E>[]];

/** A route of some endpoint with what is checked before it, as the dispatcher works with it. */
export interface AnyCheckedRoute extends Access, DeclaredChecks {
  readonly hold?: HoldRule<unknown>;
  readonly handle: Handler<EndpointName>;
}

/** A route of some endpoint. */
export type AnyRoute = Handler<EndpointName> | AnyCheckedRoute | readonly [AnyVersionedRoute, ...AnyVersionedRoute[]];

interface AnyVersionedRoute extends AnyCheckedRoute {
  readonly minVersion: string;
}

/** The answers of one service, typed by the protocol's endpoint map: all of them. */
export type Routes<S extends ServiceName = ServiceName> = {
  readonly [E in EndpointName as E extends `${S}.${string}` ? E : never]: Route<E>;
};
