import { expect, test } from "vitest";
import { installCommand } from "./install-command.ts";

test.each([
  [["package.json", "package-lock.json"], "npm ci"],
  [["package.json", "pnpm-lock.yaml"], "npx -y pnpm install --frozen-lockfile"],
  [["package.json", "yarn.lock"], "npx -y yarn install --frozen-lockfile"],
  [["package.json"], "npm install"],
])("packages of a folder with %j are installed by %s", (files, command) => {
  expect(installCommand(files)).toMatch(new RegExp(`^${command}`));
});

test("a folder without a manifest needs nothing", () => {
  expect(installCommand(["main.js"])).toBeUndefined();
});
