import type { Route } from 'next';
import { redirect } from 'next/navigation';

/** The day starts with the working list; who may not see it is turned away there. */
export default function StartPage() {
  redirect('/today' as Route);
}
