-- Dead letters of topics beside those of files, what became of them when they were sent again, and the sessions against which
-- received bars are counted.

alter table dlq_events
    add column event_id       uuid,
    add column original_topic text collate "C",
    add column original_key   bytea,
    add column error_class    text collate "C",
    add column message        text collate "C",
    add column replays        integer not null default 0,
    add column first_replay   timestamptz,
    add column last_replay    timestamptz;

-- The id that the program derives: a name-based UUID (version 3) over the same name.
update dlq_events d
set event_id = (overlay(overlay(h.hex placing '3' from 13)
                        placing substr('89ab', (('x' || substr(h.hex, 17, 1))::bit(4)::integer & 3) + 1, 1) from 17))::uuid
from (select run_id, source, line, code,
             md5(convert_to('dead-letter' || u || run_id || u || code || ' ' || source || u || '0' || u || line, 'UTF8')) as hex
      from dlq_events, (values (chr(31))) as separator(u)) h
where (d.run_id, d.source, d.line, d.code) = (h.run_id, h.source, h.line, h.code);

-- Two partitions of a topic may refuse the same offset, so place and code no longer identify a letter; its id does.
alter table dlq_events
    drop constraint dlq_events_pkey,
    alter column event_id set not null,
    add primary key (event_id),
    drop column message_key;
create index dlq_events_by_topic on dlq_events (original_topic, last_failure);

comment on column dlq_events.source is 'File or feed that it came from; for a message, the process that gave it up.';
comment on column dlq_events.line is 'Line in the file counted from 1, position in the feed, or offset in the topic; -1 where there is none.';
comment on column dlq_events.code is 'What is wrong with it: a code, or for a message without one the class of the failure.';
comment on column dlq_events.event_id is 'Deterministic id of the letter; what dlq show and dlq replay ask for.';
comment on column dlq_events.original_topic is 'Topic that it came from and is replayed into; NULL for a file or a feed.';
comment on column dlq_events.original_key is 'Key of the message as it was read; NULL where it had none.';
comment on column dlq_events.payload is 'Bytes of the message, where it came from a topic; what a replay sends.';
comment on column dlq_events.error_class is 'Kind of the failure: a code''s family or the class of an exception.';
comment on column dlq_events.message is 'The failure in words.';
comment on column dlq_events.replays is 'How often it was sent again by dlq replay.';
comment on column dlq_events.first_replay is 'Clock of the database at the first replay.';
comment on column dlq_events.last_replay is 'Clock of the database at the last replay.';

create table market_sessions (
    calendar  text collate "C" not null,
    day       date             not null,
    opens_at  timestamptz      not null,
    closes_at timestamptz      not null,
    primary key (calendar, day)
);
comment on table market_sessions is 'Regular sessions with holidays, half days and daylight saving time, as the program''s calendar has them; a market that never closes has no rows.';
comment on column market_sessions.calendar is 'Market, such as XNYS.';
comment on column market_sessions.day is 'Trade date in the market''s zone.';
comment on column market_sessions.opens_at is 'First instant of the session.';
comment on column market_sessions.closes_at is 'First instant after it.';

-- A chain is looked up by what all its rows share.
create index signals_by_chain on signals (correlation_id);
create index risk_decisions_by_chain on risk_decisions (correlation_id);
