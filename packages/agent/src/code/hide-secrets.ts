/** Leaves out names and passwords that addresses in a text hold. */
export function hideSecrets(text: string): string {
  return text.replaceAll(/\b([a-z][a-z\d+.-]*:\/\/)[^\s/@]+@/gi, "$1");
}
