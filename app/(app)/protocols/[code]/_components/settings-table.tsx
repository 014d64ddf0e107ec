import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { describeAllowed, describeSetting } from '@/lib/protocols/check-settings';
import type { SettingDefinition, SettingValues } from '@/lib/protocols/schema';

type Props = {
  label: string;
  settings: readonly SettingDefinition[];
  values: SettingValues;
};

/** Each setting with the value in force, the default and what is allowed. */
export function SettingsTable({ label, settings, values }: Props) {
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader sticky>Setting</TableHeader>
          <TableHeader>In force</TableHeader>
          <TableHeader>Default</TableHeader>
          <TableHeader>Allowed</TableHeader>
          <TableHeader>Source</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {settings.map((setting) => {
          const value = values[setting.key] ?? setting.default;
          const isChanged = value !== setting.default;
          return (
            <TableRow key={setting.key}>
              <TableCell sticky className="min-w-40 font-medium">
                {setting.title}
              </TableCell>
              <TableCell className={isChanged ? 'font-semibold' : undefined}>
                {describeSetting(setting, value)}
                {isChanged ? ' (changed)' : ''}
              </TableCell>
              <TableCell>{describeSetting(setting, setting.default)}</TableCell>
              <TableCell className="text-muted">{describeAllowed(setting)}</TableCell>
              <TableCell className="text-muted">
                {setting.source}
                {setting.proposal ? ' · proposal' : ''}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
