/** Under which series and receipt an event is stored. */
export interface Filing<Event> {
  readonly event: Event;
  readonly series: number;
  readonly receipt: number;
}
