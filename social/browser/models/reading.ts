// Knows how far somebody has read: up to the number before the first post that they have not seen.
export class Reading {
  readonly #seen = new Set<number>();
  #mark: number;
  #isHeld = false;

  constructor(mark: number) {
    this.#mark = mark;
  }

  /** The number up to which everything was seen. */
  get mark(): number {
    return this.#mark;
  }

  /** Notes that a post was on the screen. Says whether the mark moved on. */
  see(number: number): boolean {
    if (this.#isHeld || number <= this.#mark) return false;
    this.#seen.add(number);
    const before = this.#mark;
    while (this.#seen.delete(this.#mark + 1)) this.#mark += 1;
    return this.#mark > before;
  }

  /** From now on nothing counts as read: somebody has marked it unread by hand. */
  hold(): void {
    this.#isHeld = true;
  }
}
