/**
 * Whether a text is what a pattern of `*` (anything) and `?` (any one character) describes. A regular expression would try all
 * ways to spread the text over the stars; here the last star alone is stretched, so time is bounded by the two lengths.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  let star: { inPattern: number; inText: number } | undefined;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = { inPattern, inText };
      inPattern += 1;
    } else if (wanted === "?" || wanted === text[inText]) {
      inPattern += 1;
      inText += 1;
    } else if (star) {
      star.inText += 1;
      inPattern = star.inPattern + 1;
      inText = star.inText;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(inPattern));
}
