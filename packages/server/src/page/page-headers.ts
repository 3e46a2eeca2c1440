import type { StaticHeaders } from "../webapp/static-headers.ts";

/** The page's own scripts and styles, pictures and files of the file store, and nothing from elsewhere. */
function contentSecurityPolicy(files: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob: ${files}`,
    `media-src 'self' blob: ${files}`,
    `connect-src 'self' ${files}`,
    "font-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/** The headers of the own page: its build puts a hash into the name of everything below `assets`. */
export const pageHeaders: StaticHeaders = {
  cacheControl: (path) => (path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache"),
  contentSecurityPolicy: ({ files }) => contentSecurityPolicy(files),
};
