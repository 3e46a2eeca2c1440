/** The longest time that Node's timers know. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls a function after some minutes; returns how to take it back. */
export function afterMinutes(minutes: number, call: () => void): () => void {
  const end = Date.now() + minutes * 60_000;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = end - Date.now();
    timer = setTimeout(left > LONGEST_MS ? wait : call, Math.min(Math.max(left, 0), LONGEST_MS));
  };
  wait();
  return () => clearTimeout(timer);
}
