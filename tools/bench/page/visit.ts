import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** One look at a page by a browser that has nothing of it yet. */
export interface Visit {
  /** From the beginning of the navigation until something useful is painted. */
  seconds: number;
  /** Bytes that came over the network until then. */
  bytes: number;
  /** Bytes of the page's own memory, after garbage was collected. */
  memory: number;
}

/** The place to look at, and what is useful there. */
export interface Place {
  address: string;
  /** Selects an element that is there once the page shows what people came for. */
  useful: string;
  /** The cookies of somebody who is signed in. @default nobody is */
  signedIn?: BrowserContextOptions["storageState"];
}

/** Opens a page in a profile of its own, and measures it. */
export async function visit(browser: Browser, { address, useful, signedIn }: Place): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 950 },
    ...(signedIn && { storageState: signedIn }),
  });
  try {
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    let bytes = 0;
    tools.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await tools.send("Network.enable");
    await tools.send("Performance.enable");
    await page.addInitScript(watchFor(useful));
    await page.goto(address, { waitUntil: "commit" });
    // A page's policy may forbid functions that are made of text, by which `waitForFunction` waits.
    const usefulAt = await page.evaluate<number>("window.usefulAt");
    const [seconds, received] = [usefulAt / 1000, bytes];
    await tools.send("HeapProfiler.collectGarbage");
    const { metrics } = await tools.send("Performance.getMetrics");
    const memory = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? Number.NaN;
    return { seconds, bytes: received, memory };
  } finally {
    await context.close();
  }
}

/** Waits until all that a page was told to do is painted. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
}

/** How long a page may take, in milliseconds. */
const MOST = 90_000;

/** Runs in the page: promises the moment at which the element was painted for the first time. */
function watchFor(selector: string): string {
  return `
    window.usefulAt = new Promise((resolve, reject) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector(${JSON.stringify(selector)})) {
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
        }
      }).observe(document, { subtree: true, childList: true });
      setTimeout(() => reject(new Error("Nothing useful was painted.")), ${MOST});
    });
  `;
}
