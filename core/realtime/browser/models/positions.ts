// Which number each listening place of a page has, so that none misses or sees anything twice.

/** `Place` is what listens (an element); several may listen to one stream, each from where its HTML was rendered. */
export class Positions<Place extends object> {
  private readonly places = new Map<string, Map<Place, number>>();

  /** A place listens to a stream from a number. True where the stream must be asked for from there. */
  add(stream: string, place: Place, seq: number): boolean {
    const before = this.since(stream);
    const listening = this.places.get(stream) ?? new Map<Place, number>();
    if (listening.has(place)) return false;
    listening.set(place, seq);
    this.places.set(stream, listening);
    return before === undefined || seq < before;
  }

  /** A place listens no more. True where nobody listens to the stream now. */
  remove(stream: string, place: Place): boolean {
    const listening = this.places.get(stream);
    if (!listening?.delete(place) || listening.size > 0) return false;
    this.places.delete(stream);
    return true;
  }

  has(stream: string, place: Place): boolean {
    return this.places.get(stream)?.has(place) ?? false;
  }

  /** The number from which to ask: what the place that is furthest behind has. */
  since(stream: string): number | undefined {
    const listening = this.places.get(stream);
    return listening && Math.min(...listening.values());
  }

  /** All streams with the number from which to ask. */
  wanted(): Record<string, number> {
    return Object.fromEntries([...this.places.keys()].map((stream) => [stream, this.since(stream) ?? 0]));
  }

  listeningTo(stream: string): Place[] {
    return [...(this.places.get(stream)?.keys() ?? [])];
  }

  /** Every place with its stream. */
  all(): [string, Place][] {
    return [...this.places].flatMap(([stream, places]) =>
      [...places.keys()].map((one): [string, Place] => [stream, one]),
    );
  }

  /** The places for which the number is the next one; they have it from now on. */
  take(stream: string, seq: number): Place[] {
    return this.advance(stream, (has) => has + 1 === seq, seq);
  }

  /** The places that stand before a number and are to fetch their page again; they stand at it from now on. */
  jump(stream: string, seq: number): Place[] {
    return this.advance(stream, (has) => has !== seq, seq);
  }

  /** Whether something between what a place has and this number never came. */
  hasGap(stream: string, seq: number): boolean {
    return [...(this.places.get(stream)?.values() ?? [])].some((has) => has + 1 < seq);
  }

  forget(stream: string): Place[] {
    const places = this.listeningTo(stream);
    this.places.delete(stream);
    return places;
  }

  private advance(stream: string, wants: (has: number) => boolean, seq: number): Place[] {
    const listening = this.places.get(stream);
    if (!listening) return [];
    const places = [...listening].filter(([, has]) => wants(has)).map(([place]) => place);
    for (const place of places) listening.set(place, seq);
    return places;
  }
}
