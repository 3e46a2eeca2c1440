/** Tabs of the official page, and ours. */
const TABS: Readonly<Record<string, string>> = {
  log: "console",
  scalars: "scalars",
  plots: "plots",
  artifacts: "artifacts",
  debugImages: "samples",
};

/** The forms that the Python SDK, the official page and our SDK print; the last word of a task's may be a tab. */
const FORMS: readonly [RegExp, (id: string, tab: string) => string][] = [
  [/^\/pipelines\/[^/]+\/(?:experiments|tasks)\/([^/]+)/, (id) => `/pipelines/${id}`],
  [/^\/datasets\/simple\/[^/]+\/(?:experiments|tasks)\/([^/]+)/, (id) => `/datasets/${id}`],
  [/^\/datasets\/simple\/([^/]+)/, (id) => `/datasets/${id}`],
  [/^\/projects\/[^/]+\/models\/([^/]+)/, (id) => `/models/${id}`],
  [/^\/projects\/[^/]+\/compare-(?:experiments|tasks);ids=([^/;]+)/, (ids) => `/compare?ids=${ids}`],
  [
    /^\/projects\/[^/]+\/(?:experiments|tasks)\/([^/]+)(?:\/output)?(?:\/(\w+))?/,
    (id, tab) => `/tasks/${id}${TABS[tab] ? `/${TABS[tab]}` : ""}`,
  ],
  [/^\/projects\/([^/]+)\/(?:overview|tasks|experiments)?\/?$/, (id) => `/projects/${id}`],
  [/^\/projects\/\*\/models\/?$/, () => "/models"],
  [/^\/projects\/([^/]+)\/models\/?$/, (id) => `/models?project=${id}`],
  [/^\/(?:dashboard|projects)\/?$/, () => "/"],
  [/^\/workers-and-queues/, () => "/queues"],
];

/** The address here that shows the things of an address of the official page; undefined when it is not one. */
export function ownAddress(path: string): string | undefined {
  for (const [form, address] of FORMS) {
    const match = form.exec(path);
    if (match) {
      return address(match[1] ?? "", match[2] ?? "");
    }
  }
  return undefined;
}
