import type { TenantState } from "../../simulator/index.js";
import { sameId } from "../../provider/identity.js";
import type { DeclaredResource, HeldResource } from "./engine-model.js";
import { declaredBy, heldBy, objectsOf, supersededOf, type ServiceObject } from "./service-objects.js";

/** Where a service differs from a program, in words; none: it holds each declared object once, and no orphan. */
export function discrepancies(
  program: readonly DeclaredResource[],
  tenant: TenantState,
  isForeign: (object: ServiceObject) => boolean,
): string[] {
  const declared = program.flatMap(declaredBy);
  const objects = objectsOf(tenant);
  return [
    ...declared.flatMap(({ key, value }) => {
      const found = objects.filter((object) => object.key === key);
      if (found.length !== 1) return [`${key} is there ${String(found.length)} times`];
      return found[0]?.value === value ? [] : [`${key} is ${String(found[0]?.value)}, not ${String(value)}`];
    }),
    ...objects
      .filter((object) => !isForeign(object) && !declared.some(({ key }) => key === object.key))
      .map(({ key }) => `${key} is an orphan`),
  ];
}

/** Where a state differs from a program, in words; none: it holds each resource once, and no other. */
export function stateDiscrepancies(
  program: readonly DeclaredResource[],
  state: readonly HeldResource[],
  tenant: TenantState,
): string[] {
  const objects = objectsOf(tenant);
  return [
    ...program.flatMap((declared) => {
      const [held, ...others] = state.filter(({ name }) => name === declared.name);
      if (held === undefined || others.length > 0) return [`${declared.name} is not in the state once`];
      return entryDiscrepancies(declared, held);
    }),
    ...state
      .filter(({ name }) => !program.some((declared) => declared.name === name))
      .map(({ name }) => `${name} is left in the state`),
    ...state.flatMap((held) =>
      heldBy(held).flatMap(({ key, id }) => {
        const object = objects.find((candidate) => candidate.key === key);
        if (object === undefined) return [`${key} in the state of ${held.name} has no object`];
        const isOther = id !== undefined && !sameId(object.id, id);
        return isOther ? [`${key} in the state of ${held.name} has another id than its object`] : [];
      }),
    ),
  ];
}

/** Where the entries of a resource for many are not held under their keys, each with its id. */
function entryDiscrepancies(declared: DeclaredResource, held: HeldResource): string[] {
  const objects = heldBy(held);
  const entries = declaredBy(declared).filter(({ entry }) => entry !== undefined);
  return [
    ...entries
      .filter(({ entry, key }) => {
        const found = objects.filter((object) => object.entry === entry);
        return found.length !== 1 || found[0]?.key !== key || found[0].id === undefined;
      })
      .map(({ entry }) => `${String(entry)} is not in the state of ${held.name} with its id`),
    ...objects
      .filter(({ entry }) => entry !== undefined && !entries.some((other) => other.entry === entry))
      .map(({ entry }) => `${String(entry)} is left in the state of ${held.name}`),
    ...supersededOf(held.outputs).map(() => `what is superseded is left in the state of ${held.name}`),
  ];
}
