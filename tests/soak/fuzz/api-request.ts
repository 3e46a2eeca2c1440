import { batchEndpoints } from "@clearml-ts/protocol";
import fc from "fast-check";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { basic } from "../api-client.ts";
import { type Body, bodyOf, broken } from "./bodies.ts";
import type { Cast } from "./cast.ts";
import type { EndpointForm } from "./endpoint-schemas.ts";
import { batchText, event } from "./event-lines.ts";
import { Fields } from "./fields.ts";
import { listQuery } from "./list-query.ts";
import { oddText } from "./odd-texts.ts";
import type { WireRequest } from "./wire-request.ts";

/** Requests to every endpoint, signed properly: nearly valid, and wrong in one place or in many. */
export function apiRequest(
  address: ServerAddress,
  forms: readonly EndpointForm[],
  cast: Cast,
): fc.Arbitrary<WireRequest> {
  const fields = new Fields(cast);
  const names = [...new Set(forms.map(({ name }) => name))];
  const known = [...new Set(forms.flatMap(({ properties }) => Object.keys(properties)))];
  const bodies = new Map(
    names.map((name) => [
      name,
      bodyFor(
        forms.filter((form) => form.name === name),
        fields,
        known,
      ),
    ]),
  );
  return fc.constantFrom(...names).chain((name) =>
    fc
      .tuple(
        bodies.get(name) ?? bodyOf(fc.constant({})),
        prefix(forms.filter((form) => form.name === name)),
        suffix,
        method,
        signature(address, cast),
        extraHeaders,
      )
      .map(([{ body, headers }, before, after, verb, signed, extra]) => ({
        kind: `endpoint ${name.split(".")[0]}`,
        part: "api",
        method: verb,
        target: `/${before}${name}${after}`,
        headers: { ...headers, ...signed, ...extra },
        ...(verb === "OPTIONS" || verb === "HEAD" ? {} : { body }),
      })),
  );
}

function bodyFor(forms: readonly EndpointForm[], fields: Fields, known: readonly string[]): fc.Arbitrary<Body> {
  const [form] = forms;
  const extra = fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: oddText }), {
      maxLength: 3,
    })
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fields.named(name)))))
    .map((entries) => Object.fromEntries(entries));
  const declared = fc.oneof(
    ...forms.map(({ properties, required }) => {
      const all = Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [name, fields.declared(name, schema)]),
      );
      // A required field is forgotten now and then.
      return fc
        .tuple(fc.record(all, { requiredKeys: [...required] }), fc.nat(30))
        .map(([record, left]) => withoutKey(record, required[left]));
    }),
  );
  const isList =
    /get_all|get_hyper_param|get_stats|prepare_download|validate_delete|get_unique|get_user_names|get_task_tags|get_model_tags|get_tags/.test(
      form?.name ?? "",
    );
  const isEvent = form?.name === "events.add";
  const more = fc.oneof(
    { weight: isList ? 1 : 6, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: extra },
    ...(isList ? [{ weight: 8, arbitrary: listQuery(fields) }] : []),
    ...(isEvent ? [{ weight: 20, arbitrary: event(fields) }] : []),
  );
  const request = fc.tuple(more, declared).map(([rest, own]) => ({ ...rest, ...own }));
  if (!form || !(batchEndpoints as readonly string[]).includes(form.name)) {
    return bodyOf(request);
  }
  const lines = batchText(fields, form).map((text) => Buffer.from(text));
  const type = fc.constantFrom(
    ...Array(8).fill("application/json-lines"),
    "application/json",
    "application/json-lines;charset=utf-8",
  );
  const batch = fc
    .tuple(fc.oneof({ weight: 6, arbitrary: lines }, { weight: 1, arbitrary: broken(lines) }), type)
    .map(([body, kind]) => ({ body, headers: { "content-type": kind } }));
  return fc.oneof({ weight: 8, arbitrary: batch }, { weight: 1, arbitrary: bodyOf(request) });
}

function withoutKey<T extends object>(record: T, key: string | undefined): Partial<T> {
  if (key === undefined) {
    return record;
  }
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key)) as Partial<T>;
}

/** The version in front of a name: mostly none or one that there is. */
function prefix(forms: readonly EndpointForm[]): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom("", "v2.34/", "v999.0/", "v2.14/", ...forms.map(({ version }) => `v${version}/`)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "v1.0/",
        "v0.0/",
        "v2/",
        "v/",
        "v99/",
        `v${"9".repeat(400)}.1/`,
        "v2.-1/",
        "v1e5.0/",
        "//",
        "v2.9//",
        "./",
        "%2e%2e/",
        "static/",
        "api/",
      ),
    },
  );
}

const suffix = fc.oneof(
  { weight: 20, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "/",
      "//",
      "?",
      "?page=0&page_size=1",
      "?a.b.c=1&a=2&a.b=3",
      "?__proto__.x=1&constructor.prototype.y=2",
      "?ids[]=1&ids[]=2&ids=x",
      "?%00=%ff&%zz",
      `?${"a.".repeat(2000)}=1`,
      `?x=${"1".repeat(7000)}`,
      "?only_fields=id&only_fields=name",
      "?=1&&",
      "/../auth.login",
      ".x",
      "%00",
      "#x",
    ),
  },
);

const method = fc.oneof(
  { weight: 16, arbitrary: fc.constant("POST") },
  { weight: 4, arbitrary: fc.constant("GET") },
  { weight: 1, arbitrary: fc.constantFrom("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND", "TRACE") },
);

function signature(address: ServerAddress, cast: Cast): fc.Arbitrary<Record<string, string>> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.constant(undefined).map(() => basic(address)) },
    { weight: 2, arbitrary: fc.constant(undefined).map(() => basic(cast.signers.spare)) },
    { weight: 1, arbitrary: fc.constant(undefined).map(() => ({ authorization: `Bearer ${cast.signers.token}` })) },
    {
      weight: 1,
      arbitrary: fc.constant(undefined).map(() => ({ cookie: `a=b; clearml_token_basic=${cast.signers.token}` })),
    },
    { weight: 1, arbitrary: fc.constant(undefined).map(() => ({ authorization: `Bearer ${cast.signers.guest}` })) },
  );
}

const extraHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 20, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>[]>(
      { "x-clearml-worker": "\u00e9".repeat(2000) },
      { "x-clearml-trx": "<script>\u00ff" },
      { "x-clearml-impersonate-as": "nobody" },
      { "x-clearml-act-as": "__proto__" },
      { "x-clearml-impersonate-as": "a", "x-clearml-act-as": "b" },
      { "content-encoding": "gzip" },
      { "accept-encoding": "gzip;q=NaN, br;;;, *" },
      { "accept-encoding": "br" },
      { expect: "100-continue" },
      { "x-forwarded-for": "1.2.3.4, x" },
      { "if-none-match": "*" },
      { range: "bytes=0-5" },
      { origin: "http://localhost:3000" },
    ),
  },
);
