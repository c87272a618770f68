import * as path from "node:path";
import * as msp360 from "pulumi-msp360";
import { readCustomers, type Customer } from "./customer-list";
import { openRegions, type Region } from "./regions";

/** A customer's bucket becomes a destination of the region's storage account, and the customer's user gets it. */
function setUp({ name, userId, bucket, packageId }: Customer, { provider, storageAccountId }: Region): void {
  const destination = new msp360.AccountDestination(
    `${name}-bucket`,
    { accountId: storageAccountId, destination: bucket, displayName: `Backups of ${name}` },
    { provider },
  );
  new msp360.UserDestination(
    `${name}-user`,
    // Taken from the destination, not from the list, so that the order of creation and removal is right.
    { userId, accountId: destination.accountId, destination: destination.destination, packageId },
    { provider },
  );
}

const customers = readCustomers(path.join(__dirname, "customers.json"));
const regions = openRegions();
for (const customer of customers) {
  setUp(customer, regions[customer.region]);
}

/** How many customers have their backups set up. */
export const customerCount = customers.length;
