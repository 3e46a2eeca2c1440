import { timerTime } from "@clearml-ts/storage";

/** Calls a function after some minutes; returns how to take it back. */
export function afterMinutes(minutes: number, call: () => void): () => void {
  const end = Date.now() + minutes * 60_000;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = end - Date.now();
    const time = timerTime(left);
    timer = setTimeout(time < left ? wait : call, time);
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
