import { isMeant } from "../request-log.js";
import { describeFault, type FaultRequest } from "./fault.js";
import { Gate } from "./gate.js";

/** A fault that was added. */
export interface AddedFault {
  readonly request: FaultRequest;
  /** How many requests met it. */
  readonly met: number;
  /** Takes the fault away. */
  remove(): void;
}

/** A fault that a request meets; the gate belongs to `hold`. */
export interface MetFault {
  readonly request: FaultRequest;
  readonly gate: Gate | undefined;
}

interface Entry extends MetFault {
  toSkip: number;
  met: number;
}

/** Which requests a gate stops. */
export interface HoldRequest extends Pick<FaultRequest, "match" | "times" | "skip" | "effect"> {
  /** Needed only to release the gate over HTTP. */
  readonly name?: string;
}

/** The faults that are due. Each request meets one at most: the first that was added of those that match. */
export class FaultScript {
  readonly #entries: Entry[] = [];
  readonly #gates = new Map<string, Gate>();

  add(request: FaultRequest): AddedFault {
    const gate = "hold" in request.kind ? this.#openableGate(request.kind.hold) : undefined;
    const entry: Entry = { request, gate, toSkip: request.skip ?? 0, met: 0 };
    this.#entries.push(entry);
    return {
      request,
      get met() {
        return entry.met;
      },
      remove: () => this.#remove(entry),
    };
  }

  /** Stops the next matching request until the gate is released. */
  hold({ name = `gate ${this.#gates.size + 1}`, ...request }: HoldRequest): Gate {
    this.add({ ...request, kind: { hold: name } });
    return this.#openableGate(name);
  }

  /** The gate that was last made under this name. */
  gate(name: string): Gate | undefined {
    return this.#gates.get(name);
  }

  /** The fault that this request meets, if any. */
  take(method: string, path: string): MetFault | undefined {
    for (const entry of this.#entries) {
      if (isSpent(entry) || !isMeant(entry.request.match, method, path)) continue;
      if (entry.toSkip > 0) {
        entry.toSkip -= 1;
        continue;
      }
      entry.met += 1;
      return entry;
    }
    return undefined;
  }

  /** The faults that were not met as often as they ask for. */
  unused(): readonly FaultRequest[] {
    return this.#entries
      .filter((entry) => (entry.request.times === "always" ? entry.met === 0 : !isSpent(entry)))
      .map((entry) => entry.request);
  }

  /** Throws an `Error` that names the faults that were not met. */
  expectAllUsed(): void {
    const unused = this.unused().map(describeFault);
    if (unused.length > 0) throw new Error(`These faults were not met: ${unused.join("; ")}.`);
  }

  /** Takes every fault away, and lets everyone through who is waiting. */
  clear(): void {
    this.#entries.length = 0;
    for (const gate of this.#gates.values()) gate.release();
  }

  // A gate that was released stays open for those it was made for; the name then gets a new one.
  #openableGate(name: string): Gate {
    const known = this.#gates.get(name);
    if (known !== undefined && !known.isReleased) return known;
    const gate = new Gate();
    this.#gates.set(name, gate);
    return gate;
  }

  #remove(entry: Entry): void {
    const index = this.#entries.indexOf(entry);
    if (index >= 0) this.#entries.splice(index, 1);
  }
}

function isSpent({ request: { times = 1 }, met }: Entry): boolean {
  return times !== "always" && met >= times;
}
