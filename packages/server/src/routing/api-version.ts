/** A version of the API as a path or a handler names it: two numbers, compared one by one. */
export class ApiVersion {
  private constructor(
    readonly major: number,
    readonly minor: number,
    readonly text: string,
  ) {}

  /** Reads `2.9`, `999.0` or `29` (the official server makes the dot optional). */
  static parse(text: string): ApiVersion {
    const [major = "0", minor = "0"] = text.split(".");
    return new ApiVersion(Number(major), Number(minor), text);
  }

  /** Negative when this one is older than the other, positive when newer. */
  compare(other: ApiVersion): number {
    return this.major - other.major || this.minor - other.minor;
  }

  /** Whether this version is the named one or a newer one. */
  atLeast(text: string): boolean {
    return this.compare(ApiVersion.parse(text)) >= 0;
  }

  /** The value in `meta.endpoint`: a number below 2.1, as ancient clients expect, text from there on. */
  toWire(text: string): string | number {
    return this.atLeast("2.1") ? text : Number(text);
  }
}
