/** How a sample is shown: as a picture, played, as a page in a frame of its own, or as a link. */
export type SampleKind = "picture" | "sound" | "film" | "page" | "file";

const KINDS: readonly [SampleKind, readonly string[]][] = [
  ["picture", ["png", "jpg", "jpeg", "gif", "webp", "bmp", "avif", "ico", "svg", "jfif", "tif", "tiff"]],
  ["sound", ["wav", "mp3", "ogg", "oga", "flac", "m4a", "aac", "opus", "weba"]],
  ["film", ["mp4", "webm", "ogv", "mov", "m4v", "mkv", "avi"]],
  ["page", ["html", "htm"]],
];

/** The kind of a sample by the end of its address; without an ending it is a picture, as most are. */
export function sampleKind(url: string): SampleKind {
  if (url.startsWith("data:")) {
    return url.startsWith("data:image/") ? "picture" : "file";
  }
  const [path = ""] = url.split(/[?#]/, 1);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  if (dot < 0) {
    return "picture";
  }
  const ending = name.slice(dot + 1).toLowerCase();
  return KINDS.find(([, endings]) => endings.includes(ending))?.[0] ?? "file";
}
