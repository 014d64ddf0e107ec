import type { Role } from '@/lib/auth/roles';
import type { DemoSite } from './demo-patient';

/** Known to everybody: these accounts exist only where the demo loader made them. */
export const demoPassword = 'seventy-four-days';

interface DemoAccount {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly sites: readonly DemoSite[];
}

const everywhere = ['pacific', 'harbor', 'literature'] as const;

export const demoAdministrator: DemoAccount = {
  email: 'admin@demo.example',
  displayName: 'Ada Demo, administrator',
  role: 'administrator',
  sites: everywhere,
};

/** Signs what the living clinic has approved. */
export const demoPhysician: DemoAccount = {
  email: 'physician@demo.example',
  displayName: 'Pia Demo, physician',
  role: 'physician',
  sites: everywhere,
};

export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'nurse@demo.example',
    displayName: 'Nora Demo, nurse',
    role: 'staff',
    sites: ['pacific'],
  },
  {
    email: 'nurse.harbor@demo.example',
    displayName: 'Hana Demo, nurse',
    role: 'staff',
    sites: ['harbor'],
  },
  demoPhysician,
  {
    email: 'coordinator@demo.example',
    displayName: 'Cora Demo, coordinator',
    role: 'coordinator',
    sites: everywhere,
  },
  demoAdministrator,
];

/** The service account in whose name the demo is entered; nobody can sign in with it. */
export const demoLoader = {
  email: 'demo-loader@demo.example',
  displayName: 'Demo loader',
} as const;
