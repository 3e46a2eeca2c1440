import type { Spread } from "./median.ts";

const wholes = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const twoDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });

/** A number with thousands separated. */
export const count = (value: number): string => wholes.format(value);

/** Bytes as megabytes of 2^20 bytes. */
export const megabytes = (bytes: number): string => `${count(bytes / 2 ** 20)} MB`;

/** Seconds, as milliseconds or microseconds where they are few. */
export function duration(seconds: number): string {
  if (seconds < 0.0001) {
    return `${twoDigits.format(seconds * 1e6)} µs`;
  }
  if (seconds < 0.1) {
    return `${twoDigits.format(seconds * 1000)} ms`;
  }
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** Formats the ratio of two numbers, in bold when it is below 1. */
export function ratio(one: number, other: number): string {
  const times = one / other;
  const text = `${times < 10 ? times.toFixed(2) : count(times)} ×`;
  return times < 1 ? `**${text}**` : text;
}

/** The median of durations with the range they lie in. */
export function durations({ median, least, most, runs }: Spread): string {
  return `${duration(median)} (${duration(least)} to ${duration(most)}, ${runs} runs)`;
}
