import * as v from "valibot";
import { behaviourSchema } from "../options/behaviour.js";
import { defaultPort } from "./options.js";

/** The text of `msp360-simulator --help`. */
export function helpText(): string {
  return `msp360-simulator: the MSP360 MBS API on this machine, for tests and trials.

Usage: msp360-simulator [options]

  --port <number>           port to listen on; 0 for any free one (default ${defaultPort})
  --host <address>          address to listen on (default 127.0.0.1)
  --state <file.json>       what the service knows, in the form that GET /simulator/state shows
                            (default: a small sample tenant)
  --behaviour <name=value>  sets a switch; can be given several times
  --latency <ms>            how long each call takes; the same as --behaviour latencyMilliseconds=<ms>
  --quiet                   no line for each request
  --help, --version

Changes are kept in memory; they are gone when the simulator stops.

Switches (for what the service is not known to do in one way only):

${switchLines()}

Routes for other processes on this machine; they need no login and are not in the request log:

  GET    /simulator/requests            the requests so far; ?since=<sequence>: only later ones
  DELETE /simulator/requests            clears them
  GET    /simulator/state               what the service knows; PUT replaces it
  GET    /simulator/behaviour           the switches; PATCH sets those in the body
  GET    /simulator/faults              the faults that were not met yet
  POST   /simulator/faults              adds one: {"match":{"method":"POST","path":"/api/Destinations"},
                                        "times":1,"skip":0,"effect":"before","kind":{"status":503}}
                                        match.pathPattern takes a regular expression; kinds: status, body,
                                        headers, contentType; delayMilliseconds; reset (beforeEffect,
                                        afterEffect); truncate; html; errorInside; stall (afterHeaders);
                                        emptyBody; hold (the name of a gate)
  DELETE /simulator/faults              takes all away
  POST   /simulator/gates/<name>        releases a gate
  GET    /simulator/purged              the purges that were accepted
  POST   /simulator/console/<method>    a change as in the web console, arguments as a JSON array:
                                        assignDestination, unassignDestination, changeAssignment,
                                        addDestination, renameDestination, removeDestination, deleteUser,
                                        addComputerData, removeComputerData, changePassword, expireTokens

Example:

  msp360-simulator --port 0 --behaviour createReplies=empty --latency 50
`;
}

function switchLines(): string {
  const defaults: Readonly<Record<string, unknown>> = v.parse(behaviourSchema, {});
  return Object.entries(behaviourSchema.entries)
    .map(([name, schema]) => {
      const { wrapped } = schema;
      const values = "options" in wrapped ? wrapped.options.join(" | ") : "number";
      const accepted = v.is(wrapped, null) ? `${values} | null` : values;
      return `  ${name}=${accepted} (default ${String(defaults[name])})\n      ${v.getDescription(schema) ?? ""}`;
    })
    .join("\n");
}
