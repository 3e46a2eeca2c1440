/** The server keeps previews of about this many characters. */
const LIMIT = 65_536;

/** Cuts a preview to what the record may hold, with the Python SDK's heading over what was cut. */
export function cutPreview(preview: string, type: string): string {
  const isText = type === "string" || type === "dict" || type === "JSON";
  if (isText && preview.length >= LIMIT) {
    const subject = type === "string" ? "text" : "serialized dict";
    return `# full ${subject} too large to store, storing first 64kb\n${preview.slice(0, LIMIT)}`;
  }
  if (preview.length > LIMIT + 1024) {
    return `# full preview too large to store, storing first 64kb\n${preview.slice(0, LIMIT)}`;
  }
  return preview;
}
