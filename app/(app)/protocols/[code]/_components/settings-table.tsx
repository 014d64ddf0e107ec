import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { describeAllowed, describeSetting } from '@/lib/protocols/check-settings';
import { describeSourceOf } from '@/lib/protocols/describe-source';
import type { SettingDefinition } from '@/lib/protocols/schema';
import { type ProfileSettings, settingHistory } from '@/lib/protocols/setting-history';

type Props = {
  label: string;
  settings: readonly SettingDefinition[];
  /** Every version of the profile, the one in force first. */
  profiles: readonly ProfileSettings[];
  /** Who approved the version in force: its signature is under every value. */
  approval: string;
};

/** Each setting with the value in force, the default, what is allowed, where it comes from and who stands for it. */
export function SettingsTable({ label, settings, profiles, approval }: Props) {
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader sticky>Setting</TableHeader>
          <TableHeader>In force</TableHeader>
          <TableHeader>Default</TableHeader>
          <TableHeader>Allowed</TableHeader>
          <TableHeader>Source</TableHeader>
          <TableHeader>Approval</TableHeader>
          <TableHeader>Versions</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {settings.map((setting) => (
          <SettingRow key={setting.key} setting={setting} profiles={profiles} approval={approval} />
        ))}
      </TableBody>
    </Table>
  );
}

function SettingRow({
  setting,
  profiles,
  approval,
}: Omit<Props, 'label' | 'settings'> & { setting: SettingDefinition }) {
  const history = settingHistory(setting, profiles);
  const value = history[0]?.value ?? setting.default;
  const isChanged = value !== setting.default;
  return (
    <TableRow className="align-top">
      <TableCell sticky className="min-w-36 max-w-40 font-medium sm:max-w-64">
        {setting.title}
      </TableCell>
      <TableCell className={isChanged ? 'min-w-28 font-semibold' : 'min-w-28'}>
        {describeSetting(setting, value)}
        {isChanged ? ' (changed)' : ''}
      </TableCell>
      <TableCell className="min-w-28">{describeSetting(setting, setting.default)}</TableCell>
      <TableCell className="min-w-32 text-muted">{describeAllowed(setting)}</TableCell>
      <TableCell className="min-w-48 text-muted">{describeSourceOf(setting)}</TableCell>
      <TableCell className="min-w-32 text-muted">{approval}</TableCell>
      <TableCell className="min-w-32 text-muted">
        {history.length === 1
          ? 'the same in every version'
          : history
              .map(
                (entry) => `${describeSetting(setting, entry.value)} since version ${entry.since}`,
              )
              .join('; before it ')}
      </TableCell>
    </TableRow>
  );
}
