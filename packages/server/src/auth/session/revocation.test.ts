import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { basic, call, startTestServer } from "../../fixtures/server.fixture.ts";
import { UserAccounts } from "../../maintenance/accounts/user-accounts.ts";
import type { Server } from "../../startup/server.ts";
import { startServer } from "../../startup/start-server.ts";
import { BuildFolder } from "../../webapp/webapp.fixture.ts";
import { COMPANY } from "../caller.ts";

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function tokenOf(server: Server, headers: Record<string, string>, body: object = {}): Promise<string> {
  return (await call<{ token: string }>(server, "auth.login", body, headers)).data.token;
}

interface MadeKeyPair {
  credentials: { access_key: string; secret_key: string };
}

async function makeKeyPair(server: Server, headers?: Record<string, string>) {
  const { credentials } = (await call<MadeKeyPair>(server, "auth.create_credentials", {}, headers)).data;
  return { accessKey: credentials.access_key, secretKey: credentials.secret_key };
}

test("with a key pair end its tokens, those renewed by them, and those of others that they were used to get", async () => {
  await using server = await startTestServer();
  const pair = await makeKeyPair(server);
  const token = await tokenOf(server, basic(pair), { expiration_sec: 365 * 24 * 3600 });
  const renewed = await tokenOf(server, bearer(await tokenOf(server, bearer(token))));
  const { user } = (await call<{ user: { id: string } }>(server, "users.get_current_user")).data;
  const given = await call<{ token: string }>(server, "auth.get_token_for_user", { user: user.id }, bearer(renewed));
  const tokens = [token, renewed, given.data.token];
  for (const one of tokens) {
    expect((await call(server, "users.get_all", {}, bearer(one))).result).toBe("200/0");
  }

  await call(server, "auth.revoke_credentials", { access_key: pair.accessKey });

  for (const one of tokens) {
    expect((await call(server, "users.get_all", {}, bearer(one))).result).toBe("401/30");
    expect((await call(server, "auth.login", {}, bearer(one))).result).toBe("401/30");
    const file = await server.fetch(`${server.urls.files}/none.txt`, { headers: bearer(one) });
    expect(file.status).toBe(401);
  }
  expect((await call(server, "users.get_all")).result).toBe("200/0");
});

test("the secret of a key pair cannot be guessed at for long, and its owner, who is known, is not held up", async () => {
  await using server = await startTestServer();
  const pair = await makeKeyPair(server);
  await tokenOf(server, basic(pair));
  const guess = (number: number) => call(server, "auth.login", {}, basic({ ...pair, secretKey: `guess ${number}` }));
  const guesses = await Promise.all(Array.from({ length: 14 }, (_, number) => guess(number)));

  expect(guesses.map(({ result }) => result).sort()).toEqual([...Array(10).fill("401/22"), ...Array(4).fill("429/0")]);
  expect(guesses.find(({ status }) => status === 429)?.headers.get("retry-after")).toBe("1");
  expect((await call(server, "auth.login", {}, basic(pair))).result).toBe("200/0");
});

test("behind a proxy nobody is locked out by those who guess at their name", async () => {
  const dataDir = await temporaryFolder();
  using accounts = await UserAccounts.open({ dataDir, create: true });
  await accounts.add({ name: "ada", password: "analytical" });
  await using server = await startServer({ dataDir, listen: false });
  const from = (address: string, password: string) =>
    call(server, "auth.login", {}, { ...basic({ accessKey: "ada", secretKey: password }), "x-forwarded-for": address });
  for (let number = 0; number < 12; number += 1) {
    await from("192.0.2.66", `guess ${number}`);
  }

  expect((await from("192.0.2.66", "analytical")).result).toBe("429/0");
  expect((await from("192.0.2.7", "analytical")).result).toBe("200/0");
});

test("a key pair that was planted while a name was enough does not outlive the first account", async () => {
  const dataDir = await temporaryFolder();
  await using build = await BuildFolder.create();
  await using server = await startServer({ dataDir, listen: false, webapp: build.path });
  const { user: owner } = (await call<{ user: { id: string } }>(server, "users.get_current_user")).data;
  const found = await server.fetch(`${server.urls.web}/credentials.json`);
  const { userKey, userSecret } = (await found.json()) as { userKey: string; userSecret: string };
  const page = basic({ accessKey: userKey, secretKey: userSecret });
  const asOwner = await tokenOf(server, { ...page, "x-clearml-impersonate-as": owner.id });
  const planted = await makeKeyPair(server, bearer(asOwner));
  const plantedByIt = await makeKeyPair(server, basic(planted));
  const token = await tokenOf(server, basic(plantedByIt));
  const own = await makeKeyPair(server);

  using accounts = await UserAccounts.open({ dataDir });
  const chief = await accounts.add({ name: "chief", password: "chief engineer", admin: true });

  expect(chief).toMatchObject({ adopted: false, revokedKeyPairs: 2 });
  for (const headers of [basic(planted), basic(plantedByIt), bearer(asOwner), bearer(token)]) {
    expect((await call(server, "users.get_all", {}, headers)).status).toBe(401);
  }
  for (const headers of [basic(server.credentials), basic(own)]) {
    expect((await call(server, "users.get_all", {}, headers)).result).toBe("200/0");
  }
});

test("nobody becomes an administrator by taking a name", async () => {
  const dataDir = await temporaryFolder();
  using accounts = await UserAccounts.open({ dataDir, create: true });
  await using server = await startServer({ dataDir, listen: false });
  await accounts.add({ name: "ada", password: "analytical", admin: true });
  const eve = { name: "eve", company: COMPANY.id, email: "eve@test.ai" };
  const { id } = (await call<{ id: string }>(server, "auth.create_user", eve)).data;
  const pair = await makeKeyPair(server, { ...basic(server.credentials), "x-clearml-impersonate-as": id });
  const token = await tokenOf(server, basic(pair));

  // A name that somebody has, or signs in by, cannot be taken.
  for (const name of ["ada", "ADA"]) {
    expect((await call(server, "users.update", { user: id, name }, basic(pair))).result).toBe("400/12");
    expect((await call(server, "auth.create_user", { ...eve, name })).result).toBe("400/12");
  }
  expect((await call(server, "users.update", { user: id, name: "chief" }, basic(pair))).result).toBe("200/0");
  await expect(accounts.add({ name: "Chief", password: "chief engineer" })).rejects.toThrow(/the user "chief"/);
  const chief = await accounts.add({ name: "chief", password: "chief engineer", admin: true });

  expect(chief).toMatchObject({ id, role: "admin", adopted: true, revokedKeyPairs: 1 });
  expect((await call(server, "users.get_all", {}, basic(pair))).status).toBe(401);
  expect((await call(server, "users.get_all", {}, bearer(token))).status).toBe(401);
});

test("whoever gets an account has the role that was asked for, not one that they gave themselves before", async () => {
  const dataDir = await temporaryFolder();
  await using server = await startServer({ dataDir, listen: false });
  const bob = { name: "bob", company: COMPANY.id, email: "bob@test.ai", role: "admin" };
  await call(server, "auth.create_user", bob);

  using accounts = await UserAccounts.open({ dataDir });
  expect(await accounts.add({ name: "bob", password: "bob's password" })).toMatchObject({
    role: "user",
    adopted: true,
  });
});

test("a token that was taken before is refused from the second on in which it expires, and in any other spelling", async () => {
  let now = Date.UTC(2030, 0, 1);
  await using server = await startTestServer({ now: () => new Date(now) });
  const token = await tokenOf(server, basic(server.credentials), { expiration_sec: 60 });
  const use = async (one: string) => (await call(server, "users.get_all", {}, bearer(one))).result;
  expect([await use(token), await use(token)]).toEqual(["200/0", "200/0"]);
  const [header, payload] = token.split(".");
  expect(await use(`${header}.${payload}.`)).toBe("401/30");

  now += 59_000;
  expect(await use(token)).toBe("200/0");
  now += 1000;
  expect([await use(token), await use(token)]).toEqual(["401/30", "401/30"]);
});
