import * as z from "zod";
import { known, nameText, unless } from "../host/inputs.js";

const names = ["computerName", "destinationId"];

const selectedComputer = known(
  z
    .looseObject(
      {
        computerName: known(nameText("the name of a computer")),
        destinationId: known(nameText("the id of a destination in the service's list of computers")).optional(),
      },
      { error: "must be an object with computerName and, optionally, destinationId" },
    )
    .superRefine((computer, context) => {
      for (const name of Object.keys(computer).filter((key) => !names.includes(key))) {
        context.addIssue({
          code: "custom",
          message: `is not a property of a selected computer; it has ${names.join(" and ")}`,
          path: [name],
        });
      }
    }),
);

const listOfComputers = z
  .array(selectedComputer, {
    error: ({ input }) =>
      input === undefined ? "is required" : 'must be "all" or a list of { computerName, destinationId? }',
  })
  .min(1, 'must name at least one computer (for every computer write "all")');

/** The input `computers`: `"all"`, or a list of at least one computer. */
export const selectionInput = unless((value): value is "all" => value === "all", listOfComputers);
