import type { RequestOf } from "@clearml-ts/protocol";
import type { Core } from "../../records/core.ts";
import { ExpiringStates } from "../../values/expiring-states.ts";
import { ProjectUsages } from "./usages.ts";

/** The parts that span all projects. */
export interface OrganizationService {
  /** Lists that are about to be downloaded, for five minutes. */
  readonly downloads: ExpiringStates<RequestOf<"organization.prepare_download_for_get_all">>;
  readonly usages: ProjectUsages;
}

/** Wires the parts that span all projects. */
export function createOrganizationService({ clock, records, users }: Core): OrganizationService {
  return { downloads: new ExpiringStates(clock, 300_000), usages: new ProjectUsages(records, users) };
}
