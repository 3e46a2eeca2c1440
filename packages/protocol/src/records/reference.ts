/** A record that another one points to, as the `…_ex` endpoints return it. */
export interface Reference {
  id: string;
  name?: string;
}

/** A record in which the fields `K` hold `{ id, name }` instead of an id. */
export type Joined<R, K extends keyof R> = Omit<R, K> & { [P in K]?: Reference };
