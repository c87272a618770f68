// @ts-check
"use strict";

const path = require("node:path");
const { repositoryRoot } = require("../setup/repository.js");

const policyPack = path.join(repositoryRoot, "examples", "policy-pack");

/** From the simulator's sample tenant. */
const jane = "c81d0b37-64ef-4a29-b5f8-90e23d7a16c4";
const account = "adfc2826-3776-4f36-985d-a95cd3b59894";
const bucket = "acme-archive";
const packageId = 27755;

/**
 * @typedef {object} WebConsole
 * @property {(id: string, change: { PackageID: number }) => void} changeAssignment
 * @property {(assignment: { UserID: string, AccountID: string, Destination: string, PackageID: number }) => string} assignDestination
 * @property {(id: string) => void} unassignDestination
 *
 * @typedef {object} Service
 * @property {WebConsole} console
 * @property {{ users: { ID: string, DestinationList: { ID: string, Destination: string }[] }[] }} tenant
 */

/**
 * The main job, step by step: create, no change, a change by somebody else, a policy, and an end with guard and purge.
 *
 * @param {Service} service
 * @returns {import("./stage.js").Step[]}
 */
function script(service) {
  /** @param {(userId: string) => boolean} isMeant */
  const assignmentOf = (isMeant) =>
    service.tenant.users
      .filter(({ ID }) => isMeant(ID))
      .flatMap(({ DestinationList }) => DestinationList)
      .find(({ Destination }) => Destination === bucket)?.ID ?? "";
  return [
    { title: "Make a stack", command: ["stack", "init", "demo"] },
    {
      title: "Create what the program declares: a bucket, a user's destination, a watch over stored data",
      command: ["up", "--yes", "--skip-preview"],
    },
    {
      title: "Nothing has changed: a preview has nothing to do, and asks the service nothing",
      command: ["preview", "--expect-no-changes"],
    },
    {
      title: "Somebody gives Charlie a larger package in the web console; a refresh shows it",
      before: () =>
        service.console.changeAssignment(
          assignmentOf((id) => id !== jane),
          { PackageID: 30413 },
        ),
      command: ["refresh", "--yes", "--skip-preview", "--diff"],
    },
    { title: "The program says otherwise: up restores it", command: ["up", "--yes", "--skip-preview"] },
    {
      title: "On a pull request a policy pack judges a change: this package is not on the list",
      command: [
        "preview",
        "--policy-pack",
        policyPack,
        "--policy-pack-config",
        path.join(policyPack, "policy-config.json"),
        "--config",
        "packageId=30413",
      ],
      meantToFail: true,
    },
    {
      title: "Before the end: what would be purged stands in the preview",
      command: ["destroy", "--preview-only", "--diff"],
    },
    {
      title:
        "Jane got the bucket by hand meanwhile: Charlie's data is purged, the bucket stays while she has it",
      before: () =>
        service.console.assignDestination({
          UserID: jane,
          AccountID: account,
          Destination: bucket,
          PackageID: packageId,
        }),
      command: ["destroy", "--yes", "--skip-preview"],
      meantToFail: true,
    },
    {
      title: "Taken from Jane, the bucket can go, too",
      before: () => service.console.unassignDestination(assignmentOf((id) => id === jane)),
      command: ["destroy", "--yes", "--skip-preview"],
    },
  ];
}

module.exports = { script };
