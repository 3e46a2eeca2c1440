/** The server keeps previews of about this many characters. */
const LIMIT = 65_536;

/** Cuts a preview to the length that a record may have, under the Python SDK's heading. */
export function cutPreview(preview: string, type: string): string {
  const isText = type === "string" || type === "dict" || type === "JSON";
  if (isText && preview.length >= LIMIT) {
    const subject = type === "string" ? "text" : "serialized dict";
    return `# full ${subject} too large to store, storing first 64kb\n${head(preview)}`;
  }
  if (preview.length > LIMIT + 1024) {
    return `# full preview too large to store, storing first 64kb\n${head(preview)}`;
  }
  return preview;
}

/** The beginning of a text, without half of a character at its end. */
function head(text: string): string {
  return text.slice(0, LIMIT).replace(/[\ud800-\udbff]$/, "");
}
