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

  /** @param {Float64Array} seconds that each of many calls took: what most of them take, and what one in a thousand takes */
  calls(seconds) {
    const sorted = seconds.slice().sort();
    const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
    this.#seconds["a call, median"] = at(0.5);
    this.#seconds["a call, p99.9"] = at(0.999);
  }

  /** @param {string} result what the program made */
  report(result) {
    const memory = process.resourceUsage().maxRSS * 1024;
    console.log(JSON.stringify({ seconds: this.#seconds, memory, result }));
  }
}
