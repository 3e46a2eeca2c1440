// @ts-check

/**
 * Times the phases of a program and tells them, with the memory it took at most, on its last line. These programs are
 * plain JavaScript, so that Node and the built packages are all that is measured.
 */
export class Phases {
  /** @type {Record<string, number>} */
  #seconds = {};
  #last = performance.now();

  /** @param {string} name of the phase that ends now */
  end(name) {
    const now = performance.now();
    this.#seconds[name] = (now - this.#last) / 1000;
    this.#last = now;
  }

  /** @param {string} result what the program made */
  report(result) {
    const memory = process.resourceUsage().maxRSS * 1024;
    console.log(JSON.stringify({ seconds: this.#seconds, memory, result }));
  }
}
