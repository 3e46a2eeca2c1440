import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Nothing but this machine: neither the UI nor the browser itself reaches anybody else. */
const offline = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1";

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page of a headless browser with an empty profile. */
export interface Tab extends AsyncDisposable {
  readonly page: Page;
}

/** The person in front of a browser, as far as pages notice: language, theme, size of the window. */
export type Visitor = Pick<BrowserContextOptions, "locale" | "colorScheme" | "viewport">;

/** Starts a browser that is installed on this machine: the one that `CHROMIUM` names, or Debian's. */
export function launchBrowser(executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...quiet, offline] });
}

/** Opens a page in a browser, for somebody who was never there: nothing is kept from other visitors. */
export async function newTab(browser: Browser, visitor: Visitor = {}): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 950 },
    acceptDownloads: true,
    ...visitor,
  });
  // Slow is not wrong: a limit only ends what hangs.
  context.setDefaultTimeout(120_000);
  return { page: await context.newPage(), [Symbol.asyncDispose]: () => context.close() };
}

/** Opens a page in a browser of its own. */
export async function openTab(executablePath?: string, visitor: Visitor = {}): Promise<Tab> {
  const browser = await launchBrowser(executablePath);
  const { page } = await newTab(browser, visitor);
  return { page, [Symbol.asyncDispose]: () => browser.close() };
}
