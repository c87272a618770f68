import type { Service } from "../service/service.js";
import type { Turns } from "../service/settled-write.js";
import type { Comparison, Member } from "./plan.js";

/** How the service holds one kind of object, for a resource that stands for many of them. */
export interface CollectionKind<Fields, Entry> extends Comparison<Fields> {
  /** How messages name several: `assignments`. */
  readonly plural: string;
  /** How messages name one, as the subject of a sentence. */
  describe(fields: Fields): string;
  /** What the service has for a held object; `undefined` when it is gone. */
  find(service: Service, held: Member<Fields>): Promise<Entry | undefined>;
  idOf(entry: Entry): string;
  /** The declared fields with the service's values, after a write. */
  written(service: Service, declared: Fields, entry: Entry): Fields;
  /** The held fields with the service's values, after a read. */
  read(held: Fields, entry: Entry): Fields;
  /**
   * Creates an object, or takes one over.
   * @throws AlreadyExistsError when it exists and is not to be taken over.
   * @throws IncompleteError when it may exist but was not seen.
   */
  create(service: Service, declared: Fields, how: { adopt: boolean; turns: Turns }): Promise<Entry>;
  /** Brings an object to the declared fields. */
  change(service: Service, declared: Fields, entry: Entry, turns: Turns): Promise<Entry>;
  /** Fails when the object must not be removed. */
  assertRemovable(service: Service, held: Fields): Promise<void>;
  /** Removes an object; one that is gone counts as removed. */
  remove(service: Service, held: Fields, entry: Entry, turns: Turns): Promise<void>;
}
