/** Returns a function that passes each text on the first time only. */
export function warnOnce(say: (message: string) => void): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (!said.has(message)) {
      said.add(message);
      say(message);
    }
  };
}
