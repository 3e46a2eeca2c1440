import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import type { Browser } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchBrowser, newTab, type Tab, type Visitor } from "./browser.ts";

/** A server with its page, a connection to fill it, and a browser that looks at it. */
export interface Site {
  server: Server;
  connection: Connection;
  tab: Tab;
  /** The address of a path of the page. */
  at: (path: string) => string;
  /** Everything that the browser complained about, and every host but ours that it asked. */
  complaints: string[];
}

/** The browser of all tests of this process; it ends with the process. */
let browser: Promise<Browser> | undefined;

/** Starts a server in memory and opens a browser; both end with the test. */
export async function openSite(visitor: Visitor = {}): Promise<Site> {
  const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  onTestFinished(() => server.close());
  return await visit(server, visitor);
}

/** Opens a browser on a server, and a connection; both end with the test. */
export async function visit(server: Server, visitor: Visitor = {}): Promise<Site> {
  const connection = await connect({ ...server.credentials, env: {} });
  onTestFinished(() => connection.close());
  browser ??= launchBrowser();
  const tab = await newTab(await browser, visitor);
  onTestFinished(() => tab[Symbol.asyncDispose]());
  const complaints: string[] = [];
  const context = tab.page.context();
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(message.text());
    }
  });
  context.on("request", (request) => {
    if (new URL(request.url()).hostname !== "127.0.0.1" && !request.url().startsWith("data:")) {
      complaints.push(`asked ${request.url()}`);
    }
  });
  return { server, connection, tab, complaints, at: (path) => `${server.urls.web}${path}` };
}
