import type { Page, Response } from "playwright-core";
import { known } from "./known.ts";

/** The events behind a page since the last question. */
export interface Observation {
  /** How often each endpoint was called. */
  readonly calls: ReadonlyMap<string, number>;
  /** The failures: calls that failed, files that are missing, errors in the page. */
  readonly problems: readonly string[];
  /** The failures that the server did not cause. */
  readonly excused: readonly string[];
}

/** Watches what a page asks of the server and what it complains about. */
export class Witness {
  #calls = new Map<string, number>();
  #complaints = new Set<string>();
  #reading: Promise<void>[] = [];

  /** Begins to watch; call it before the first page is opened. */
  async watch(page: Page): Promise<void> {
    // Of what is thrown and is no Error, the browser itself tells nothing but the class.
    await page.addInitScript(() => {
      addEventListener("error", ({ error, message }) => console.error(`thrown: ${error?.message ?? message}`));
    });
    page.on("console", (entry) => {
      // The browser's own lines about answers say less than the answers.
      if (entry.type() === "error" && !entry.text().startsWith("Failed to load resource")) {
        this.#complaints.add(`error in the page: ${entry.text().split("\n")[0] ?? ""}`);
      }
    });
    // Not the response: a download has none that the page is told of.
    page.on("request", (request) => {
      const endpoint = endpointOf(request.url());
      if (endpoint) {
        this.#calls.set(endpoint, (this.#calls.get(endpoint) ?? 0) + 1);
      }
    });
    page.on("response", (response) => this.#reading.push(this.#note(response)));
  }

  /** The events since the last call. */
  async observed(): Promise<Observation> {
    await Promise.all(this.#reading);
    const complaints = [...this.#complaints];
    const calls = this.#calls;
    this.#calls = new Map();
    this.#complaints = new Set();
    this.#reading = [];
    const isKnown = (complaint: string) => known.some(({ pattern }) => pattern.test(complaint));
    return {
      calls,
      problems: complaints.filter((complaint) => !isKnown(complaint)),
      excused: complaints.filter(isKnown),
    };
  }

  async #note(response: Response): Promise<void> {
    if (response.status() < 400) {
      return;
    }
    const endpoint = endpointOf(response.url());
    const reply = endpoint ? await response.text().catch(() => "") : "";
    const words = /"result_msg": ?"([^"]*)"/.exec(reply)?.[1];
    const method = response.request().method();
    this.#complaints.add(
      `${response.status()} ${method} ${endpoint ?? new URL(response.url()).pathname}${words ? `: ${words}` : ""}`,
    );
  }
}

/** The endpoint that an address is of, if it is of one. */
function endpointOf(url: string): string | undefined {
  return /^\/api\/v[\d.]+\/(\w+\.\w+)$/.exec(new URL(url).pathname)?.[1];
}
