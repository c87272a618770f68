"use strict";

// The stored data of one user's computers, in as many resources as there are lists of computers.

const msp360 = require("pulumi-msp360");
const { userId, selections } = require("./declared.json");

for (const [index, names] of selections.entries()) {
  new msp360.UserComputerData(`data-${index}`, {
    userId,
    computers: names.map((computerName) => ({ computerName })),
    onDelete: "purge",
  });
}
