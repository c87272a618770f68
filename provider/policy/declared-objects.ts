import type { PolicyResource } from "@pulumi/policy";
import { typeToken } from "../resource-type.js";
import { declaredEntries, declaredSelection, declaredText, type ShownProperties } from "./declared.js";
import type { DeclaredObject, ObjectKind } from "./rules/unique-natural-keys.js";

const singles: Readonly<Record<string, ObjectKind>> = {
  [typeToken("AccountDestination")]: "AccountDestination",
  [typeToken("UserDestination")]: "UserDestination",
  [typeToken("UserComputerData")]: "UserComputerData",
  [typeToken("UserComputerDataPurge")]: "UserComputerDataPurge",
};

/** The objects of the service that a resource of a stack stands for: one, or many of a resource for many. */
export function declaredObjects({ type, name, urn, props }: PolicyResource): DeclaredObject[] {
  const kind = singles[type];
  if (kind !== undefined) {
    return [{ kind, name, urn, label: `${kind} "${name}"`, ...naturalKeyOf(props) }];
  }
  const inMany = (many: string, of: ObjectKind, map: string, common: object = {}) =>
    declaredEntries(props, map).map(({ key, properties }): DeclaredObject => ({
      kind: of,
      name,
      urn,
      label: `${many} "${name}", key "${key}"`,
      ...naturalKeyOf(properties),
      ...common,
    }));
  switch (type) {
    case typeToken("AccountDestinations"): {
      const common = { accountId: declaredText(props, "accountId") };
      return inMany("AccountDestinations", "AccountDestination", "destinations", common);
    }
    case typeToken("UserDestinations"):
      return inMany("UserDestinations", "UserDestination", "assignments");
    default:
      return [];
  }
}

function naturalKeyOf(properties: ShownProperties) {
  return {
    accountId: declaredText(properties, "accountId"),
    userId: declaredText(properties, "userId"),
    destination: declaredText(properties, "destination"),
    computers: declaredSelection(properties),
  };
}
