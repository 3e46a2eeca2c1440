/** A piece of an object. */
export interface ByteRange {
  /** Position among the pieces, from 0 on. */
  index: number;
  /** First byte. */
  start: number;
  /** The byte after the last one. */
  end: number;
}

/** How an object is cut into pieces. */
export interface CutOptions {
  /** Bytes of a piece. */
  partSize: number;
  /** Pieces that the store takes for one object: larger objects have larger pieces. @default any number */
  maxParts?: number;
}

const MIB = 1024 ** 2;

/** Cuts an object of `size` bytes into pieces of equal size, the last of which may be shorter. */
export function cutIntoRanges(
  size: number,
  { partSize, maxParts = Number.POSITIVE_INFINITY }: CutOptions,
): ByteRange[] {
  const needed = Math.ceil(size / maxParts / MIB) * MIB;
  const length = Math.max(partSize, needed);
  return Array.from({ length: Math.ceil(size / length) }, (_, index) => ({
    index,
    start: index * length,
    end: Math.min((index + 1) * length, size),
  }));
}
