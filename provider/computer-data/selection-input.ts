import * as v from "valibot";
import { known, nameText, objectOf, unless } from "../lifecycle/inputs.js";

const selectedComputer = known(
  objectOf("a selected computer", "{ computerName, destinationId? }", {
    computerName: nameText("the name of a computer"),
    destinationId: v.optional(nameText("the id of a destination in the service's list of computers")),
  }),
);

const listOfComputers = v.pipe(
  v.array(selectedComputer, ({ input }) =>
    input === undefined ? "is required" : 'must be "all" or a list of { computerName, destinationId? }',
  ),
  v.minLength(1, 'must name at least one computer (for every computer write "all")'),
);

/** The input `computers`: `"all"`, or a list of at least one computer. */
export const selectionInput = unless((value): value is "all" => value === "all", listOfComputers);
