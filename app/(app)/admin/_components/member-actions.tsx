'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { Button } from '@/app/_components/ui/button';
import type { MemberView } from '@/lib/server/accounts/queries';
import { ChangeMembershipForm } from './change-membership-form';
import { DisableAccountForm } from './disable-account-form';
import { ResetPasswordForm } from './reset-password-form';

type Topic = 'role' | 'password' | 'account';

export function MemberActions({ member, siteName }: { member: MemberView; siteName: string }) {
  const [topic, setTopic] = useState<Topic | null>(null);
  const close = () => setTopic(null);
  const { displayName, isDisabled, isSelf } = member;
  const dialogs = {
    role: {
      title: `${displayName} at ${siteName}`,
      content: <ChangeMembershipForm member={member} onDone={close} />,
    },
    password: {
      title: `New password for ${displayName}`,
      content: <ResetPasswordForm member={member} onDone={close} />,
    },
    account: {
      title: isDisabled ? `Open the account of ${displayName}` : `Disable ${displayName}`,
      content: <DisableAccountForm member={member} onDone={close} />,
    },
  };
  return (
    <div className="flex gap-1">
      <ActionButton name={displayName} onClick={() => setTopic('role')}>
        Role
      </ActionButton>
      {isSelf ? null : (
        <>
          <ActionButton name={displayName} onClick={() => setTopic('password')}>
            Password
          </ActionButton>
          <ActionButton name={displayName} onClick={() => setTopic('account')}>
            {isDisabled ? 'Enable' : 'Disable'}
          </ActionButton>
        </>
      )}
      {topic === null ? null : (
        <GuardedDialog
          open
          onOpenChange={(open) => {
            if (!open) {
              close();
            }
          }}
          title={dialogs[topic].title}
        >
          {dialogs[topic].content}
        </GuardedDialog>
      )}
    </div>
  );
}

type ActionButtonProps = { name: string; onClick: () => void; children: string };

function ActionButton({ name, onClick, children }: ActionButtonProps) {
  return (
    <Button size="small" aria-label={`${children}: ${name}`} onClick={onClick}>
      {children}
    </Button>
  );
}
