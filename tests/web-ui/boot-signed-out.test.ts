import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Server, type StartServerOptions, startServer, UserAccounts } from "@clearml-ts/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { basicHeader, Page } from "./page.ts";

let folder: string;
let dataDir: string;
let webapp: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-web-ui-"));
  dataDir = join(folder, "data");
  webapp = await mkdtemp(join(folder, "build-"));
  await writeFile(join(webapp, "index.html"), "<!doctype html><title>a build</title>");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (options: StartServerOptions = {}) => startServer({ dataDir, webapp, listen: false, ...options });
const readJson = async (server: Server, name: string) =>
  (await (await server.fetch(`${server.urls.web}/${name}`)).json()) as Record<string, string>;

/** A page of the server itself: it calls the API beside it, as its configuration says. */
async function openPage(server: Server): Promise<Page> {
  const { apiBaseUrl } = await readJson(server, "configuration.json");
  return new Page(server, `${server.urls.web}${apiBaseUrl}`);
}

describe("where a name is enough", () => {
  test("somebody new enters under a name, and later chooses it", async () => {
    await using server = await start();
    const page = await openPage(server);
    const modes = await page.call("login.supported_modes", {});
    expect(modes).toMatchObject({ authenticated: false, basic: { enabled: false } });

    const { userKey = "", userSecret = "", companyID } = await readJson(server, "credentials.json");
    const login = basicHeader(userKey, userSecret);
    const { users } = await page.call("users.get_all", null, login);
    expect(users).toMatchObject([{ id: expect.any(String), name: expect.any(String) }]);

    const person = {
      email: "4f@test.ai",
      name: "Jane Doe",
      company: companyID,
      given_name: "Jane",
      family_name: "Doe",
    };
    const { id } = await page.call("auth.create_user", person, login);
    await page.signIn({ ...login, "X-Clearml-Impersonate-As": id });
    expect(await page.call("login.supported_modes", {})).toMatchObject({ authenticated: true });
    const { user } = await page.call("users.get_current_user", { get_supported_features: true });
    expect(user).toMatchObject({ id, name: "Jane Doe", company: { id: companyID } });
    expect(await page.call("users.get_preferences", {})).toEqual({ preferences: {} });

    const again = await page.call("users.get_all", null, login);
    expect(again.users.map(({ name }) => name)).toContain("Jane Doe");
  });

  test("who entered by a name may use every kind of page", async () => {
    await using server = await start();
    const page = await openPage(server);
    const { userKey = "", userSecret = "" } = await readJson(server, "credentials.json");
    const login = basicHeader(userKey, userSecret);
    const { users } = await page.call("users.get_all", null, login);
    await page.signIn({ ...login, "X-Clearml-Impersonate-As": users[0]?.id ?? "" });

    await page.call("projects.get_all_ex", { include_stats: true, stats_for_state: "active" });
    await page.call("projects.create", { name: "Comfort" });
    await page.call("models.get_all_ex", { id: [] });
    await page.call("queues.get_all_ex", { count_task_entries: true });
    await page.call("workers.get_all");
    await page.call("reports.get_all_ex", { size: 6 });
    await page.call("serving.get_endpoints");
    await page.call("storage.get_settings");
    const { credentials } = await page.call("auth.create_credentials", {});
    await new Page(server).signIn(basicHeader(credentials.access_key, credentials.secret_key));
  });

  test("what comes before a session is refused with the code of missing credentials", async () => {
    await using server = await start();
    const page = await openPage(server);
    expect(await page.refused("users.get_current_user")).toMatchObject({ result_code: 401, result_subcode: 20 });
    await expect(page.signIn({ "X-Clearml-Impersonate-As": "somebody" })).rejects.toThrow("401");
  });
});

describe("where people have passwords", () => {
  test("a password opens a session, a wrong one does not", async () => {
    using accounts = await UserAccounts.open({ dataDir, create: true });
    await accounts.add({ name: "jane", password: "correct horse" });
    await using server = await start();
    const page = await openPage(server);
    expect(await page.call("login.supported_modes", {})).toMatchObject({
      authenticated: false,
      basic: { enabled: true },
    });

    const withHeader = { "Access-Control-Allow-Credentials": "*" };
    await expect(page.signIn({ ...basicHeader("jane", "wrong horse"), ...withHeader })).rejects.toThrow("401");
    await page.signIn({ ...basicHeader("jane", "correct horse"), ...withHeader });
    expect(await page.call("login.supported_modes", {})).toMatchObject({ authenticated: true });
    expect((await page.call("users.get_current_user", {})).user).toMatchObject({ name: "jane" });
  });
});
