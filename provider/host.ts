/**
 * The entry that the text in every state requires: `require("pulumi-msp360/host").accountDestination` and so on. Frozen:
 * no export is ever renamed or removed, and each has to accept the state of every earlier release.
 */
import type { dynamic } from "@pulumi/pulumi";
import { Declarations } from "./computer-data/declarations.js";
import { DeclaredObjects } from "./lifecycle/declared-objects.js";
import { serve } from "./host/adapter.js";
import { connect } from "./host/connections.js";
import { accountDestination as accountDestinationLifecycle } from "./resources/account-destination/lifecycle.js";
import { accountDestinations as accountDestinationsLifecycle } from "./resources/account-destinations/lifecycle.js";
import { userComputerDataPurge as userComputerDataPurgeLifecycle } from "./resources/user-computer-data-purge/lifecycle.js";
import { userComputerData as userComputerDataLifecycle } from "./resources/user-computer-data/lifecycle.js";
import { userDestination as userDestinationLifecycle } from "./resources/user-destination/lifecycle.js";
import { userDestinations as userDestinationsLifecycle } from "./resources/user-destinations/lifecycle.js";

const options = { connect, environment: process.env };

// One for both forms of an object: what moves from one form to the other is declared all the time, and is not removed.
const registeredDestinations = new DeclaredObjects();
const assignedDestinations = new DeclaredObjects();

/** Serves `AccountDestination`. */
export const accountDestination: dynamic.ResourceProvider = serve(
  accountDestinationLifecycle(registeredDestinations),
  options,
);
/** Serves `AccountDestinations`. */
export const accountDestinations: dynamic.ResourceProvider = serve(
  accountDestinationsLifecycle(registeredDestinations),
  options,
);
/** Serves `UserDestination`. */
export const userDestination: dynamic.ResourceProvider = serve(
  userDestinationLifecycle(assignedDestinations),
  options,
);
/** Serves `UserDestinations`. */
export const userDestinations: dynamic.ResourceProvider = serve(
  userDestinationsLifecycle(assignedDestinations),
  options,
);
/** Serves `UserComputerData`. */
export const userComputerData: dynamic.ResourceProvider = serve(
  userComputerDataLifecycle(new Declarations()),
  options,
);
/** Serves `UserComputerDataPurge`. */
export const userComputerDataPurge: dynamic.ResourceProvider = serve(userComputerDataPurgeLifecycle, options);
