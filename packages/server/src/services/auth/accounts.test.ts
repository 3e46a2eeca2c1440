import { expect, test } from "vitest";
import { basic, call, startTestServer } from "../../fixtures/server.fixture.ts";

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test("a key pair is exchanged for a token with the official claims, and for a cookie", async () => {
  const now = new Date("2026-01-31T10:20:30Z");
  await using server = await startTestServer({ now: () => now });
  const { data, headers } = await call<{ token: string }>(server, "auth.login?expiration_sec=3600");
  const claims = JSON.parse(Buffer.from(data.token.split(".")[1] ?? "", "base64url").toString());

  expect(claims).toMatchObject({
    iat: now.getTime() / 1000,
    exp: now.getTime() / 1000 + 3600,
    auth_type: "Bearer",
    identity: { company: "d1bd92a3b039400cbafc60a7a5b1e52b", role: "admin", company_name: "clearml" },
    env: "<unknown>",
    session_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    api_version: "2.34",
    server_version: "2.3.0",
    feature_set: "basic",
  });
  expect(headers.getSetCookie()).toEqual([
    `clearml_token_basic=${data.token}; Max-Age=99999999999; Path=/; HttpOnly; SameSite=Lax`,
  ]);
});

test("token and cookie open what the key pair opens, and the header wins", async () => {
  await using server = await startTestServer();
  const { token } = (await call<{ token: string }>(server, "auth.login")).data;

  expect((await call(server, "users.get_all", {}, bearer(token))).result).toBe("200/0");
  expect((await call(server, "users.get_all", {}, { cookie: `a=b; clearml_token_basic=${token}` })).result).toBe(
    "200/0",
  );
  expect(
    (await call(server, "users.get_all", {}, { ...bearer("no"), cookie: `clearml_token_basic=${token}` })).result,
  ).toBe("401/30");
});

test("what is wrong with credentials is told by the official codes", async () => {
  await using server = await startTestServer();
  const { accessKey } = server.credentials;
  const ask = async (authorization: string) => (await call(server, "users.get_all", {}, { authorization })).result;

  expect((await call(server, "users.get_all", {}, {})).result).toBe("401/20");
  expect(await ask("Basic bm9jb2xvbg==")).toBe("401/21");
  expect(await ask(basic({ accessKey, secretKey: "wrong" }).authorization ?? "")).toBe("401/22");
  expect(await ask(basic({ accessKey: "wrong", secretKey: "wrong" }).authorization ?? "")).toBe("401/22");
  expect(await ask("Digest x")).toBe("401/10");
  expect(await ask("Bearer x")).toBe("401/30");
});

test("tokens of another server and expired ones are refused", async () => {
  let now = new Date();
  await using server = await startTestServer({ now: () => now });
  await using other = await startTestServer();
  const { token } = (await call<{ token: string }>(server, "auth.login", { expiration_sec: 60 })).data;
  const foreign = (await call<{ token: string }>(other, "auth.login")).data.token;

  expect((await call(server, "users.get_all", {}, bearer(foreign))).result).toBe("401/30");
  now = new Date(now.getTime() + 61_000);
  expect((await call(server, "users.get_all", {}, bearer(token))).result).toBe("401/30");
});

test("a token that somebody has changed is refused, whichever part of it", async () => {
  await using server = await startTestServer();
  const { token } = (await call<{ token: string }>(server, "auth.login")).data;
  const [head = "", body = "", signature = ""] = token.split(".");
  const write = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString());
  const ask = async (changed: string) => (await call(server, "users.get_all", {}, bearer(changed))).result;

  expect(await ask(token)).toBe("200/0");
  expect(await ask(`${head}.${write({ ...claims, exp: claims.exp + 1 })}.${signature}`)).toBe("401/30");
  expect(
    await ask(`${head}.${write({ ...claims, identity: { ...claims.identity, role: "root" } })}.${signature}`),
  ).toBe("401/30");
  expect(await ask(`${write({ alg: "none", typ: "JWT" })}.${body}.`)).toBe("401/30");
  expect(await ask(`${write({ alg: "HS512", typ: "JWT" })}.${body}.${signature}`)).toBe("401/30");
  expect(await ask(`${head}.${body}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`)).toBe("401/30");
  expect(await ask(`${head}.${body}.`)).toBe("401/30");
});

test("a token is exchanged for a newer one before it expires, for a year at most", async () => {
  let now = new Date("2026-01-31T10:20:30Z");
  await using server = await startTestServer({ now: () => now });
  const login = async (headers: Record<string, string> | undefined, request: object = {}) =>
    (await call<{ token: string }>(server, "auth.login", request, headers)).data.token;
  const lifetime = (token: string) => {
    const { iat, exp } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    return (exp - iat) / 86_400;
  };
  const first = await login(undefined);

  expect(lifetime(first)).toBe(30);
  expect(lifetime(await login(undefined, { expiration_sec: 365 * 86_400 }))).toBe(365);
  now = new Date(now.getTime() + 29 * 86_400_000);
  const second = await login(bearer(first));
  now = new Date(now.getTime() + 2 * 86_400_000);
  expect((await call(server, "users.get_all", {}, bearer(first))).result).toBe("401/30");
  expect((await call(server, "users.get_all", {}, bearer(second))).result).toBe("200/0");
});

test("a key pair belongs to the one who made it: others neither see, label nor revoke it", async () => {
  await using server = await startTestServer();
  const company = "d1bd92a3b039400cbafc60a7a5b1e52b";
  const user = { name: "Ada", company, email: "ada@example.com" };
  const { id } = (await call<{ id: string }>(server, "auth.create_user", user)).data;
  const asAda = { ...basic(server.credentials), "x-clearml-impersonate-as": id };
  const { accessKey: access_key } = server.credentials;

  expect((await call(server, "auth.get_credentials", {}, asAda)).data).toEqual({ credentials: [] });
  expect((await call(server, "auth.edit_credentials", { access_key, label: "mine" }, asAda)).result).toBe("400/75");
  expect((await call(server, "auth.revoke_credentials", { access_key }, asAda)).result).toBe("400/300");
  expect((await call(server, "auth.get_credentials")).data).toMatchObject({ credentials: [{ access_key }] });
});

test("signing out ends the session everywhere and clears the cookie", async () => {
  await using server = await startTestServer();
  const { token } = (await call<{ token: string }>(server, "auth.login")).data;
  const { headers } = await call(server, "login.logout", {}, bearer(token));

  expect(headers.getSetCookie()[0]).toMatch(/^clearml_token_basic=; Max-Age=0/);
  expect((await call(server, "users.get_all", {}, bearer(token))).result).toBe("401/30");
});

test("a login page learns whether the visitor is signed in, bad credentials or none", async () => {
  await using server = await startTestServer();
  const ask = async (headers: Record<string, string>) =>
    (await call(server, "login.supported_modes", {}, headers)).data.authenticated;

  expect(await ask({})).toBe(false);
  expect(await ask(bearer("broken"))).toBe(false);
  expect(await ask(basic(server.credentials))).toBe(true);
});

test("key pairs are made, labelled, listed without their secret, and revoked", async () => {
  await using server = await startTestServer();
  const made = await call<{ credentials: { access_key: string; secret_key: string } }>(
    server,
    "auth.create_credentials",
    { label: "laptop" },
  );
  const { access_key, secret_key } = made.data.credentials;
  const own = basic({ accessKey: access_key, secretKey: secret_key });

  expect((await call(server, "users.get_all", {}, { ...own, "x-clearml-worker": "laptop:1" })).result).toBe("200/0");
  expect((await call(server, "auth.edit_credentials", { access_key, label: "desk" })).data).toEqual({ updated: 1 });
  const { credentials } = (await call<{ credentials: Record<string, unknown>[] }>(server, "auth.get_credentials")).data;
  expect(credentials).toContainEqual({
    access_key,
    label: "desk",
    last_used: expect.any(String),
    last_used_from: "laptop:1",
  });
  expect((await call(server, "auth.revoke_credentials", { access_key })).data).toEqual({ revoked: 1 });
  expect((await call(server, "users.get_all", {}, own)).result).toBe("401/22");
  expect((await call(server, "auth.revoke_credentials", { access_key })).result).toBe("400/300");
  expect((await call(server, "auth.edit_credentials", { access_key })).result).toBe("400/75");
});

test("an administrator acts as another user; others do not, and grant nothing they lack", async () => {
  await using server = await startTestServer();
  const company = "d1bd92a3b039400cbafc60a7a5b1e52b";
  const user = { name: "Ada", company, email: "ada@example.com" };
  const { id } = (await call<{ id: string }>(server, "auth.create_user", user)).data;
  const asAda = { ...basic(server.credentials), "x-clearml-impersonate-as": id };
  const current = await call<{ user: Record<string, unknown> }>(server, "users.get_current_user", {}, asAda);

  expect(current.data.user).toMatchObject({ id, name: "Ada", role: "user", company: { id: company, name: "clearml" } });
  expect((await call(server, "auth.create_user", user, asAda)).result).toBe("403/20");
  expect((await call(server, "users.update", { user: "x", name: "y" }, asAda)).result).toBe("403/20");
  expect((await call(server, "auth.create_user", { ...user, role: "root" })).result).toBe("403/20");
  expect((await call(server, "auth.create_user", { ...user, role: "king" })).result).toBe("400/12");

  const { token } = (await call<{ token: string }>(server, "auth.login", {}, asAda)).data;
  expect((await call(server, "debug.ping", {}, bearer(token))).result).toBe("200/0");
  expect((await call(server, "users.get_all", {}, { ...bearer(token), "x-clearml-act-as": id })).result).toBe("400/6");
  expect((await call(server, "users.get_all", {}, { ...asAda, "x-clearml-act-as": id })).result).toBe("400/5");
  expect((await call(server, "users.delete", { user: id })).result).toBe("200/0");
  expect((await call(server, "users.get_all", {}, bearer(token))).result).toBe("401/30");
});

test("users are listed by name and id, in order, with the fields asked for", async () => {
  await using server = await startTestServer();
  const company = "d1bd92a3b039400cbafc60a7a5b1e52b";
  for (const name of ["Grace Hopper", "Ada Lovelace"]) {
    await call(server, "users.create", { id: name.slice(0, 3), company, name });
  }
  const list = async (request: object) =>
    (await call<{ users: object[] }>(server, "users.get_all", request)).data.users;

  expect(await list({ order_by: ["name"], name: "^(Ada|Grace)", only_fields: ["name"] })).toEqual([
    { name: "Ada Lovelace" },
    { name: "Grace Hopper" },
  ]);
  expect(await list({ id: ["Ada"] })).toEqual([
    { id: "Ada", name: "Ada Lovelace", company, created: expect.any(String) },
  ]);
  expect((await call(server, "users.get_all_ex", { active_in_projects: ["none"] })).data).toEqual({ users: [] });
  expect((await call(server, "users.create", { id: "Ada", company, name: "Ada" })).result).toBe("400/302");
});

test("the web UI is told how to get started: its welcome reads nothing else", async () => {
  await using server = await startTestServer();
  expect((await call(server, "users.get_current_user")).data).toMatchObject({
    getting_started: { install: "pip install clearml", configure: "clearml-init" },
  });
});

test("preferences are merged and come back", async () => {
  await using server = await startTestServer();

  expect((await call(server, "users.get_preferences")).data).toEqual({ preferences: {} });
  expect((await call(server, "users.set_preferences", { preferences: { "a.b": 1 } })).data).toEqual({
    updated: 1,
    fields: { preferences: { a: { b: 1 } } },
  });
  expect((await call(server, "users.set_preferences", { preferences: { c: 2 }, return_updated: false })).data).toEqual({
    updated: 1,
    fields: {},
  });
  expect((await call(server, "users.get_preferences")).data).toEqual({ preferences: { a: { b: 1 }, c: 2 } });
});

test("cloud credentials are kept by section", async () => {
  await using server = await startTestServer();
  const read = async () => (await call<{ settings: object }>(server, "storage.get_settings")).data.settings;

  const empty = {
    aws: { key: "", secret: "", token: "", region: "", use_credentials_chain: false, buckets: [] },
    google: { project: null, credentials_json: null, buckets: [] },
    azure: { containers: [] },
  };

  expect(await read()).toEqual({ ...empty, last_update: null });
  expect((await call(server, "storage.set_settings", { aws: { key: "k" } })).data).toEqual({ updated: 1 });
  const last_update = expect.any(String);
  expect(await read()).toEqual({ ...empty, aws: { ...empty.aws, key: "k" }, last_update });
  expect((await call(server, "storage.reset_settings")).data).toEqual({ updated: 1 });
  expect(await read()).toMatchObject({ aws: { key: "k" } });
  for (const keys of [["aws"], ["aws"], []]) {
    expect((await call(server, "storage.reset_settings", { keys })).data).toEqual({ updated: 1 });
  }
  expect(await read()).toEqual({ ...empty, last_update });
});

test("a bucket with credentials is shown, with what holds unless it says otherwise; one without is not", async () => {
  await using server = await startTestServer();
  const keys = { key: "k", secret: "s" };
  const buckets = [
    { bucket: "a", secure: false, ...keys },
    { bucket: "b", use_credentials_chain: true },
    { bucket: "c" },
  ];
  await call(server, "storage.set_settings", { aws: { buckets } });
  const { data } = await call<{ settings: object }>(server, "storage.get_settings");
  expect(data.settings).toMatchObject({
    aws: {
      buckets: [
        { bucket: "a", ...keys, secure: false, multipart: true, verify: true, use_credentials_chain: false },
        { bucket: "b", secure: true, multipart: true, verify: true, use_credentials_chain: true },
      ],
    },
  });
});

test("a reset of cloud credentials that were never set updates nothing", async () => {
  await using server = await startTestServer();
  expect((await call(server, "storage.reset_settings", { keys: ["aws"] })).data).toEqual({ updated: 0 });
});

test("the names of nobody are changed without a word", async () => {
  await using server = await startTestServer();
  const { data } = await call(server, "users.update", { user: "nobody", name: "x" });
  expect(data).toEqual({ updated: 0, fields: { name: "x" } });
});
