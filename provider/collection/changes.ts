import { DestinationInUseError } from "../errors.js";
import { assertGone } from "../lifecycle/absence.js";
import type { DeclaredObjects } from "../lifecycle/declared-objects.js";
import { IncompleteError } from "../lifecycle/incomplete-error.js";
import type { Service } from "../service/service.js";
import { nameKeys, tellFailures, type Failure } from "./failures.js";
import type { CollectionKind } from "./kind.js";
import type { Member, Plan } from "./plan.js";
import { Progress } from "./progress.js";
import { CollectionTurns } from "./turns.js";

/** What the objects of a collection belong to. */
export interface Surroundings {
  readonly service: Service;
  /** What the program of this run declares, by whichever resource. */
  readonly declared: DeclaredObjects;
  /** Login and address with which the state was last written; `undefined` when nothing was yet. */
  readonly connection: string | undefined;
}

/** How far a plan was carried out. */
export interface Result<Fields> {
  /** What is held now, one object for each key. */
  readonly members: readonly Member<Fields>[];
  /** What is no longer declared but still there: its key is taken by another object, or its removal was put off. */
  readonly superseded: readonly Member<Fields>[];
  readonly failures: readonly Failure[];
}

/** One object after an attempt on it: what is held of it now, if anything, and what went wrong. */
interface Attempt<Fields> {
  readonly member?: Member<Fields>;
  readonly failure?: Failure;
  /** Why the removal was put off until the next run. */
  readonly putOff?: Failure;
}

/** Carries out plans for the objects of one collection. */
export class CollectionChanges<Fields, Entry> {
  constructor(
    private readonly kind: CollectionKind<Fields, Entry>,
    private readonly surroundings: Surroundings,
  ) {}

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
    const made = await this.together("Creating and changing", [
      ...create.map((declared) => (turns: CollectionTurns) => this.create(declared, adopt, turns)),
      ...change.map((pair) => (turns: CollectionTurns) => this.change(pair, turns)),
    ]);
    const failed = new Set(made.flatMap(({ failure }) => failure?.key ?? []));
    const [held, leaving] = partition(remove, ({ key }) => failed.has(key));
    const late = new Set(overdue);
    const removed = await this.removeAll(leaving, (member) => !late.has(member));
    this.warnOfWhatIsPutOff(
      removed.flatMap(({ putOff }) => putOff ?? []),
      leaving.length,
    );
    // Under its key again, what is late would count as not put off yet.
    const isLate = ({ member, putOff }: Attempt<Fields>) =>
      putOff !== undefined || (member !== undefined && late.has(member));
    const [lateOnes, others] = partition(removed, isLate);
    const left = [...held, ...others.flatMap(({ member }) => member ?? [])];
    const { superseded, ...result } = settled([...kept, ...made], left, [...made, ...removed]);
    return { ...result, superseded: [...superseded, ...lateOnes.flatMap(({ member }) => member ?? [])] };
  }

  private warnOfWhatIsPutOff(reasons: readonly Failure[], total: number): void {
    if (reasons.length > 0) {
      const head =
        `${String(reasons.length)} of ${String(total)} ${this.kind.plural} were not removed, because they are still in use. ` +
        `What this run takes out of use, the next "pulumi up" removes.`;
      this.surroundings.service.log.warning(tellFailures(head, reasons).join("\n"));
    }
  }

  /**
   * Removes objects, but for those that the program declares by other resources. Returns what is left, and why.
   * @param mayWait whether the removal of an object that is in use is put off instead of failing
   */
  async removeAll(
    leaving: readonly Member<Fields>[],
    mayWait: (member: Member<Fields>) => boolean = () => false,
  ): Promise<readonly Attempt<Fields>[]> {
    const { declared, service } = this.surroundings;
    const [spared, removed] = partition(leaving, ({ fields }) => declared.has(this.kind.naturalKey(fields)));
    if (spared.length > 0) {
      service.log.warning(
        `${String(spared.length)} ${this.kind.plural} stay, because the program declares them by other resources: ` +
          `${nameKeys(spared.map(({ key }) => key))}.`,
      );
    }
    return this.together(
      "Removing",
      removed.map((member) => (turns: CollectionTurns) => this.remove(member, mayWait(member), turns)),
    );
  }

  private async together(
    work: string,
    attempts: readonly ((turns: CollectionTurns) => Promise<Attempt<Fields>>)[],
  ): Promise<Attempt<Fields>[]> {
    const { clock, log, maxConcurrency } = this.surroundings.service;
    const turns = new CollectionTurns(maxConcurrency);
    const what = `${work} ${String(attempts.length)} ${this.kind.plural}`;
    const progress = new Progress(what, attempts.length, clock, log);
    const reporting = progress.report();
    try {
      return await Promise.all(
        attempts.map((attempt) =>
          progress.count(
            turns.run(() => attempt(turns)),
            ({ failure }) => !failure,
          ),
        ),
      );
    } finally {
      progress.end();
      await reporting;
    }
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

  private async remove(
    member: Member<Fields>,
    mayWait: boolean,
    turns: CollectionTurns,
  ): Promise<Attempt<Fields>> {
    const { kind } = this;
    const { service, connection } = this.surroundings;
    try {
      await kind.assertRemovable(service, member.fields);
      const entry = await kind.find(service, member);
      if (entry === undefined) {
        assertGone(service, kind.describe(member.fields), connection);
      } else {
        await kind.remove(service, member.fields, entry, turns);
      }
      return {};
    } catch (error) {
      const why = { key: member.key, error: errorOf(error) };
      return mayWait && error instanceof DestinationInUseError
        ? { member, putOff: why }
        : { member, failure: why };
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

function partition<Item>(items: readonly Item[], isMeant: (item: Item) => boolean): [Item[], Item[]] {
  const meant: Item[] = [];
  const others: Item[] = [];
  for (const item of items) {
    (isMeant(item) ? meant : others).push(item);
  }
  return [meant, others];
}

function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
