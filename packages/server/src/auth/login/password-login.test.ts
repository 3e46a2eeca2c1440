import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { basic } from "../../fixtures/server.fixture.ts";
import { UserAccounts } from "../../maintenance/accounts/user-accounts.ts";
import type { StartServerOptions } from "../../startup/config.ts";
import type { Server } from "../../startup/server.ts";
import { startServer } from "../../startup/start-server.ts";
import { Browser, company } from "../../webapp/browser.fixture.ts";
import { BuildFolder } from "../../webapp/webapp.fixture.ts";

let dataDir: string;
let build: BuildFolder;
let accounts: UserAccounts;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
  build = await BuildFolder.create();
  accounts = await UserAccounts.open({ dataDir, create: true });
});
afterEach(async () => {
  accounts.close();
  await build[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

const everywhere = { host: "0.0.0.0" };

function start(options: StartServerOptions = {}): Promise<Server> {
  return startServer({ dataDir, webapp: build.path, apiPort: 0, webPort: 0, filesPort: 0, ...options });
}

const signIn = (name: string, password: string) => basic({ accessKey: name, secretKey: password });

test("on a server for others nobody enters by name, and without an account nobody enters", async () => {
  await using server = await start(everywhere);
  const browser = new Browser(server);

  expect(server.pageLogin).toBe("nobody");
  expect((await browser.call("login.supported_modes", {}, {})).data).toMatchObject({ basic: { enabled: true } });
  expect((await browser.call("auth.fixed_users_mode")).data.enabled).toBe(true);
  expect((await fetch(`${server.urls.web}/credentials.json`)).status).toBe(404);
  expect((await browser.call("auth.login", signIn("ada", "analytical"))).result).toBe("401/22");
});

test("an account that is added while the server runs enters by name and password, and gets a token and a cookie", async () => {
  await using server = await start(everywhere);
  const browser = new Browser(server);
  const { id } = await accounts.add({ name: "ada", password: "analytical" });

  expect(server.pageLogin).toBe("password");
  expect((await browser.call("auth.login", signIn("ada", "analytic"))).result).toBe("401/22");
  expect(browser.cookie).toBe("");
  const login = await browser.call("auth.login", signIn("ada", "analytical"));
  expect(browser.setCookie).toMatch(new RegExp(`^clearml_token_basic=${login.data.token}; .*HttpOnly; SameSite=Lax$`));
  expect((await browser.call("users.get_current_user", {}, {})).data.user).toMatchObject({
    id,
    name: "ada",
    role: "user",
  });
  expect((await browser.call("login.supported_modes", {}, {})).data.authenticated).toBe(true);
});

test("as soon as somebody has a password, a name is not enough on this machine either, and whoever entered by it is out", async () => {
  await using server = await start();
  const browser = new Browser(server);
  const page = await browser.loginPage();
  const { id } = (await browser.call("auth.create_user", page, { name: "ada", company, email: "x@test.ai" })).data;
  await browser.call("auth.login", { ...page, "x-clearml-impersonate-as": id });
  expect((await browser.call("users.get_all")).result).toBe("200/0");

  const account = await accounts.add({ name: "ada", password: "analytical" });
  expect(account.id).toBe(id);
  expect((await browser.call("users.get_all")).result).toBe("401/30");
  expect((await browser.call("users.get_all", page)).result).toBe("401/22");
  expect((await fetch(`${server.urls.web}/credentials.json`)).status).toBe(404);
  expect((await browser.call("auth.login", signIn("ada", "analytical"))).result).toBe("200/0");
});

test("with the password change the tokens of the old one, and those made from them; key pairs stay", async () => {
  await accounts.add({ name: "ada", password: "analytical" });
  await using server = await start(everywhere);
  const browser = new Browser(server);
  await browser.call("auth.login", signIn("ada", "analytical"));
  await browser.call("auth.login");
  const { token } = (await browser.call("auth.login")).data;
  const { access_key, secret_key } = (await browser.call("auth.create_credentials")).data.credentials;
  const form = new FormData();
  form.append("a.txt", new Blob(["content"]));
  const upload = await fetch(server.urls.files, {
    method: "POST",
    body: form,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(upload.status).toBe(200);

  await accounts.setPassword("ada", "difference engine");
  expect((await browser.call("users.get_all")).result).toBe("401/30");
  expect((await browser.call("users.get_all", { authorization: `Bearer ${token}` })).result).toBe("401/30");
  const read = await fetch(`${server.urls.files}/a.txt`, { headers: { authorization: `Bearer ${token}` } });
  expect(read.status).toBe(401);
  expect((await browser.call("auth.login", signIn("ada", "analytical"))).result).toBe("401/22");
  expect((await browser.call("auth.login", signIn("ada", "difference engine"))).result).toBe("200/0");
  expect((await browser.call("users.get_all")).result).toBe("200/0");
  expect((await browser.call("users.get_all", basic({ accessKey: access_key, secretKey: secret_key }))).result).toBe(
    "200/0",
  );
});

test("an administrator who acts as somebody else is out with the old password in that shape too", async () => {
  await accounts.add({ name: "ada", password: "analytical", admin: true });
  const grace = await accounts.add({ name: "grace", password: "nanoseconds" });
  await using server = await start(everywhere);
  const browser = new Browser(server);
  const asGrace = { ...signIn("ada", "analytical"), "x-clearml-impersonate-as": grace.id };
  expect((await browser.call("auth.login", asGrace)).result).toBe("200/0");
  const made = await browser.call("auth.get_token_for_user", signIn("ada", "analytical"), { user: grace.id });

  await accounts.setPassword("ada", "difference engine");
  expect((await browser.call("users.get_all")).result).toBe("401/30");
  expect((await browser.call("users.get_all", { authorization: `Bearer ${made.data.token}` })).result).toBe("401/30");
});

test("whoever is removed is out: password, key pairs and tokens, for the API and for files", async () => {
  await accounts.add({ name: "ada", password: "analytical" });
  await using server = await start(everywhere);
  const browser = new Browser(server);
  await browser.call("auth.login", signIn("ada", "analytical"));
  const { access_key, secret_key } = (await browser.call("auth.create_credentials")).data.credentials;
  const own = basic({ accessKey: access_key, secretKey: secret_key });
  const { token } = (await browser.call("auth.login", own)).data;
  const readFile = () => fetch(`${server.urls.files}/none.txt`, { headers: { authorization: `Bearer ${token}` } });
  expect((await readFile()).status).toBe(404);

  accounts.remove("ada");
  expect((await browser.call("auth.login", signIn("ada", "analytical"))).result).toBe("401/22");
  expect((await browser.call("users.get_all", own)).result).toBe("401/22");
  expect((await browser.call("users.get_all", { authorization: `Bearer ${token}` })).result).toBe("401/30");
  expect((await readFile()).status).toBe(401);
});

test("a password cannot be guessed at for long, right or wrong, until a minute has passed", async () => {
  let now = new Date();
  await accounts.add({ name: "ada", password: "analytical" });
  await using server = await start({ ...everywhere, now: () => now });
  const browser = new Browser(server);
  const guesses = await Promise.all(
    Array.from({ length: 15 }, (_, index) => browser.call("auth.login", signIn("ada", `guess ${index}`))),
  );

  expect(guesses.map(({ result }) => result).sort()).toEqual([...Array(10).fill("401/22"), ...Array(5).fill("429/0")]);
  expect(guesses.filter(({ message }) => message.includes("too many attempts"))).toHaveLength(5);
  expect((await browser.call("auth.login", signIn("ada", "analytical"))).result).toBe("429/0");
  now = new Date(now.getTime() + 60_000);
  expect((await browser.call("auth.login", signIn("ada", "analytical"))).result).toBe("200/0");
});

test("passwords with letters beyond ASCII work from the login page, which writes Latin-1, and from elsewhere", async () => {
  await accounts.add({ name: "zoé", password: "café crème" });
  await using server = await start(everywhere);
  for (const encoding of ["latin1", "utf8"] as const) {
    const authorization = `Basic ${Buffer.from("zoé:café crème", encoding).toString("base64")}`;
    expect((await new Browser(server).call("auth.login", { authorization })).result).toBe("200/0");
  }
});

test("behind a proxy that speaks HTTPS the cookie never goes out in the open", async () => {
  await accounts.add({ name: "ada", password: "analytical" });
  await using server = await start(everywhere);
  const browser = new Browser(server);
  await browser.call("auth.login", { ...signIn("ada", "analytical"), "x-forwarded-proto": "https" });

  expect(browser.setCookie).toMatch(/; Secure$/);
});
