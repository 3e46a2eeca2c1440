import { connect } from "@clearml-ts/client";
import { expect, test } from "vitest";
import { addressOf } from "../../interop/fixtures/clearml-server.ts";
import { PythonUser } from "../../interop/fixtures/python.ts";
import { openSite, visit } from "../site.ts";

test("the page speaks the browser's language, and another one that is chosen", async () => {
  const { tab, at, complaints } = await openSite({ locale: "pt-BR" });
  const { page } = tab;
  await page.goto(at("/settings"));
  await page.getByRole("heading", { name: "Configurações" }).waitFor();
  await page.locator('html[lang="pt-BR"]').waitFor({ state: "attached" });
  await page.getByLabel("Idioma").selectOption("en");
  await page.getByRole("heading", { name: "Settings", exact: true }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Settings", exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test("the theme is the browser's, or the one that is chosen", async () => {
  const { tab, at } = await openSite({ colorScheme: "light" });
  const { page } = tab;
  const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
  await page.goto(at("/settings"));
  const theme = page.getByLabel("Theme");
  await theme.waitFor();
  await expect.poll(ground).toBe("rgb(255, 255, 255)");
  await theme.selectOption("dark");
  await expect.poll(ground).toBe("rgb(13, 17, 23)");
  await page.reload();
  await theme.waitFor();
  await expect.poll(ground).toBe("rgb(13, 17, 23)");
});

test("a person is added by name, and signs in by choosing it", async () => {
  const { server, tab, at, complaints } = await openSite();
  const { page } = tab;
  await page.goto(at("/settings"));
  await page.getByLabel("Name of a person").fill("Grace");
  await page.getByRole("button", { name: "Add the person" }).click();
  await page.getByRole("cell", { name: "Grace" }).waitFor();
  expect(complaints).toEqual([]);

  const { tab: other } = await visit(server);
  await other.page.goto(at("/settings"));
  await other.page.getByRole("button", { name: "Grace" }).click();
  await other.page.getByRole("banner").getByText("Grace").waitFor();
});

test("Python connects with a key pair that was made on the page, until it is revoked", async () => {
  const { server, tab, at } = await openSite();
  const { page } = tab;
  await page.goto(at("/settings"));
  await page.getByLabel("Label").fill("laptop");
  await page.getByRole("button", { name: "Make a key pair" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("dd code").nth(1).waitFor();
  const [accessKey = "", secretKey = ""] = await dialog.locator("dd code").allTextContents();
  await page.keyboard.press("Escape");
  // Not by its role: a closed dialog has none, and is taken out of the page a moment later.
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.getByRole("cell", { name: "laptop" }).waitFor();
  expect(await page.content()).not.toContain(secretKey);

  using python = new PythonUser({ ...addressOf(server), accessKey, secretKey });
  expect(await python.run("page/read_actions.py", "{}")).toEqual({ tasks: {}, models: {} });

  await page.getByRole("button", { name: `Revoke ${accessKey}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("cell", { name: "laptop" }).waitFor({ state: "detached" });
  await expect(connect({ ...server.credentials, accessKey, secretKey, env: {} })).rejects.toThrow();
});
