/** A piece of a text: what may be the id of a record, or the text between such. */
export interface TextPiece {
  text: string;
  mayBeId: boolean;
}

/** Ids of tasks, models and projects are 32 hexadecimal digits, as are the hashes of some files. */
const ID = /\b[\da-f]{32}\b/g;

/** Ids that are looked up in one text: a list of very many is a list, and nothing that people follow. */
const MOST = 100;

/** Cuts a text into its pieces, in their order. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  const add = (piece: string, mayBeId: boolean) => piece !== "" && pieces.push({ text: piece, mayBeId });
  for (const { 0: id, index } of [...text.matchAll(ID)].slice(0, MOST)) {
    add(text.slice(end, index), false);
    add(id, true);
    end = index + id.length;
  }
  add(text.slice(end), false);
  return pieces;
}
