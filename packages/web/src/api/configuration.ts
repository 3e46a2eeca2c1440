import { useQuery } from "@tanstack/preact-query";

/** The `configuration.json` beside the page. */
export interface PageConfiguration {
  displayedServerUrls: { apiServer: string; filesServer: string };
}

async function readConfiguration(): Promise<PageConfiguration> {
  return (await (await fetch("/configuration.json")).json()) as PageConfiguration;
}

/** The addresses of the server by the name that this browser calls it; undefined until they are there. */
export function useConfiguration(): PageConfiguration | undefined {
  return useQuery({ queryKey: ["configuration.json"], queryFn: readConfiguration, staleTime: Infinity }).data;
}
