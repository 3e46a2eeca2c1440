import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { basicHeader, Page } from "./page.ts";
import { World } from "./world.ts";

let world: World;
let page: Page;

beforeAll(async () => {
  world = await World.start();
  page = world.page;
});

afterAll(() => world[Symbol.asyncDispose]());

test("the profile page shows versions, and changes the name", async () => {
  const { version, api_version } = await page.call("server.info");
  expect([version, api_version]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
  const { user } = await page.call("users.get_current_user", { get_supported_features: true });
  expect(await page.call("users.update", { name: "Jane Doe", user: user.id })).toMatchObject({ updated: 1 });
  const changed = await page.call("users.get_current_user", { get_supported_features: true });
  expect(changed.user).toMatchObject({ id: user.id, name: "Jane Doe" });
});

describe("the workspace page", () => {
  test("makes a key pair, shows its secret once, and signs in with it", async () => {
    const { credentials } = await page.call("auth.create_credentials", { label: "laptop" });
    expect(credentials).toEqual({ access_key: expect.any(String), secret_key: expect.any(String), label: "laptop" });

    await new Page(world.server).signIn(basicHeader(credentials.access_key, credentials.secret_key));
    const listed = (await page.call("auth.get_credentials")).credentials;
    const [key] = listed.filter(({ access_key }) => access_key === credentials.access_key);
    expect(key).toEqual({
      access_key: credentials.access_key,
      label: "laptop",
      last_used: expect.any(String),
      last_used_from: expect.any(String),
    });
  });

  test("relabels and revokes a key pair", async () => {
    const { credentials } = await page.call("auth.create_credentials", {});
    const { access_key, secret_key } = credentials;
    expect(await page.call("auth.edit_credentials", { access_key, label: "robot" })).toEqual({ updated: 1 });
    const labels = (await page.call("auth.get_credentials")).credentials.map(({ label }) => label);
    expect(labels).toContain("robot");

    expect(await page.call("auth.revoke_credentials", { access_key })).toEqual({ revoked: 1 });
    const signIn = new Page(world.server).signIn(basicHeader(access_key, secret_key));
    await expect(signIn).rejects.toThrow("401");
  });
});

describe("preferences", () => {
  const save = (preferences: object) => page.call("users.set_preferences", { preferences, return_updated: false });
  const load = async () => (await page.call("users.get_preferences")).preferences;

  test("are merged by dotted paths", async () => {
    expect(await save({ version: 1, "experiments.view.colsOrder.p1": ["name", "type"] })).toMatchObject({ updated: 1 });
    await save({ "experiments.view.hidden": true, "experiments.view.colsOrder.p2": [] });
    expect(await load()).toEqual({
      version: 1,
      experiments: { view: { colsOrder: { p1: ["name", "type"], p2: [] }, hidden: true } },
    });
  });

  test("keep names with dots as the page writes them", async () => {
    const value = { "last_metrics--DOT--a--DOT--b": { width: 100 } };
    await save({ "experiments.view.projectColumnsWidth.p1": value, "models.v1--DOT--2": "x" });
    expect(await load()).toMatchObject({
      experiments: { view: { projectColumnsWidth: { p1: value }, hidden: true } },
      models: { "v1--DOT--2": "x" },
    });
  });

  test("are replaced whole at the end of a path, and emptied by null", async () => {
    await save({ "experiments.view.colsOrder.p1": ["type"], version: null });
    expect(await load()).toMatchObject({ experiments: { view: { colsOrder: { p1: ["type"], p2: [] } } } });
    expect((await load())["version"] ?? null).toBeNull();
  });
});

test("credentials of cloud storage are kept for the page, and buckets without any are not shown", async () => {
  const buckets = [{ bucket: "data", key: "k", secret: "s", secure: true }, { bucket: "others" }];
  const settings = {
    aws: { key: "", secret: "", region: "", use_credentials_chain: true, buckets },
    google: { project: "", credentials_json: "", buckets: [] },
    azure: { containers: [{ account_name: "a", account_key: "k", container_name: "c" }] },
  };
  await page.call("storage.set_settings", settings);
  const loaded = await page.call("storage.get_settings");
  expect(loaded.settings).toMatchObject({
    aws: { use_credentials_chain: true, buckets: [{ bucket: "data", secure: true }] },
    azure: { containers: [{ account_name: "a", container_name: "c" }] },
  });
});
