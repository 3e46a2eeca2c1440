import type { Locator, Page } from "playwright-core";
import type { Ids } from "./world.ts";

/** Hands and eyes of somebody at the web UI. */
export class Walker {
  readonly page: Page;
  /** Ids of what is on the server, by name. */
  readonly id: Ids;
  readonly #web: string;

  constructor(page: Page, web: string, id: Ids) {
    this.page = page;
    this.#web = web;
    this.id = id;
  }

  /** Loads a path anew and waits until the page asks for nothing more. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.#web + path);
    await this.settle();
  }

  /** Waits until the page asks for nothing more; it may go on refreshing itself. */
  async settle(): Promise<void> {
    await this.page.waitForLoadState("networkidle");
  }

  /** Loads a path whose page may show a table or a list, and sees to it that it shows the table. */
  async openTable(path: string): Promise<void> {
    await this.open(path);
    await this.click(this.part("table"));
    await this.find("tbody").waitFor();
  }

  /** Waits until texts can be read, in letters of any size, and tells them. */
  async reads(...texts: string[]): Promise<string> {
    for (const text of texts) {
      await this.page.getByText(text).filter({ visible: true }).first().waitFor();
    }
    return texts.join(", ");
  }

  /** The first visible element of a selector. */
  find(selector: string): Locator {
    return this.page.locator(selector).filter({ visible: true }).first();
  }

  /** The visible element that the UI's authors named so for tests. */
  part(name: string): Locator {
    return this.find(`[data-id="${name}"]`);
  }

  /** The button with these words. */
  button(words: string): Locator {
    return this.find(`button:has-text("${words}")`);
  }

  /** The row of a table that has exactly a text in one of its first cells: the last ones name other things. */
  row(text: string): Locator {
    const cell = "td:nth-child(-n+3)";
    return this.find(`tbody tr:has(${cell} :text-is("${text}"), ${cell}:text-is("${text}"))`);
  }

  /** Clicks, and waits for what comes of it. */
  async click(target: Locator): Promise<void> {
    await target.click();
    await this.settle();
  }

  /** Chooses from the menu of a row. */
  async choose(row: string, option: string): Promise<void> {
    await this.row(row).click({ button: "right" });
    await this.click(this.find(`.cdk-overlay-container button:has-text("${option}")`));
  }

  /** Waits until as many rows can be seen, scrolling down a table that loads more on demand. */
  async countsRows(expected: number): Promise<void> {
    const rows = this.page.locator("tbody tr:has(td)").filter({ visible: true });
    await until(`${expected} rows`, async () => {
      await rows.last().evaluate((row) => row.scrollIntoView());
      return (await rows.count()) === expected;
    });
  }

  /** Counts the visible elements of a selector, once there is one. */
  async counts(selector: string): Promise<number> {
    await this.find(selector).waitFor();
    return this.page.locator(selector).filter({ visible: true }).count();
  }
}

/** Waits until a question is answered with yes. */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) {
      throw new Error(`Waited ${seconds} seconds for ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
