import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Page } from "./page.ts";
import { World } from "./world.ts";

let world: World;
let page: Page;

beforeAll(async () => {
  world = await World.start();
  page = world.page;
});

afterAll(() => world[Symbol.asyncDispose]());

describe("a page that is loaded while signed in", () => {
  test("is told so by the supported modes of login", async () => {
    expect(await page.call("login.supported_modes")).toMatchObject({ authenticated: true });
  });

  test("is not asked about telemetry", async () => {
    const { supported } = await page.call("server.report_stats_option");
    expect(supported).toBe(false);
    await page.call("server.report_stats_option", { enabled: false });
  });

  test("learns who is signed in", async () => {
    const answer = await page.call("users.get_current_user", { get_supported_features: true });
    expect(answer).toMatchObject({
      user: {
        id: expect.any(String),
        name: expect.any(String),
        role: "admin",
        company: { id: expect.stringMatching(/./), name: expect.stringMatching(/./) },
      },
      settings: { max_download_items: expect.any(Number) },
    });
  });

  test("gets an object of preferences, empty at first", async () => {
    expect(await page.call("users.get_preferences")).toEqual({ preferences: {} });
  });

  test.each(["task", "model"])("gets the names of users with a %s", async (entity) => {
    expect(await page.call("projects.get_user_names", { include_subprojects: true, entity })).toEqual({ users: [] });
  });

  test("learns which server this is", async () => {
    expect(await page.call("server.info")).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      api_version: expect.stringMatching(/^\d+\.\d+$/),
      uid: expect.any(String),
      build: expect.any(String),
    });
  });
});

describe("a session", () => {
  test("is a cookie that scripts cannot read, and the page gets everything by it alone", async () => {
    const { accessKey, secretKey } = world.server.credentials;
    const authorization = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`;
    const response = await new Page(world.server).send("auth.login", { headers: { authorization }, body: null });
    expect(response.headers.get("set-cookie")).toMatch(/^clearml_token_basic=[^;]+;.*HttpOnly.*SameSite=Lax/);
  });

  test("ends with logout, on the server too", async () => {
    const other = await Page.signedIn(world.server);
    await other.call("login.logout", { redirect_url: `${world.server.urls.web}/login` });
    expect(await other.call("login.supported_modes")).toMatchObject({ authenticated: false });
    expect(await other.refused("users.get_current_user")).toMatchObject({ result_code: 401 });
    expect(await page.call("login.supported_modes")).toMatchObject({ authenticated: true });
  });
});

test("a page on another port may call with its cookie", async () => {
  const origin = world.server.urls.web;
  const asked = "content-type,authorization,x-clearml-impersonate-as,access-control-allow-credentials";
  const preflight = await world.server.fetch(`${world.server.urls.api}/v999.0/auth.login`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": asked,
    },
  });
  const answer = await page.send("users.get_current_user", { body: {} });

  expect(preflight.headers.get("access-control-allow-headers")).toBe(asked);
  for (const { status, headers } of [preflight, answer]) {
    expect(status).toBe(200);
    expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect(headers.get("access-control-allow-credentials")).toBe("true");
  }
});
