-- Who chose which model, and why: words about models say no sequence, so that the model is part of what identifies them.

alter table control_commands add column model jsonb not null default '{}';
alter table control_commands drop constraint control_commands_pkey;
alter table control_commands add primary key (run_id, account, sequence, ts, model);
comment on column control_commands.sequence is 'Counts the commands to an account from 1; 0 for words about models.';
comment on column control_commands.ts is 'When it was said; of CHANGE_MODEL, the end of the first bar that the model answers for.';
comment on column control_commands.command is 'APPROVE, REVOKE, KILL, RESUME, RECONCILE or CHANGE_MODEL.';
comment on column control_commands.model is 'Of CHANGE_MODEL: active, and where there are any candidate, canary_share and expires.';
