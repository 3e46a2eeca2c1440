import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { databasePath } from "../../data-folder/data-dir.ts";
import { Database } from "../../database/driver.ts";
import { DataDirError, UserAccountError } from "../../errors.ts";
import { call } from "../../fixtures/server.fixture.ts";
import { startServer } from "../../startup/start-server.ts";
import { UserAccounts } from "./user-accounts.ts";

let dataDir: string;
let accounts: UserAccounts;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
  accounts = await UserAccounts.open({ dataDir, create: true });
});
afterEach(async () => {
  accounts.close();
  await rm(dataDir, { recursive: true, force: true });
});

test("accounts are added, listed by name, given another password and removed", async () => {
  const grace = await accounts.add({ name: "grace", password: "nanoseconds", admin: true });
  const ada = await accounts.add({ name: "ada", password: "analytical" });

  expect(accounts.list()).toMatchObject([{ id: ada.id }, { id: grace.id }]);
  expect(accounts.list()[1]).toEqual({
    name: "grace",
    id: grace.id,
    role: "admin",
    changed: expect.stringMatching(/^\d{4}-/),
  });
  await accounts.setPassword("ada", "difference engine");
  accounts.remove("grace");
  expect(accounts.list()).toEqual([{ name: "ada", id: ada.id, role: "user", changed: expect.any(String) }]);
});

test("only a hash of a password is stored, and it is not the same for two of the same", async () => {
  await accounts.add({ name: "ada", password: "analytical" });
  await accounts.add({ name: "grace", password: "analytical" });
  const database = Database.open(databasePath(dataDir));
  const hashes = database
    .prepare("SELECT hash FROM passwords")
    .all<{ hash: string }>()
    .map(({ hash }) => hash);
  database.close();

  expect(hashes).toHaveLength(2);
  expect(new Set(hashes).size).toBe(2);
  for (const hash of hashes) {
    expect(hash).toMatch(/^scrypt\$[\w-]{22}\$[\w-]{43}$/);
  }
});

test("a user whom the server knows by name already gets the password, and keeps their rights", async () => {
  const server = await startServer({ dataDir, listen: false });
  const { user } = (await call<{ user: { id: string; name: string } }>(server, "users.get_current_user")).data;
  await server.close();

  expect(await accounts.add({ name: user.name, password: "analytical" })).toMatchObject({ id: user.id, role: "admin" });
  expect(() => accounts.remove(user.name)).toThrow(/set up for this user/);
});

test.each([
  [{ name: "", password: "analytical" }, /empty/],
  [{ name: " ada", password: "analytical" }, /space around/],
  [{ name: "a:b", password: "analytical" }, /colon/],
  [{ name: "łukasz", password: "analytical" }, /name has characters outside of Latin-1/],
  [{ name: "ada", password: "short" }, /shorter than 8/],
  [{ name: "ada", password: "zażółć gęślą" }, /password has characters outside of Latin-1/],
  [{ name: "ada", password: "x".repeat(101) }, /longer than 100/],
])("an account of %o is refused", async (account, reason) => {
  const attempt = accounts.add(account);

  await expect(attempt).rejects.toThrow(UserAccountError);
  await expect(attempt).rejects.toThrow(reason);
  expect(accounts.list()).toEqual([]);
});

test("a name is taken once, and an account that is not there is neither changed nor removed", async () => {
  await accounts.add({ name: "ada", password: "analytical" });

  await expect(accounts.add({ name: "ada", password: "another one" })).rejects.toThrow(/there is one of this name/);
  await expect(accounts.setPassword("grace", "nanoseconds")).rejects.toThrow(/no such account/);
  await expect(accounts.setPassword("ada", "short")).rejects.toThrow(/shorter than 8/);
  expect(() => accounts.remove("grace")).toThrow(UserAccountError);
});

test("a folder without a database is refused by name, and nothing is made there", async () => {
  const attempt = UserAccounts.open({ dataDir: join(dataDir, "typo") });

  await expect(attempt).rejects.toThrow(DataDirError);
  await expect(attempt).rejects.toThrow(/typo/);
});
