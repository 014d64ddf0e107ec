import {
  Activity,
  CalendarCheck,
  CalendarDays,
  CalendarX2,
  ChartColumn,
  ClipboardList,
  Download,
  FileUp,
  ListFilter,
  type LucideIcon,
  ScrollText,
  Settings,
  Stethoscope,
  UserRound,
  Users,
  UsersRound,
} from 'lucide-react';
import type { Route } from 'next';

/** One entry of the navigation; which entries a person has is decided by permission, on the server. */
export type NavigationItem = {
  href: Route;
  label: string;
  /** How many things wait there; must equal the rows that the page shows. */
  count?: number;
};

type Appearance = {
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string | null;
};

const fallback: Appearance = { icon: Activity, key: null };

const appearances: Record<string, Appearance> = {
  '/today': { icon: CalendarCheck, key: 't' },
  '/calendar': { icon: CalendarDays, key: 'l' },
  '/patients': { icon: Users, key: 'p' },
  '/decisions': { icon: Stethoscope, key: 'd' },
  '/screening': { icon: ListFilter, key: 'n' },
  '/protocols': { icon: ClipboardList, key: 'o' },
  '/deviations': { icon: CalendarX2, key: 'v' },
  '/outcomes': { icon: ChartColumn, key: 'r' },
  '/imports': { icon: FileUp, key: 'i' },
  '/export': { icon: Download, key: 'e' },
  '/cohorts': { icon: UsersRound, key: 'c' },
  '/audit': { icon: ScrollText, key: 'u' },
  '/admin': { icon: Settings, key: 's' },
  '/account': { icon: UserRound, key: 'a' },
};

export function navigationAppearance(href: string): Appearance {
  return appearances[href] ?? fallback;
}
