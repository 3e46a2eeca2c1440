/** Cuts a text to so many characters between two words, with ` [...]` in place of what is left out. */
export function shorten(text: string, width: number): string {
  const words = text.trim().split(/\s+/);
  const whole = words.join(" ");
  if (whole.length <= width) {
    return whole;
  }
  const mark = " [...]";
  let short = "";
  for (const word of words) {
    const longer = short === "" ? word : `${short} ${word}`;
    if (longer.length + mark.length > width) {
      break;
    }
    short = longer;
  }
  return short === "" ? mark.trim() : `${short}${mark}`;
}
