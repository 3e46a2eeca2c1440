/** A failure that happens at every visit and is not the server's fault. */
export interface Known {
  readonly pattern: RegExp;
  readonly why: string;
}

/** Complaints that a visit may make, and why. Everything else is a failure. */
export const known: readonly Known[] = [
  {
    pattern: /api\.github\.com|Failed to fetch/,
    why: "the login page asks GitHub for a number of stars; the server's content policy lets the UI call nobody",
  },
  {
    pattern: /updates\.clear\.ml/,
    why: "the UI reports user, version and address to its makers; the server's content policy forbids it",
  },
  {
    pattern: /unpkg\.com/,
    why: "the plotting library loads a style sheet for maps; the server's content policy forbids it",
  },
  {
    pattern: /404 GET \/(onboarding\.json|assets\/favicon\.ico|version\.json)/,
    why: "the build asks for a file that it does not contain",
  },
  {
    pattern: /ace is not defined|setShowPrintMargin/,
    why: "the UI uses its text editor before that is loaded, when a page with an editor is the first one opened",
  },
];
