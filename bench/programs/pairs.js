"use strict";

// Many buckets of one storage account, each assigned to a user.

const msp360 = require("pulumi-msp360");
const assignments = require("./declared.json");

for (const [index, { accountId, destination, ...rest }] of assignments.entries()) {
  const bucket = new msp360.AccountDestination(`bucket-${index}`, { accountId, destination });
  new msp360.UserDestination(`user-${index}`, {
    accountId: bucket.accountId,
    destination: bucket.destination,
    ...rest,
  });
}
