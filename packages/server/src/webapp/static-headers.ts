import type { ServerUrls } from "../startup/server-urls.ts";

/** The headers that a build of a page is served with. */
export interface StaticHeaders {
  /** Says how long a browser may keep a file of the build without asking. */
  readonly cacheControl: (path: string) => string;
  /**
   * Writes the policy that the page runs under.
   *
   * @param urls the server's addresses by the name that the browser calls it.
   * @param stores hosts of object stores that people have named on the settings page.
   */
  readonly contentSecurityPolicy: (urls: ServerUrls, stores: readonly string[]) => string;
  /** The policy of uploaded pages and drawings that are shown in frames of the page. @default that of the file store */
  readonly framedContentSecurityPolicy?: string;
}

/** File names in which a build tool has put a hash of the content: `main-5INURTSO.js`, `main.0a1b2c3d4e5f6071.js`. */
const HASHED = /[-.](?:[A-Z0-9]{8}|[0-9a-f]{16,20})\.\w+$/;

function cacheControl(path: string): string {
  return HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
}

/** Where the web UI deletes and reads objects by itself, with credentials that its user typed in. */
const CLOUD_STORES = [
  "https://*.amazonaws.com",
  "https://storage.googleapis.com",
  "https://storage.cloud.google.com",
  "https://*.blob.core.windows.net",
];

/**
 * Writes the policy under which the web UI runs: it may show pictures and pages from wherever tasks have stored them,
 * but it runs no code from elsewhere and tells nobody about this server. As built, it calls api.github.com, unpkg.com
 * and, with user id and version, updates.clear.ml.
 *
 * Its plots are compiled in the browser (`unsafe-eval`), and its style sheets are switched on by attributes of
 * their elements (`unsafe-inline`).
 *
 * @param stores addresses that the page may call besides its own origin.
 */
function contentSecurityPolicy(stores: readonly string[]): string {
  return [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src * data: blob:",
    "media-src * data: blob:",
    "frame-src * data: blob:",
    `connect-src 'self' data: blob: ${[...stores, ...CLOUD_STORES].join(" ")}`,
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/** The headers of a build of the official web UI. */
export const webappHeaders: StaticHeaders = {
  cacheControl,
  contentSecurityPolicy: ({ api, files }, stores) => contentSecurityPolicy([api, files, ...stores]),
};
