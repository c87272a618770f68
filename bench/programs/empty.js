"use strict";

// The floor: resources with the properties of single.js, whose hooks do nothing.

const pulumi = require("@pulumi/pulumi");
const assignments = require("./declared.json");

const code = 'exports.handler=()=>require("./empty-hooks.js").emptyAssignment';

class EmptyAssignment extends pulumi.CustomResource {
  constructor(name, args) {
    const outputs = { accountDisplayName: undefined, displayName: undefined };
    super("pulumi-nodejs:dynamic/bench:EmptyAssignment", name, { ...args, ...outputs, __provider: code });
  }
}

for (const [index, assignment] of assignments.entries()) new EmptyAssignment(`user-${index}`, assignment);
