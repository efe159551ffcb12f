-- From an alpha's insight to the money: decisions, risk, orders, fills, positions, equity, audit.
-- Money and quantities are exact numerics. Enumerations stand as the text that the program prints.

create table alpha_signals (
    run_id    text collate "C"not null,
    alpha     text collate "C"not null,
    symbol    text collate "C"not null,
    ts        timestamptz not null,
    closes_at timestamptz not null,
    direction text collate "C"not null,
    primary key (run_id, alpha, symbol, ts)
);
comment on table alpha_signals is 'Insights: one alpha''s statement about one symbol.';
comment on column alpha_signals.run_id is 'Run.';
comment on column alpha_signals.alpha is 'Who says it: RSI, EMA_CROSS, MACD, TFT.';
comment on column alpha_signals.symbol is 'Ticker.';
comment on column alpha_signals.ts is 'Event time: the end of the bar that caused it.';
comment on column alpha_signals.closes_at is 'Last instant at which it still counts.';
comment on column alpha_signals.direction is 'UP, DOWN, or FLAT, which withdraws what was said before.';

create table signals (
    run_id         text collate "C"not null,
    strategy       text collate "C"not null,
    symbol         text collate "C"not null,
    ts             timestamptz      not null,
    event_id       uuid             not null,
    correlation_id uuid             not null,
    action         text collate "C"not null,
    score          double precision not null,
    confidence     double precision not null,
    regime         text collate "C"not null,
    model_absent   boolean          not null,
    close          double precision not null,
    binding_gate   text collate "C",
    votes          jsonb            not null,
    gates          jsonb            not null,
    primary key (run_id, strategy, symbol, ts)
);
comment on table signals is 'Ensemble decisions, HOLD included, with every vote and gate.';
comment on column signals.run_id is 'Run.';
comment on column signals.strategy is 'Strategy that decided.';
comment on column signals.symbol is 'Ticker.';
comment on column signals.ts is 'Event time: the end of the bar.';
comment on column signals.event_id is 'Deterministic id of the decision.';
comment on column signals.correlation_id is 'Shared by everything from the bar to its orders.';
comment on column signals.action is 'BUY, SELL or HOLD.';
comment on column signals.score is '-1 to 1: weighted, confidence-weighted sum of the votes.';
comment on column signals.confidence is '0 to 1, after calibration and regime scaling.';
comment on column signals.regime is 'BULL, BEAR, SIDEWAYS or UNKNOWN.';
comment on column signals.model_absent is 'True when no usable prediction took part and the other votes re-weighted.';
comment on column signals.close is 'Close of the bar.';
comment on column signals.binding_gate is 'First gate that failed; NULL when all passed.';
comment on column signals.votes is 'Every vote: alpha, direction, weight, confidence.';
comment on column signals.gates is 'Every gate that was read: gate, actual, limit, passed.';

create table risk_decisions (
    run_id             text collate "C"not null,
    account            text collate "C"not null,
    strategy           text collate "C"not null,
    symbol             text collate "C"not null,
    ts                 timestamptz not null,
    event_id           uuid        not null,
    correlation_id     uuid        not null,
    approved           boolean     not null,
    requested_quantity numeric     not null,
    quantity           numeric     not null,
    binding_rule       text collate "C",
    trading_state      text collate "C"not null,
    readings           jsonb       not null,
    primary key (run_id, account, strategy, symbol, ts)
);
comment on table risk_decisions is 'Verdicts of the risk engine, with every rule''s value against its limit.';
comment on column risk_decisions.run_id is 'Run.';
comment on column risk_decisions.account is 'Account that would trade.';
comment on column risk_decisions.strategy is 'Strategy that decided.';
comment on column risk_decisions.symbol is 'Ticker.';
comment on column risk_decisions.ts is 'Event time of the decision.';
comment on column risk_decisions.event_id is 'Deterministic id of the verdict.';
comment on column risk_decisions.correlation_id is 'Shared by everything from the bar to its orders.';
comment on column risk_decisions.approved is 'Whether an order goes out.';
comment on column risk_decisions.requested_quantity is 'What sizing asked for.';
comment on column risk_decisions.quantity is 'What is allowed after resizing; 0 when rejected.';
comment on column risk_decisions.binding_rule is 'Rule that binds; NULL when none does.';
comment on column risk_decisions.trading_state is 'ACTIVE, REDUCING or HALTED.';
comment on column risk_decisions.readings is 'Every rule: rule, actual, limit, breached.';

create table trade_decisions (
    run_id          text collate "C"not null,
    account         text collate "C"not null,
    client_order_id text collate "C"not null,
    kind            text collate "C"not null,
    ts              timestamptz not null,
    quantity        numeric,
    reason          text collate "C"not null,
    orders          jsonb       not null,
    primary key (run_id, account, client_order_id, kind, ts)
);
comment on table trade_decisions is 'What an account asked of its venue or broker: submit, cancel, resize.';
comment on column trade_decisions.run_id is 'Run.';
comment on column trade_decisions.account is 'Account that asks.';
comment on column trade_decisions.client_order_id is 'Order that is meant; for SUBMIT the entry.';
comment on column trade_decisions.kind is 'SUBMIT, CANCEL or RESIZE.';
comment on column trade_decisions.ts is 'Event time.';
comment on column trade_decisions.quantity is 'For RESIZE: the new total quantity.';
comment on column trade_decisions.reason is 'Why, such as SIGNAL, TRAILING_STOP or END_OF_DAY.';
comment on column trade_decisions.orders is 'For SUBMIT: the client order ids of the entry and its protections.';

create table orders (
    run_id          text collate "C"not null,
    account         text collate "C"not null,
    client_order_id text collate "C"not null,
    parent_id       text collate "C",
    symbol          text collate "C"not null,
    side            text collate "C"not null,
    leg             text collate "C"not null,
    type            text collate "C"not null,
    time_in_force   text collate "C"not null,
    quantity        numeric     not null,
    limit_price     numeric,
    stop_price      numeric,
    ts              timestamptz not null,
    reason          text collate "C"not null,
    primary key (run_id, client_order_id)
);
comment on table orders is 'Orders as they were handed to a venue or broker.';
comment on column orders.run_id is 'Run.';
comment on column orders.account is 'Account that trades.';
comment on column orders.client_order_id is 'The name that the decision gave it; unique for ever.';
comment on column orders.parent_id is 'For a protection: its entry.';
comment on column orders.symbol is 'Ticker.';
comment on column orders.side is 'BUY or SELL.';
comment on column orders.leg is 'ENTRY, TAKE_PROFIT, STOP_LOSS or EXIT.';
comment on column orders.type is 'MARKET, LIMIT or STOP.';
comment on column orders.time_in_force is 'DAY or GTC.';
comment on column orders.quantity is 'Shares or coins asked for.';
comment on column orders.limit_price is 'For LIMIT.';
comment on column orders.stop_price is 'For STOP.';
comment on column orders.ts is 'Event time of the submission.';
comment on column orders.reason is 'Why it exists.';

create table order_events (
    run_id          text collate "C"not null,
    account         text collate "C"not null,
    client_order_id text collate "C"not null,
    ts              timestamptz not null,
    event           text collate "C"not null,
    fill_sequence   integer     not null,
    note            text collate "C"not null,
    primary key (run_id, client_order_id, ts, event, fill_sequence)
);
comment on table order_events is 'What venues and brokers reported about each order.';
comment on column order_events.run_id is 'Run.';
comment on column order_events.account is 'Account.';
comment on column order_events.client_order_id is 'Order.';
comment on column order_events.ts is 'Event time.';
comment on column order_events.event is 'What happened, such as BROKER_ACCEPTED or FINAL_FILL.';
comment on column order_events.fill_sequence is 'Which fill of the order, from 0; -1 when the event is not a fill.';
comment on column order_events.note is 'Why, for a rejection or cancellation.';

create table trades (
    run_id          text collate "C"not null,
    account         text collate "C"not null,
    client_order_id text collate "C"not null,
    sequence        integer     not null,
    ts              timestamptz not null,
    symbol          text collate "C"not null,
    side            text collate "C"not null,
    quantity        numeric     not null,
    price           numeric     not null,
    fee             numeric     not null,
    expected_price  numeric     not null,
    cash_flow       numeric     not null,
    primary key (run_id, client_order_id, sequence, ts)
);
comment on table trades is 'Fills: one row per execution.';
comment on column trades.run_id is 'Run.';
comment on column trades.account is 'Account.';
comment on column trades.client_order_id is 'Order that filled.';
comment on column trades.sequence is 'Counts the fills of one order from 0.';
comment on column trades.ts is 'Event time.';
comment on column trades.symbol is 'Ticker.';
comment on column trades.side is 'BUY or SELL.';
comment on column trades.quantity is 'Of this execution alone.';
comment on column trades.price is 'Per share, slippage included.';
comment on column trades.fee is 'Commission and regulatory fees.';
comment on column trades.expected_price is 'Price before slippage.';
comment on column trades.cash_flow is 'What the fill did to cash: negative when buying, fee included.';

create view paper_trades as
select t.*,
       o.leg,
       o.type,
       o.reason,
       o.parent_id,
       o.ts as submitted_at,
       case t.side when 'BUY' then t.price - t.expected_price else t.expected_price - t.price end as slippage
from trades t
         left join orders o on o.run_id = t.run_id and o.client_order_id = t.client_order_id;
comment on view paper_trades is 'Fills with what their order was for, and their slippage per share (positive is worse). Every account is a paper account.';

create table positions (
    run_id        text collate "C"not null,
    account       text collate "C"not null,
    symbol        text collate "C"not null,
    ts            timestamptz not null,
    quantity      numeric     not null,
    average_price numeric     not null,
    last_price    numeric     not null,
    primary key (run_id, account, symbol)
);
comment on table positions is 'What each account holds now; an older statement never replaces a newer one.';
comment on column positions.run_id is 'Run.';
comment on column positions.account is 'Account.';
comment on column positions.symbol is 'Ticker.';
comment on column positions.ts is 'Event time of the statement.';
comment on column positions.quantity is 'Shares or coins; 0 is no position.';
comment on column positions.average_price is 'Average entry price, fees excluded.';
comment on column positions.last_price is 'Last close seen.';

create table account_state (
    run_id  text collate "C"not null,
    account text collate "C"not null,
    ts      timestamptz not null,
    cash    numeric     not null,
    equity  numeric     not null,
    primary key (run_id, account, ts)
);
comment on table account_state is 'The equity curve: cash, and cash with every position at its last close.';
comment on column account_state.run_id is 'Run.';
comment on column account_state.account is 'Account.';
comment on column account_state.ts is 'Event time.';
comment on column account_state.cash is 'Cash.';
comment on column account_state.equity is 'Cash and positions.';

create table daily_pnl_summary (
    run_id         text collate "C"not null,
    account        text collate "C"not null,
    day            date    not null,
    opening_equity numeric not null,
    closing_equity numeric not null,
    realized       numeric not null,
    fees           numeric not null,
    fills          integer not null,
    primary key (run_id, account, day)
);
comment on table daily_pnl_summary is 'Profit and loss per trade date of the market, written at the end of day.';
comment on column daily_pnl_summary.run_id is 'Run.';
comment on column daily_pnl_summary.account is 'Account.';
comment on column daily_pnl_summary.day is 'Trade date.';
comment on column daily_pnl_summary.opening_equity is 'Equity before the session.';
comment on column daily_pnl_summary.closing_equity is 'Equity after it.';
comment on column daily_pnl_summary.realized is 'Realized profit, fees deducted.';
comment on column daily_pnl_summary.fees is 'Fees paid.';
comment on column daily_pnl_summary.fills is 'Number of fills.';

create table audit_events (
    run_id         text collate "C"not null,
    chain          text collate "C"not null,
    sequence       bigint      not null,
    ts             timestamptz not null,
    kind           text collate "C"not null,
    event_id       uuid        not null,
    correlation_id uuid,
    actor          text collate "C"not null,
    payload        text collate "C"not null,
    previous_hash  text collate "C"not null,
    hash           text collate "C"not null,
    primary key (run_id, chain, sequence, ts)
);
comment on table audit_events is 'Every decision and action, hash-chained per key.';
comment on column audit_events.run_id is 'Run.';
comment on column audit_events.chain is 'Key of the chain, such as the account.';
comment on column audit_events.sequence is 'Place in the chain, from 0.';
comment on column audit_events.ts is 'Event time.';
comment on column audit_events.kind is 'Kind of event.';
comment on column audit_events.event_id is 'Deterministic id of the event.';
comment on column audit_events.correlation_id is 'Shared by everything from the bar to its orders.';
comment on column audit_events.actor is 'Who did it: an operator, or the program.';
comment on column audit_events.payload is 'The event as it was hashed, byte for byte.';
comment on column audit_events.previous_hash is 'Hash of the event before; empty at the start.';
comment on column audit_events.hash is 'Hash over the previous hash and this event.';
