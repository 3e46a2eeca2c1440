import {
  API_VERSION,
  type EndpointName,
  endpointVersions,
  hasIdentity,
  IDENTITY_HEADER,
  isBatchEndpoint,
  type Result,
  results,
  WAIT_HEADER,
} from "@clearml-ts/protocol";
import { authenticate } from "../auth/authenticate.ts";
import type { Caller } from "../auth/caller.ts";
import { anonymous } from "../auth/caller.ts";
import type { ServerContext } from "../context.ts";
import { isDiskFull } from "../database/sqlite-errors.ts";
import { ApiFailure } from "../errors.ts";
import { checkFields } from "../fields/check-fields.ts";
import { ApiVersion } from "../routing/api-version.ts";
import { chooseRoute } from "../routing/choose-route.ts";
import { type AnyCheckedRoute, type AnyRoute, type Call, RawReply } from "../routing/routes.ts";
import { routes } from "../services/routes.ts";
import { newId } from "../values/ids.ts";
import { type CallIdentity, envelopeResponse } from "./reply/envelope.ts";
import { type OwnFiles, showLines } from "./reply/own-files.ts";
import { readBody } from "./request/body.ts";
import { clearmlHeader } from "./request/headers.ts";
import { parseEndpointPath } from "./request/path.ts";

/** The facts that the transport knows about a request besides the request. */
export interface Origin {
  /** Address of whoever calls. */
  readonly address: string;
  /** Whether a page of this server calls. */
  readonly ownPage: boolean;
  /** How the addresses of our own files are written for this caller. */
  readonly ownFiles: OwnFiles;
}

/** Answers one call of the API: finds the endpoint, authenticates, reads and checks the body, runs the handler. */
export async function dispatch(context: ServerContext, request: Request, origin: Origin): Promise<Response> {
  const id = newId();
  const trx = clearmlHeader(request.headers, "trx") ?? id;
  const url = new URL(request.url);
  const { keep, show } = origin.ownFiles;
  let identity: CallIdentity = {
    id,
    trx,
    endpoint: { name: url.pathname.slice(1), requested_version: API_VERSION, actual_version: null },
  };
  try {
    const endpoint = resolveEndpoint(url.pathname);
    identity = { id, trx, endpoint: describeEndpoint(endpoint) };
    const { name, version, route } = endpoint;
    const caller = await identify(context, request, origin, endpoint);
    const { data, lines } = await readBody(request, url.searchParams, { keep });
    checkFields(data, route);
    const responseHeaders = new Headers();
    const call = {
      endpoint: name,
      request: isBatchEndpoint(name) ? lines : data,
      context,
      caller,
      version,
      worker: clearmlHeader(request.headers, "worker") ?? "<unknown>",
      identity: (hasIdentity(name) && request.headers.get(IDENTITY_HEADER)) || undefined,
      address: origin.address,
      secure: request.headers.get("x-forwarded-proto") === "https",
      responseHeaders,
    } as Call<EndpointName>;
    const reply = await answer(route, call, request);
    if (!(reply instanceof RawReply)) {
      return envelopeResponse(identity, results.ok, reply, { show, headers: responseHeaders });
    }
    for (const [header, value] of Object.entries(reply.headers)) {
      responseHeaders.set(header, value);
    }
    return new Response(showLines(reply.body, show), { headers: responseHeaders });
  } catch (error) {
    return failureResponse(context, identity, { error, show });
  }
}

interface ResolvedEndpoint {
  readonly name: EndpointName;
  readonly version: ApiVersion;
  readonly actualVersion: string;
  readonly route: AnyCheckedRoute;
}

function resolveEndpoint(pathname: string): ResolvedEndpoint {
  const path = parseEndpointPath(pathname);
  if (!path) {
    throw new ApiFailure(results.badRequest, { detail: `Invalid request path ${pathname}` });
  }
  const version = ApiVersion.parse(path.version ?? API_VERSION);
  const name = path.name as EndpointName;
  const actualVersion = Object.hasOwn(endpointVersions, name)
    ? endpointVersions[name].findLast((least) => version.atLeast(least))
    : undefined;
  if (actualVersion === undefined) {
    throw new ApiFailure(results.unknownEndpoint, {
      detail: `Unable to find endpoint for name ${path.name} and version ${version.text}`,
    });
  }
  return { name, version, actualVersion, route: chooseRoute(routes[name] as AnyRoute, version) };
}

function describeEndpoint({ name, version, actualVersion }: ResolvedEndpoint): CallIdentity["endpoint"] {
  return { name, requested_version: version.toWire(version.text), actual_version: version.toWire(actualVersion) };
}

async function identify(
  context: ServerContext,
  request: Request,
  origin: Origin,
  { name, route: { access = "required", roles, link = false } }: ResolvedEndpoint,
): Promise<Caller> {
  if (access === "none") {
    return anonymous;
  }
  const cookie = link || (request.method !== "GET" && request.method !== "HEAD");
  let caller: Caller;
  try {
    caller = await authenticate(context, { headers: request.headers, address: origin.address, cookie });
    if (caller.only && !caller.only.includes(name)) {
      throw new ApiFailure(results.roleNotAllowed, { detail: "this key pair is for signing in only" });
    }
  } catch (error) {
    if (access === "optional" && error instanceof ApiFailure) {
      return anonymous;
    }
    throw error;
  }
  if (roles && !roles.includes(caller.role)) {
    throw new ApiFailure(results.roleNotAllowed, { fields: { role: caller.role, allowed: roles } });
  }
  return caller;
}

/**
 * Runs the handler, or gives the answer of the time when the call was sent before. Where the client wants to wait for an answer
 * that is not empty, until there is one.
 */
async function answer({ handle, hold }: AnyCheckedRoute, call: Call<EndpointName>, { headers, signal }: Request) {
  const { context, caller, endpoint, identity } = call;
  const ask = () => context.answeredCalls.once({ endpoint, user: caller.userId, identity }, () => handle(call));
  const longest = Number(headers.get(WAIT_HEADER) ?? 0);
  if (!hold || !(longest > 0)) {
    return ask();
  }
  return context.heldAnswers.answer(async () => ask(), hold, { longest, caller: caller.userId, signal });
}

/** A caller who has to wait is told how long: the Python SDK then tries again by itself. */
function headersOf({ code }: Result): Headers {
  return new Headers(code === results.tooManyRequests.code ? { "retry-after": "1" } : {});
}

function failureResponse(
  context: ServerContext,
  identity: CallIdentity,
  { error, show }: { error: unknown; show: OwnFiles["show"] },
): Response {
  const refusal = (result: Result) => envelopeResponse(identity, result, {}, { show, headers: headersOf(result) });
  if (error instanceof ApiFailure) {
    return refusal({ ...error.result, text: error.message });
  }
  context.reportBug(error, identity.endpoint.name);
  return refusal(isDiskFull(error) ? results.lowDiskSpace : results.serverError);
}
