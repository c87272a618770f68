/** A place where requests wait until they are let through, so that tests can interleave calls without sleeping. */
export class Gate {
  /** Settles when the first request has come to the gate. */
  readonly arrived: Promise<void>;
  readonly #released: Promise<void>;
  #arrive: () => void = () => undefined;
  #open: () => void = () => undefined;
  #isReleased = false;

  constructor() {
    this.arrived = new Promise((resolve) => (this.#arrive = resolve));
    this.#released = new Promise((resolve) => (this.#open = resolve));
  }

  get isReleased(): boolean {
    return this.#isReleased;
  }

  /** Lets everyone through, now and from now on. */
  release(): void {
    this.#isReleased = true;
    this.#open();
  }

  /** Comes to the gate and waits for its release. */
  async pass(): Promise<void> {
    this.#arrive();
    await this.#released;
  }
}
