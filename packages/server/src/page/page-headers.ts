import type { StaticHeaders } from "../webapp/static-headers.ts";

/**
 * The styles that Plotly writes into its drawings, by their hashes. It adds an empty style sheet and fills it by script, which counts as
 * the page's own where the sheet may be there at all; it empties the style of elements; and it has the cells of a heat map drawn with
 * hard edges. Hashes stand for these texts alone: no other style in the markup is taken.
 */
const PLOT_STYLES = [
  "'unsafe-hashes'",
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-AR/cKIZjWPcPmBUPDA6oti9XBiTbJvz0Cro2J1VzzS8='",
].join(" ");

/** The page's own scripts and styles, pictures and files of the file store, and nothing from elsewhere. */
function contentSecurityPolicy(files: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${PLOT_STYLES}`,
    `img-src 'self' data: blob: ${files}`,
    `media-src 'self' blob: ${files}`,
    `connect-src 'self' ${files}`,
    "font-src 'self'",
    "frame-src 'self'",
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
  // A page that somebody has uploaded runs its own scripts in a frame, as nobody, and tells nobody that it is looked at.
  framedContentSecurityPolicy: "sandbox allow-scripts; default-src 'unsafe-inline' 'unsafe-eval' data: blob:",
};
