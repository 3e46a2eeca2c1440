import type { EndpointMap, EndpointName, ReplyOf, ServiceName } from "@clearml-ts/protocol";
import type { Caller, Role } from "../auth/caller.ts";
import type { ServerContext } from "../context.ts";
import type { ApiVersion } from "./api-version.ts";
import type { Fields } from "./fields.ts";

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
  /** What the caller calls itself in the `X-Clearml-Worker` header, else `<unknown>`. */
  readonly worker: string;
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

/** A handler with what is checked before it runs. */
export interface CheckedRoute<E extends EndpointName> {
  /** The type of each field that the handler reads; `!` marks a required one. */
  readonly fields?: Fields<EndpointMap[E]["request"]>;
  /** The fields in which `null` says something. @default it says that the field is not given */
  readonly nullable?: readonly (keyof EndpointMap[E]["request"] & string)[];
  /** Who may call. @default every role */
  readonly roles?: readonly Role[];
  /** Whether the call needs credentials; `optional` ignores bad ones. @default "required" */
  readonly access?: "required" | "optional" | "none";
  /** Whether pages open it as a link. The cookie counts for a GET of these only: any page can make a browser send one. */
  readonly link?: boolean;
  readonly handle: Handler<E>;
}

/** One of several handlers of a name: the one with the greatest `minVersion` not above the version asked for answers. */
export interface VersionedRoute<E extends EndpointName> extends CheckedRoute<E> {
  readonly minVersion: string;
}

/** How one endpoint is answered. */
export type Route<E extends EndpointName> =
  | Handler<E>
  | CheckedRoute<E>
  | readonly [VersionedRoute<E>, ...VersionedRoute<E>[]];

/** The answers of one service, typed by the protocol's endpoint map: all of them. */
export type Routes<S extends ServiceName = ServiceName> = {
  readonly [E in EndpointName as E extends `${S}.${string}` ? E : never]: Route<E>;
};
