import * as v from "valibot";
import { mapOf, repetitions } from "../../collection/inputs.js";
import { checkInputs, flag, objectOf } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";
import { accountIdSchema, registeredDestinationSchemas } from "../../registered-destination/inputs.js";

/** One bucket of an `AccountDestinations` as it stands in the inputs. */
export interface DestinationEntry {
  readonly destination: string;
  readonly displayName: string;
}

/** The inputs of an `AccountDestinations` as they stand in the state. */
export interface AccountDestinationsInputs {
  readonly accountId: string;
  readonly destinations: Readonly<Record<string, DestinationEntry>>;
  readonly adopt?: true;
}

const form = "{ destination, displayName? }";

const entry = v.pipe(
  objectOf("a destination", form, registeredDestinationSchemas),
  v.transform((checked): Properties => ({
    ...checked,
    displayName: checked.displayName ?? checked.destination,
  })),
);

const schemas = { accountId: accountIdSchema, destinations: mapOf(entry, form), adopt: flag };

/** Checks the inputs; each `displayName` becomes the bucket's name when it is not given. */
export function checkAccountDestinations(_oldInputs: Properties, newInputs: Properties): Checked {
  const { inputs, failures } = checkInputs(schemas, newInputs);
  if (failures.length > 0) {
    return { inputs, failures };
  }
  const keyOf = ({ destination }: Properties) => String(destination);
  return { inputs, failures: repetitions("destinations", inputs.destinations, keyOf) };
}
