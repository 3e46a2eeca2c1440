import { LONGEST_TIMER_MS } from "./clock.ts";

/** Calls a function after some minutes; returns how to take it back. */
export function afterMinutes(minutes: number, call: () => void): () => void {
  const end = Date.now() + minutes * 60_000;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = end - Date.now();
    timer = setTimeout(left > LONGEST_TIMER_MS ? wait : call, Math.min(Math.max(left, 0), LONGEST_TIMER_MS));
  };
  wait();
  return () => clearTimeout(timer);
}

/** Settles after some minutes, or when the signal ends the wait. */
export function minutesPass(minutes: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = afterMinutes(minutes, resolve);
    const end = () => {
      cancel();
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
  });
}
