import { openAddress } from "./open-address.ts";

/** A stream that may be a terminal. */
interface MaybeTerminal {
  isTTY?: boolean;
}

/** Where a page is offered. */
export interface OfferPageOptions {
  /** Ends the offer. */
  signal: AbortSignal;
  /** @default the input of this process */
  input?: NodeJS.ReadStream;
  /** @default the output of this process */
  output?: MaybeTerminal;
  /** Opens an address, and says whether that worked. @default by the program of the system that does */
  open?: (address: string) => Promise<boolean>;
  /** Called with a line for people. */
  say: (line: string) => void;
  /** The lines for people, for those who speak another language. @default in English */
  sentences?: PageSentences;
}

/** The lines about a page that is offered. */
export interface PageSentences {
  /** Says that Enter opens the page. */
  offer: (address: string) => string;
  /** Says that there is no browser here that could open it. */
  noBrowser: (address: string) => string;
}

const english: PageSentences = {
  offer: (address) => `Enter opens ${address}`,
  noBrowser: (address) => `No browser was found here. Open ${address} in yours.`,
};

/**
 * Offers to open a page when Enter is pressed, until the signal; does nothing in a pipe, where nobody can press a key. Enter rather than a
 * letter, because single letters come only from a terminal in raw mode, where Ctrl-C and Ctrl-Z come as letters too.
 */
export function offerPage(address: string, options: OfferPageOptions): void {
  const {
    signal,
    say,
    sentences = english,
    input = process.stdin,
    output = process.stdout,
    open = openAddress,
  } = options;
  if (!input.isTTY || !output.isTTY || signal.aborted) {
    return;
  }
  say(sentences.offer(address));
  const onData = () =>
    void open(address).then((isOpen) => {
      if (!isOpen) {
        say(sentences.noBrowser(address));
      }
    });
  input.on("data", onData);
  const end = () => {
    input.off("data", onData);
    input.pause();
  };
  signal.addEventListener("abort", end, { once: true });
}
