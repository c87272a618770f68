import { randomUUID } from "node:crypto";
import { MissingObjectError, NoneCreatedError, NotAllRemovedError } from "../errors.js";
import { assertGone } from "../lifecycle/absence.js";
import type { DeclaredObjects } from "../lifecycle/declared-objects.js";
import { IncompleteError } from "../lifecycle/incomplete-error.js";
import type { Lifecycle } from "../lifecycle/lifecycle.js";
import type { Service } from "../service/service.js";
import { CollectionChanges, type Result } from "./changes.js";
import { tellFailures } from "./failures.js";
import type { CollectionKind } from "./kind.js";
import { planChanges, type Member } from "./plan.js";
import { CollectionRemovals } from "./removals.js";
import { allHeld, type CollectionShape, type Holding } from "./shape.js";

type Hooks<Inputs, State> = Pick<Lifecycle<Inputs, State>, "create" | "read" | "update" | "delete">;

/**
 * The hooks of a resource for many objects. When some of them fail, the others are kept as done, the failed ones are
 * named with their reasons, and the next `pulumi up` does what is missing.
 * @param declared what the program of this run declares, by whichever resource
 */
export function collectionHooks<
  Inputs extends { readonly adopt?: true },
  State extends object,
  Fields,
  Entry,
>(
  kind: CollectionKind<Fields, Entry>,
  shape: CollectionShape<Inputs, State, Fields>,
  declared: DeclaredObjects,
): Hooks<Inputs, State> {
  /** Brings what is held to what is declared. */
  async function bring(service: Service, holding: Holding<Fields> | undefined, inputs: Inputs) {
    const held = holding === undefined ? [] : allHeld(holding);
    const wanted = shape.declaredFrom(inputs);
    const changes = new CollectionChanges(kind, { service, declared, connection: holding?.connection });
    const adopt = inputs.adopt === true || service.adoptExisting;
    // What another resource has taken over is not this one's to change.
    const canBecome = (from: Fields, to: Fields) =>
      !declared.has(kind.naturalKey(from)) && kind.canBecome(from, to);
    const plan = planChanges(held, wanted, { ...kind, canBecome });
    const result = await changes.carryOut(plan, adopt, holding?.superseded);
    const state = shape.stateFrom({ ...result, connection: service.connection }, inputs);
    return { state, result, reasons: reasonsOf(result, wanted.length) };
  }

  function reasonsOf({ failures }: Result<Fields>, total: number) {
    const head =
      `${String(failures.length)} of ${String(total)} ${kind.plural} could not be brought to what is declared; the others ` +
      `are as declared and kept. Run "pulumi up" again to do only what is missing.`;
    return failures.length === 0 ? undefined : tellFailures(head, failures);
  }

  return {
    async create(service, inputs) {
      const { state, result, reasons } = await bring(service, undefined, inputs);
      const id = randomUUID();
      if (reasons === undefined) {
        return { id, state };
      }
      if (result.members.length === 0) {
        throw new NoneCreatedError(["Nothing was created.", ...reasons.slice(1)].join("\n"));
      }
      throw new IncompleteError(id, state, reasons);
    },

    async update(service, id, oldState, inputs) {
      const { state, reasons } = await bring(service, shape.holdingFrom(oldState), inputs);
      if (reasons !== undefined) {
        throw new IncompleteError(id, state, reasons);
      }
      return state;
    },

    /** Never says "gone": without any object left the resource still stands for what the program declares. */
    async read(service, id, state) {
      if (!("connection" in state)) {
        throw new MissingObjectError(
          `Existing ${kind.plural} cannot be read by an id, because the id of such a resource is made up: declare them with ` +
            `adopt: true to take them over.`,
        );
      }
      const holding = shape.holdingFrom(state);
      const look = async (members: readonly Member<Fields>[]) =>
        (await Promise.all(members.map((member) => readMember(service, member, holding.connection)))).flatMap(
          (member) => member ?? [],
        );
      const [members, superseded] = await Promise.all([look(holding.members), look(holding.superseded)]);
      const found = shape.stateFrom({ members, superseded, connection: holding.connection }, state);
      return { id, state: found, inputs: shape.inputsFrom(found) };
    },

    async delete(service, _id, state) {
      const holding = shape.holdingFrom(state);
      const removals = new CollectionRemovals(kind, { service, declared, connection: holding.connection });
      const removed = await removals.removeAll(allHeld(holding));
      const failures = removed.flatMap(({ failure }) => failure ?? []);
      if (failures.length > 0) {
        const head = `${String(failures.length)} of ${String(removed.length)} ${kind.plural} could not be removed; the others are removed.`;
        throw new NotAllRemovedError(tellFailures(head, failures).join("\n"));
      }
    },
  };

  async function readMember(
    service: Service,
    member: Member<Fields>,
    connection: string,
  ): Promise<Member<Fields> | undefined> {
    const entry = await kind.find(service, member);
    if (entry === undefined) {
      assertGone(service, kind.describe(member.fields), connection);
      return undefined;
    }
    return { key: member.key, fields: kind.read(member.fields, entry), id: kind.idOf(entry) };
  }
}
