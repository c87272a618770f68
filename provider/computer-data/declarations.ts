import type { ComputerDataPair } from "../endpoints/computers.js";
import { matcherOf, type ComputerSelection } from "./selection.js";

/**
 * The stored data that the program of this run declares. A removal is not told why it happens: data that is still
 * declared belongs to a replacement, to a resource with a new name or to another resource, and must not be purged. The
 * engine checks every declared resource before it removes any, and checks none when it destroys a stack.
 */
export class Declarations {
  private readonly declared = new Map<string, ((pair: ComputerDataPair) => boolean)[]>();

  /** Remembers a declared selection. */
  add(userId: string, computers: ComputerSelection): void {
    const ofUser = this.declared.get(userId.toLowerCase()) ?? [];
    ofUser.push(matcherOf(computers));
    this.declared.set(userId.toLowerCase(), ofUser);
  }

  /** Whether a declared selection means this data. */
  has(userId: string, pair: ComputerDataPair): boolean {
    return this.declared.get(userId.toLowerCase())?.some((selects) => selects(pair)) ?? false;
  }
}
