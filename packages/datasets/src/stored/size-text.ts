const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"];

/** Size as the texts of a dataset give it: steps of 1024 under decimal names, where artifact previews have steps of 1000. */
export function sizeText(bytes: number): string {
  const magnitude = Math.abs(bytes);
  const order = magnitude >= 1 ? Math.min(Math.floor(Math.log2(magnitude) / 10), UNITS.length - 1) : 0;
  const number = (bytes / 1024 ** order).toFixed(2).replace(/\.?0+$/, "");
  return `${number} ${UNITS[order]}`;
}
