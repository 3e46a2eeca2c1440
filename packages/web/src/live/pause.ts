/** How long the page waits before it asks a lost server again, in milliseconds. */
const PAUSE = 1_000;

/** Waits a moment; in a tab that nobody sees, until somebody looks at it again. */
export async function pauseWhileUnseen(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (document.hidden) {
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
  }
}
