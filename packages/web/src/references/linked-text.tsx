import { useQuery } from "@tanstack/preact-query";
import { useMemo } from "preact/hooks";
import { Link } from "wouter-preact";
import type { CallError } from "../api/api.ts";
import { askReference, type Reference } from "./ask-reference.ts";
import { piecesOf } from "./ids-in-text.ts";

interface LinkedTextProps {
  text: string;
  /** Whether the name of the record stands behind its id. @default false */
  withNames?: boolean;
}

/** A text in which the ids of tasks, versions of datasets, models and projects of this server are links to them. */
export function LinkedText({ text, withNames = false }: LinkedTextProps) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return (
    <>
      {pieces.map((piece, index) =>
        piece.mayBeId ? <LinkedId key={`${index} ${piece.text}`} id={piece.text} withName={withNames} /> : piece.text,
      )}
    </>
  );
}

function LinkedId({ id, withName }: { id: string; withName: boolean }) {
  const { data } = useQuery<Reference | null, CallError>({
    queryKey: ["reference", id],
    queryFn: () => askReference(id),
    staleTime: Infinity,
  });
  return data ? (
    <>
      <Link href={data.address} title={data.name}>
        {id}
      </Link>
      {withName && <span class="dim"> {data.name}</span>}
    </>
  ) : (
    id
  );
}
