import { afterEach, beforeEach, expect, test } from "vitest";
import type { Server } from "../../startup/server.ts";
import { startServer } from "../../startup/start-server.ts";
import { Browser, company } from "../../webapp/browser.fixture.ts";
import { BuildFolder } from "../../webapp/webapp.fixture.ts";

let build: BuildFolder;
let server: Server;
beforeEach(async () => {
  build = await BuildFolder.create();
  server = await startServer({ database: ":memory:", webapp: build.path, apiPort: 0, webPort: 0, filesPort: 0 });
});
afterEach(async () => {
  await server.close();
  await build[Symbol.asyncDispose]();
});

test("somebody new enters by their name, and is known the next time", async () => {
  const browser = new Browser(server);
  const modes = await browser.call("login.supported_modes", {}, {});
  expect(modes.data).toMatchObject({ authenticated: false, basic: { enabled: false } });
  expect((await browser.call("auth.fixed_users_mode")).data.enabled).toBe(false);
  expect(server.pageLogin).toBe("name");

  const page = await browser.loginPage();
  expect((await browser.call("users.get_all", page)).data.users).toHaveLength(1);
  const ada = { name: "Ada", company, email: "x@test.ai", given_name: "Ada", family_name: "Ada" };
  const { id } = (await browser.call("auth.create_user", page, ada)).data;
  expect(browser.cookie).toBe("");
  expect((await browser.call("auth.login", { ...page, "x-clearml-impersonate-as": id })).result).toBe("200/0");

  expect((await browser.call("login.supported_modes", {}, {})).data.authenticated).toBe(true);
  expect((await browser.call("users.get_current_user", {}, {})).data.user).toMatchObject({
    id,
    name: "Ada",
    role: "user",
  });
  expect((await browser.call("users.get_all", page)).data.users).toContainEqual(
    expect.objectContaining({ id, name: "Ada" }),
  );
  expect((await browser.call("login.logout", {}, {})).result).toBe("200/0");
  expect(browser.cookie).toBe("clearml_token_basic=");
});

test("the key pair of the login page is good for signing in, and for nothing else", async () => {
  const browser = new Browser(server);
  const page = await browser.loginPage();
  const [owner] = (await browser.call("users.get_all", page)).data.users;
  const asOwner = { ...page, "x-clearml-impersonate-as": owner.id };

  for (const endpoint of [
    "auth.login",
    "users.get_current_user",
    "auth.create_credentials",
    "tasks.get_all",
    "users.delete",
  ]) {
    expect([endpoint, (await browser.call(endpoint, page)).result]).toEqual([endpoint, "403/20"]);
  }
  for (const endpoint of ["users.get_all", "auth.create_user", "auth.create_credentials", "tasks.get_all"]) {
    expect([endpoint, (await browser.call(endpoint, asOwner)).result]).toEqual([endpoint, "403/20"]);
  }
  expect((await browser.call("auth.login", { ...page, "x-clearml-act-as": owner.id })).result).toBe("200/0");
  expect((await browser.call("login.supported_modes", page, {})).data.authenticated).toBe(false);
});

test("the login page cannot make somebody with more rights than an administrator", async () => {
  const browser = new Browser(server);
  const user = { name: "Eve", company, email: "x@test.ai", role: "root" };

  expect((await browser.call("auth.create_user", await browser.loginPage(), user)).result).toBe("403/20");
});

test("the key pair is another one at each start", async () => {
  const page = await new Browser(server).loginPage();
  await using other = await startServer({
    database: ":memory:",
    webapp: build.path,
    apiPort: 0,
    webPort: 0,
    filesPort: 0,
  });
  const response = await fetch(`${other.urls.api}/users.get_all`, { headers: page });

  expect(response.status).toBe(401);
});
