/**
 * How property tests run: from a fixed seed, or from that in `PROPERTY_SEED`, for whoever looks for more. A failure names
 * seed and path, with which the same values come again.
 */
export const seeded = { seed: Number(process.env["PROPERTY_SEED"] ?? 1) };
