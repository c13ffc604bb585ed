/**
 * Who asks, and which customers he sees. Reading or changing the records takes a Sight, and so does reading the facts: without one
 * neither compiles. A person's is made of the records (src/records/access/sight.ts, the only caller of `ofPerson`); the program's own
 * names the reason for which it acts on all customers.
 */
import { may, type Permission, seesAllCustomers } from './roles.ts';

/** The reasons for which the program itself acts. */
export const programs = [
  'start', // opening a data folder, and what a crash left unfinished
  'sign-in', // before it is known who somebody is
  'import',
  'valuation',
  'rules', // changing a set of rules, and showing what a change would do
  'jobs',
  'checks',
  'backup',
  'restore',
  'demo',
  'command line', // whoever may open the data folder may see everything in it
  'kinds of facts', // whether the company has payments, costs or price lists at all
  'peers', // the average of a customer's tier
] as const;
export type Program = (typeof programs)[number];

/** All, or the numbers of those whom a person sees, looked up when they are first needed. */
export type SeenCustomers = 'all' | (() => Promise<readonly string[]>);

export class Sight {
  /** Nothing that only looks like a Sight is one. */
  declare protected readonly made: true;
  readonly who: { readonly userId: string; readonly role: string | null } | { readonly program: Program };
  readonly customers: SeenCustomers;

  static ofProgram(program: Program): Sight {
    return new Sight({ program }, 'all');
  }

  /** `role`: as the records have it. `customers`: asked once, and only where the role does not see all. */
  static ofPerson(of: { userId: string; role: string | null; customers: () => Promise<readonly string[]> }): Sight {
    if (of.userId === actingProgram) throw new Error(`no user's id: '${of.userId}'`);
    let found: Promise<readonly string[]> | undefined;
    return new Sight({ userId: of.userId, role: of.role }, seesAllCustomers(of.role) ? 'all' : () => (found ??= of.customers()));
  }

  private constructor(who: Sight['who'], customers: SeenCustomers) {
    this.who = who;
    this.customers = customers;
  }

  get seesAll(): boolean {
    return this.customers === 'all';
  }

  may(permission: Permission): boolean {
    return 'program' in this.who || may(this.who.role, permission);
  }

  /** As row-level security knows who acts. */
  get acting(): string {
    return 'program' in this.who ? actingProgram : this.who.userId;
  }

  /** As events, jobs and runs name who did something. */
  get id(): string {
    if (!('program' in this.who)) return this.who.userId;
    return this.who.program === 'command line' ? 'cli' : this.who.program === 'demo' ? 'demo' : actingProgram;
  }
}

/** The program acts for itself, and says why. */
export function asProgram(program: Program): Sight {
  return Sight.ofProgram(program);
}

/** The acting user of the program's own transactions. */
const actingProgram = 'system';
