import type { VNode } from "preact";
import { Redirect, useLocation } from "wouter-preact";
import { ownAddress } from "./old-address.ts";

/** Leads from an address of the official page to the one here, so that links in old consoles work. */
export function RedirectOldAddress({ otherwise }: { otherwise: VNode }) {
  const [path] = useLocation();
  const own = ownAddress(path);
  return own === undefined ? otherwise : <Redirect to={own} replace />;
}
