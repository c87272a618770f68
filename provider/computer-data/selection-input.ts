import * as z from "zod";
import { known, nameText, objectOf, unless } from "../lifecycle/inputs.js";

const selectedComputer = known(
  objectOf("a selected computer", "{ computerName, destinationId? }", {
    computerName: nameText("the name of a computer"),
    destinationId: nameText("the id of a destination in the service's list of computers").optional(),
  }),
);

const listOfComputers = z
  .array(selectedComputer, {
    error: ({ input }) =>
      input === undefined ? "is required" : 'must be "all" or a list of { computerName, destinationId? }',
  })
  .refine((list) => list.length > 0, {
    error: 'must name at least one computer (for every computer write "all")',
  });

/** The input `computers`: `"all"`, or a list of at least one computer. */
export const selectionInput = unless((value): value is "all" => value === "all", listOfComputers);
