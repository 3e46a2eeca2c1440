const UNITS = ["bytes", "KB", "MB", "GB", "TB", "PB"];

/** Formats a number of bytes for people, in decimal units and the spelling of the Python SDK: `1.25 MB`, `1 byte`. */
export function formatSize(bytes: number): string {
  const order = bytes > 0 ? Math.min(Math.trunc(Math.log(bytes) / Math.log(1000)), UNITS.length - 1) : 0;
  const label = trimZeros(twoDecimals(bytes / 1000 ** order));
  // 999,995 bytes round to "1000 KB", which is the next unit.
  if (label === "1000" && order < UNITS.length - 1) {
    return `1 ${UNITS[order + 1]}`;
  }
  return order === 0 && label === "1" ? "1 byte" : `${label} ${UNITS[order]}`;
}

/** Rounds an exact tie to the even digit, as Python does; `toFixed` rounds it up. Ties are odd eighths. */
function twoDecimals(value: number): string {
  const isTieToRoundDown = (value * 8) % 4 === 1;
  return (isTieToRoundDown ? value - 0.001 : value).toFixed(2);
}

function trimZeros(text: string): string {
  return text.replace(/\.?0+$/, "");
}
