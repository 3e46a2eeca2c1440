import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import type { Document } from "../document-path.ts";

/** The most records of an answer, and how many there are when a request does not say. */
export const MAX_PAGE_SIZE = 500;

/** A stretch of a result. */
export interface Page {
  readonly skip: number;
  readonly limit: number;
}

/**
 * Reads `page` and `page_size`.
 *
 * @throws {@link ApiFailure} 400/12 when one is not such a number; 400/11 when `page_size` is `null` and `page` is not.
 */
export function parsePage(request: Document): Page {
  const page = readInteger(request, "page", 0) ?? 0;
  const size = Math.min(readInteger(request, "page_size", 1) ?? MAX_PAGE_SIZE, MAX_PAGE_SIZE);
  if (request.page_size === null && request.page !== null) {
    throw new ApiFailure(results.missingRequiredFields, {
      detail: "page_size is required when page is requested",
      fields: { field: "page_size" },
    });
  }
  return { skip: Math.min(page * size, Number.MAX_SAFE_INTEGER), limit: size };
}

/** Reads the `size` that a scroll requires. @throws {@link ApiFailure} 400/12 when it is not there. */
export function parseScrollSize(request: Document): number {
  const size = readInteger(request, "size", 1);
  if (size !== undefined) {
    return size;
  }
  throw new ApiFailure(results.validationError, {
    detail: "Integer size parameter of at least 1 should be provided when working with scroll",
  });
}

function readInteger(request: Document, field: string, minimum: number): number | undefined {
  const given = request[field];
  const value = typeof given === "boolean" ? Number(given) : given;
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < minimum) {
    throw new ApiFailure(results.validationError, {
      detail: `${field} must be >=${minimum}`,
      fields: { field, value },
    });
  }
  return value;
}
