-- Tables for the topics that had none, and for prints.

create table market_raw_trade (
    symbol   text collate "C"not null,
    ts       timestamptz      not null,
    source   text collate "C"not null,
    position bigint           not null,
    sequence bigint           not null,
    price    double precision not null,
    size     double precision not null,
    primary key (symbol, ts, source, position)
);
comment on table market_raw_trade is 'Prints as they were read; one row per source and place in it.';
comment on column market_raw_trade.symbol is 'Ticker.';
comment on column market_raw_trade.ts is 'Event time of the print.';
comment on column market_raw_trade.source is 'Tape or feed that it came from.';
comment on column market_raw_trade.position is 'Place in the source: line of the file, or number in the feed.';
comment on column market_raw_trade.sequence is 'Tells prints of one symbol and millisecond apart.';
comment on column market_raw_trade.price is 'Per share.';
comment on column market_raw_trade.size is 'Shares or coins.';

create table blocked_orders (
    run_id          text collate "C"not null,
    account         text collate "C"not null,
    client_order_id text collate "C"not null,
    gate            text collate "C"not null,
    ts              timestamptz not null,
    strategy        text collate "C"not null,
    symbol          text collate "C"not null,
    side            text collate "C"not null,
    leg             text collate "C"not null,
    type            text collate "C"not null,
    quantity        numeric     not null,
    limit_price     numeric,
    stop_price      numeric,
    submitted_at    timestamptz not null,
    reason          text collate "C"not null,
    detail          text collate "C"not null,
    primary key (run_id, account, client_order_id, gate, ts)
);
comment on table blocked_orders is 'Approved orders that a gate kept from the broker.';
comment on column blocked_orders.run_id is 'Run.';
comment on column blocked_orders.account is 'Account that would have traded.';
comment on column blocked_orders.client_order_id is 'The name that the decision gave the order.';
comment on column blocked_orders.gate is 'Gate that kept it back.';
comment on column blocked_orders.ts is 'Event time of that.';
comment on column blocked_orders.strategy is 'Strategy that decided.';
comment on column blocked_orders.symbol is 'Ticker.';
comment on column blocked_orders.side is 'BUY or SELL.';
comment on column blocked_orders.leg is 'ENTRY, TAKE_PROFIT, STOP_LOSS or EXIT.';
comment on column blocked_orders.type is 'MARKET, LIMIT or STOP.';
comment on column blocked_orders.quantity is 'Shares or coins asked for.';
comment on column blocked_orders.limit_price is 'For LIMIT.';
comment on column blocked_orders.stop_price is 'For STOP.';
comment on column blocked_orders.submitted_at is 'Event time at which the account sent it.';
comment on column blocked_orders.reason is 'Why the order exists.';
comment on column blocked_orders.detail is 'What the gate found and what it expected.';

create table control_commands (
    run_id   text collate "C"not null,
    account  text collate "C"not null,
    sequence bigint      not null,
    ts       timestamptz not null,
    command  text collate "C"not null,
    who      text collate "C"not null,
    why      text collate "C"not null,
    primary key (run_id, account, sequence, ts)
);
comment on table control_commands is 'What people wanted of an account.';
comment on column control_commands.run_id is 'Run.';
comment on column control_commands.account is 'Account that is meant; * for all.';
comment on column control_commands.sequence is 'Counts the commands to an account from 1.';
comment on column control_commands.ts is 'When it was said.';
comment on column control_commands.command is 'APPROVE, REVOKE, KILL, RESUME or RECONCILE.';
comment on column control_commands.who is 'Who said it.';
comment on column control_commands.why is 'Their reason; may be empty.';

insert into time_tables
values ('market_raw_trade', 'symbol, source', interval '1 day', 'raw'),
       ('blocked_orders', 'run_id, account', interval '30 days', 'record'),
       ('control_commands', 'run_id, account', interval '30 days', 'record');

-- A post is archived before anybody has said how it speaks of a symbol.
alter table reddit_mentions alter column sentiment drop not null;
comment on column reddit_mentions.sentiment is '-1 to 1; NULL until it was scored.';
