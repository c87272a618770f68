"use strict";

// What the provider calls for each operation, for the programs that do without Pulumi.

/** @typedef {(method: string, path: string, json?: object) => Promise<unknown>} Call gives the body of the answer */

/**
 * @param {Call} call
 * @param {(send: (assignment: object) => Promise<unknown>) => Promise<void>} forAll sends for each assignment
 */
module.exports = function operationsBy(call, forAll) {
  const listAssignments = async () => {
    const users = await call("GET", "/api/Users");
    return new Map(users.map((user) => [user.ID, user.DestinationList]));
  };

  return {
    async create() {
      await listAssignments();
      await forAll((assignment) => call("POST", "/api/Destinations", wireFields(assignment)));
    },

    async refresh() {
      await listAssignments();
    },

    async change() {
      const held = await listAssignments();
      await forAll((assignment) => {
        const { ID } = held.get(assignment.userId)[0];
        return call("PUT", "/api/Destinations", { ID, ...wireFields(assignment) });
      });
      await listAssignments();
    },

    async destroy() {
      const held = await listAssignments();
      await forAll(({ userId }) =>
        call("DELETE", `/api/Destinations/${held.get(userId)[0].ID}?userId=${userId}`),
      );
    },
  };
};

function wireFields({ userId, accountId, destination, packageId }) {
  return { UserID: userId, AccountID: accountId, Destination: destination, PackageID: packageId };
}
