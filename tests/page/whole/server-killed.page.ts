import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PortInUseError, type Server, startServer, UserAccounts } from "@clearml-ts/server";
import { onTestFinished, test } from "vitest";
import { visit } from "../site.ts";

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "clearml-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Starts a server on ports that nobody gets by chance while it is down: a browser that asks a port again and again, of those that systems
 * give out, is itself given that port in the end.
 */
async function startOnOwnPorts(dataDir: string): Promise<Server> {
  for (;;) {
    const apiPort = 10_000 + Math.floor(Math.random() * 20_000);
    try {
      return await startServer({ dataDir, apiPort, webPort: apiPort + 1, filesPort: apiPort + 2 });
    } catch (error) {
      if (!(error instanceof PortInUseError)) {
        throw error;
      }
    }
  }
}

/** Starts a server again where it was: on its folder and its ports. */
function restart({ urls }: Server, dataDir: string): Promise<Server> {
  const [apiPort, webPort, filesPort] = [urls.api, urls.web, urls.files].map((url) => Number(new URL(url).port));
  return startServer({ dataDir, apiPort: apiPort ?? 0, webPort: webPort ?? 0, filesPort: filesPort ?? 0 });
}

test("while the server is down the page says so and keeps what it shows, and goes on by itself", async () => {
  const dataDir = dataFolder();
  const server = await startOnOwnPorts(dataDir);
  const { connection, tab, at } = await visit(server);
  const { services } = connection;
  const { id } = await services.tasks.create({ name: "survives", type: "training" });
  await services.tasks.started({ task: id });
  const { page } = tab;
  await page.goto(at(`/tasks/${id}`));
  await page.getByText("running").first().waitFor();
  await server.close();
  const told = page.getByText("The server does not answer.");
  await told.waitFor();
  await page.getByRole("heading", { name: "survives" }).waitFor();

  const again = await restart(server, dataDir);
  onTestFinished(() => again.close());
  await told.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Abort" }).click();
  await page.getByText("aborted").first().waitFor();
});

test("a login that has expired leads to the login, and from there back to the same page", async () => {
  const dataDir = dataFolder();
  const server = await startServer({ dataDir, apiPort: 0, webPort: 0, filesPort: 0 });
  onTestFinished(() => server.close());
  const accounts = await UserAccounts.open({ dataDir });
  await accounts.add({ name: "ada", password: "a long password of ada" });
  await accounts.close();
  const { connection, tab, at } = await visit(server);
  const { services } = connection;
  const project = (await services.projects.create({ name: "Mine" })).id;
  await services.tasks.create({ name: "kept", type: "training", project });
  const { page } = tab;
  const signIn = async () => {
    // The table, which is left for the login, has fields with names in their labels as well.
    const form = page.locator("form", { has: page.getByRole("button", { name: "Sign in" }) });
    await form.getByLabel("Name").fill("ada");
    await form.getByLabel("Password").fill("a long password of ada");
    await form.getByRole("button", { name: "Sign in" }).click();
  };
  const address = at(`/projects/${project}?search=kep`);
  await page.goto(address);
  await signIn();
  await page.getByRole("link", { name: "kept" }).waitFor();
  await page.context().clearCookies();
  await page.getByRole("searchbox").fill("kept");
  await signIn();
  await page.getByRole("link", { name: "kept" }).waitFor();
  await page.waitForURL((url) => url.href === at(`/projects/${project}?search=kept`));
});
