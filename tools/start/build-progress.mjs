const PERIOD_MS = 500;
/** A start that has nothing to build says nothing. */
const QUIET_MS = 1500;

/** Tells how far a build is from the output of turbo: on one line of a terminal, and by a line at its beginning and end elsewhere. */
export class BuildProgress {
  #started = performance.now();
  #output = "";
  #isAnnounced = false;
  /** @type {NodeJS.WriteStream} */
  #terminal;
  /** @type {NodeJS.Timeout} */
  #timer;

  /** @param {NodeJS.WriteStream} output */
  constructor(output) {
    this.#terminal = output;
    this.#timer = setInterval(() => this.#show(), PERIOD_MS);
  }

  /** @param {string} text */
  add(text) {
    this.#output += text;
  }

  end() {
    this.#leave();
    if (this.#isAnnounced) {
      const { built, kept } = buildSteps(this.#output);
      const before = kept > 0 ? `, ${kept} were built before` : "";
      this.#say(`✓ built ${built} packages in ${this.#seconds()} s${before}`);
    }
  }

  fail() {
    this.#leave();
    this.#say(`${this.#output}\nThe build failed.`);
  }

  stop() {
    this.#leave();
    this.#say("Stopping…");
  }

  #show() {
    if (performance.now() - this.#started < QUIET_MS) {
      return;
    }
    const { built, kept, total } = buildSteps(this.#output);
    const line = `Building: ${built + kept} of ${total} packages begun (${this.#seconds()} s)`;
    if (this.#terminal.isTTY) {
      this.#terminal.write(`\r\u001b[2K${line}`);
    } else if (!this.#isAnnounced) {
      this.#say("Building, which takes a minute the first time …");
    }
    this.#isAnnounced = true;
  }

  #leave() {
    clearInterval(this.#timer);
    if (this.#isAnnounced && this.#terminal.isTTY) {
      this.#terminal.write("\r\u001b[2K");
    }
  }

  /** @param {string} line */
  #say(line) {
    this.#terminal.write(`${line}\n`);
  }

  #seconds() {
    return Math.round((performance.now() - this.#started) / 1000);
  }
}

/**
 * Counts the packages that turbo has begun to build, those that were there from before, and all of them.
 *
 * @param {string} output
 */
export function buildSteps(output) {
  const built = output.match(/: cache (?:miss|bypass), /g)?.length ?? 0;
  const kept = output.match(/: cache hit, /g)?.length ?? 0;
  const total = Number(/in (\d+) packages/.exec(output)?.[1] ?? built + kept);
  return { built, kept, total };
}
