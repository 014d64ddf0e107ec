import { CalendarDays } from 'lucide-react';
import { buttonStyle } from '@/app/_components/ui/button-style';

/** A file, not a page: the browser saves it, so it is no link of the router. */
export function CalendarFileLink({ patientId }: { patientId: string }) {
  return (
    <a
      href={`/patients/${patientId}/schedule/calendar`}
      className={buttonStyle({ size: 'small' })}
      download
    >
      <CalendarDays aria-hidden="true" className="size-4" />
      Planned dates for his calendar
    </a>
  );
}
