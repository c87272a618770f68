import { assertGone } from "../lifecycle/absence.js";
import { IncompleteError } from "../lifecycle/incomplete-error.js";
import { attemptAll, errorOf, type Attempt } from "./attempts.js";
import type { Failure } from "./failures.js";
import type { CollectionKind } from "./kind.js";
import { partition } from "./partition.js";
import type { Member, Plan } from "./plan.js";
import { CollectionRemovals, type Surroundings } from "./removals.js";
import type { CollectionTurns } from "./turns.js";

/** How far a plan was carried out. */
export interface Result<Fields> {
  /** What is held now, one object for each key. */
  readonly members: readonly Member<Fields>[];
  /** What is no longer declared but still there: its key is taken by another object, or its removal was put off. */
  readonly superseded: readonly Member<Fields>[];
  readonly failures: readonly Failure[];
}

/** Carries out plans for the objects of one collection. */
export class CollectionChanges<Fields, Entry> {
  private readonly removals: CollectionRemovals<Fields, Entry>;

  constructor(
    private readonly kind: CollectionKind<Fields, Entry>,
    private readonly surroundings: Surroundings,
  ) {
    this.removals = new CollectionRemovals(kind, surroundings);
  }

  /**
   * Creates and changes, then removes: nobody is without an object for a moment. What fails does not keep the rest from
   * being done; an object whose successor could not be made stays. The removal of one that is in use is put off once:
   * whatever uses it may leave the program as well, and the engine gets to it after this.
   * @param adopt whether to take over what exists already
   * @param overdue what should have been removed by an earlier run
   */
  async carryOut(
    plan: Plan<Fields>,
    adopt: boolean,
    overdue: readonly Member<Fields>[] = [],
  ): Promise<Result<Fields>> {
    const { keep, change, create, remove } = plan;
    const kept = keep.map(({ declared, held }) => ({
      member: { ...held, key: declared.key },
    }));
    const { service } = this.surroundings;
    const made = await attemptAll(service, "Creating and changing", this.kind.plural, [
      ...create.map((declared) => (turns: CollectionTurns) => this.create(declared, adopt, turns)),
      ...change.map((pair) => (turns: CollectionTurns) => this.change(pair, turns)),
    ]);
    const failed = new Set(made.flatMap(({ failure }) => failure?.key ?? []));
    const [held, leaving] = partition(remove, ({ key }) => failed.has(key));
    const late = new Set(overdue);
    const removed = await this.removals.removeAll(leaving, (member) => !late.has(member));
    // Under its key again, what is late would count as not put off yet.
    const isLate = ({ member, putOff }: Attempt<Fields>) =>
      putOff !== undefined || (member !== undefined && late.has(member));
    const [lateOnes, others] = partition(removed, isLate);
    const left = [...held, ...others.flatMap(({ member }) => member ?? [])];
    const { superseded, ...result } = settled([...kept, ...made], left, [...made, ...removed]);
    return { ...result, superseded: [...superseded, ...lateOnes.flatMap(({ member }) => member ?? [])] };
  }

  private async create(
    { key, fields, unconfirmed }: Plan<Fields>["create"][number],
    adopt: boolean,
    turns: CollectionTurns,
  ): Promise<Attempt<Fields>> {
    const { kind } = this;
    const { service } = this.surroundings;
    try {
      // What may be our own from a run before needs no permission to be taken over.
      const entry = await kind.create(service, fields, { adopt: adopt || unconfirmed, turns });
      return { member: { key, fields: kind.written(service, fields, entry), id: kind.idOf(entry) } };
    } catch (error) {
      const mayExist = unconfirmed || error instanceof IncompleteError;
      return { failure: { key, error: errorOf(error) }, ...(mayExist ? { member: { key, fields } } : {}) };
    }
  }

  private async change(
    { declared: { key, fields }, held }: Plan<Fields>["change"][number],
    turns: CollectionTurns,
  ): Promise<Attempt<Fields>> {
    const { kind } = this;
    const { service, connection } = this.surroundings;
    try {
      const found = await kind.find(service, held);
      if (found === undefined) {
        assertGone(service, kind.describe(held.fields), connection);
        return await this.create({ key, fields, unconfirmed: false }, false, turns);
      }
      const entry = await kind.change(service, fields, found, turns);
      return { member: { key, fields: kind.written(service, fields, entry), id: kind.idOf(entry) } };
    } catch (error) {
      return { member: { ...held, key }, failure: { key, error: errorOf(error) } };
    }
  }
}

/** Puts what is left of the former objects under their keys where these are free. */
function settled<Fields>(
  present: readonly Attempt<Fields>[],
  left: readonly Member<Fields>[],
  attempts: readonly Attempt<Fields>[],
): Result<Fields> {
  const members = present.flatMap(({ member }) => member ?? []);
  const taken = new Set(members.map(({ key }) => key));
  const [free, superseded] = partition(left, ({ key }) => !taken.has(key) && taken.add(key).has(key));
  return {
    members: [...members, ...free],
    superseded,
    failures: attempts.flatMap(({ failure }) => failure ?? []),
  };
}
