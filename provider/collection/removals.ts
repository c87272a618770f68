import { DestinationInUseError } from "../errors.js";
import { assertGone } from "../lifecycle/absence.js";
import type { DeclaredObjects } from "../lifecycle/declared-objects.js";
import type { Service } from "../service/service.js";
import { attemptAll, errorOf, type Attempt } from "./attempts.js";
import { nameKeys, tellFailures, type Failure } from "./failures.js";
import type { CollectionKind } from "./kind.js";
import { partition } from "./partition.js";
import type { Member } from "./plan.js";
import type { CollectionTurns } from "./turns.js";

/** What the objects of a collection belong to. */
export interface Surroundings {
  readonly service: Service;
  /** What the program of this run declares, by whichever resource. */
  readonly declared: DeclaredObjects;
  /** Login and address with which the state was last written; `undefined` when nothing was yet. */
  readonly connection: string | undefined;
}

/** Removes objects of one collection. */
export class CollectionRemovals<Fields, Entry> {
  constructor(
    private readonly kind: CollectionKind<Fields, Entry>,
    private readonly surroundings: Surroundings,
  ) {}

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
    const attempts = await attemptAll(
      service,
      "Removing",
      this.kind.plural,
      removed.map((member) => (turns) => this.remove(member, mayWait(member), turns)),
    );
    this.warnOfWhatIsPutOff(
      attempts.flatMap(({ putOff }) => putOff ?? []),
      attempts.length,
    );
    return attempts;
  }

  private warnOfWhatIsPutOff(reasons: readonly Failure[], total: number): void {
    if (reasons.length > 0) {
      const head =
        `${String(reasons.length)} of ${String(total)} ${this.kind.plural} were not removed, because they are still in use. ` +
        `What this run takes out of use, the next "pulumi up" removes.`;
      this.surroundings.service.log.warning(tellFailures(head, reasons).join("\n"));
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
