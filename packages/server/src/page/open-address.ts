import { spawn } from "node:child_process";

/** The program by which each system opens an address in the browser of whoever is signed in. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** How an address is opened. */
export interface OpenAddressOptions {
  /** The program that opens it, and what it is given before the address. @default the one of the system */
  opener?: readonly [command: string, ...args: string[]];
  /** Milliseconds after which a program that still runs is taken to have become the browser. @default 3000 */
  patience?: number;
}

/** Opens an address in a browser; false where this machine has no program for that, or the program found no browser. */
export function openAddress(address: string, options: OpenAddressOptions = {}): Promise<boolean> {
  const { opener = OPENERS[process.platform] ?? ["xdg-open"], patience = 3_000 } = options;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, address], { stdio: "ignore", detached: true });
  child.unref();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), patience).unref();
    const end = (isOpen: boolean) => {
      clearTimeout(timer);
      resolve(isOpen);
    };
    child.once("error", () => end(false));
    child.once("exit", (status) => end(status === 0));
  });
}
