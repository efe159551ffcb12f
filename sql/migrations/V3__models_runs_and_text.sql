-- Models, runs, and what people wrote: slower tables that reports and operators read.

create table models_registry (
    model       text collate "C"not null,
    version     text collate "C"not null,
    sha256      text collate "C"not null,
    state       text collate "C"not null,
    artifact    text collate "C"not null,
    trained_at  timestamptz not null,
    metrics     jsonb       not null default '{}',
    lineage     jsonb       not null default '{}',
    primary key (model, version)
);
comment on table models_registry is 'Models by version: candidate, green, deprecated.';
comment on column models_registry.model is 'Name, such as tft.';
comment on column models_registry.version is 'Version; never used twice.';
comment on column models_registry.sha256 is 'Hash of the artifact.';
comment on column models_registry.state is 'CANDIDATE, GREEN or DEPRECATED.';
comment on column models_registry.artifact is 'Where the artifact is.';
comment on column models_registry.trained_at is 'End of the training run.';
comment on column models_registry.metrics is 'Out-of-sample metrics, time and cost of the training run.';
comment on column models_registry.lineage is 'Data, features, code and parent that it came from.';

create table walk_forward_results (
    model        text collate "C"not null,
    version      text collate "C"not null,
    fold         integer          not null,
    trained_from timestamptz      not null,
    trained_to   timestamptz      not null,
    tested_from  timestamptz      not null,
    tested_to    timestamptz      not null,
    sharpe       double precision,
    win_rate     double precision,
    trades       integer          not null,
    metrics      jsonb            not null default '{}',
    primary key (model, version, fold)
);
comment on table walk_forward_results is 'Out-of-sample results of each walk-forward fold.';
comment on column walk_forward_results.model is 'Name.';
comment on column walk_forward_results.version is 'Version.';
comment on column walk_forward_results.fold is 'Fold, from 1.';
comment on column walk_forward_results.trained_from is 'First instant of training data.';
comment on column walk_forward_results.trained_to is 'First instant after it; the embargo follows.';
comment on column walk_forward_results.tested_from is 'First instant of test data.';
comment on column walk_forward_results.tested_to is 'First instant after it.';
comment on column walk_forward_results.sharpe is 'Annualised Sharpe ratio; NULL without enough trades.';
comment on column walk_forward_results.win_rate is 'Share of winning trades, as a fraction.';
comment on column walk_forward_results.trades is 'Number of trades.';
comment on column walk_forward_results.metrics is 'Everything else.';

create table run_manifests (
    run_id        text collate "C"not null primary key,
    kind          text collate "C"not null,
    strategy      text collate "C"not null,
    configuration jsonb not null,
    data_hashes   jsonb not null,
    versions      jsonb not null
);
comment on table run_manifests is 'What each run was made of: enough to repeat it.';
comment on column run_manifests.run_id is 'Run.';
comment on column run_manifests.kind is 'backtest, demo, paper.';
comment on column run_manifests.strategy is 'Strategy tag.';
comment on column run_manifests.configuration is 'Every setting in force.';
comment on column run_manifests.data_hashes is 'Hash of every input file.';
comment on column run_manifests.versions is 'Versions of the program, Flink and Java.';

create table backtest_runs (
    run_id          text collate "C"not null primary key,
    status          text collate "C"not null,
    resolution      text collate "C"not null,
    from_ts         timestamptz,
    to_ts           timestamptz,
    bars            bigint      not null,
    decisions       bigint      not null,
    orders          bigint      not null,
    fills           bigint      not null,
    starting_equity numeric     not null,
    ending_equity   numeric     not null,
    metrics         jsonb       not null,
    digest          jsonb       not null
);
comment on table backtest_runs is 'Results of backtests and demos.';
comment on column backtest_runs.run_id is 'Run.';
comment on column backtest_runs.status is 'RUNNING, FINISHED or FAILED.';
comment on column backtest_runs.resolution is 'Length of the bars: 1m, 1h or 1d.';
comment on column backtest_runs.from_ts is 'Event time of the first bar; NULL without bars.';
comment on column backtest_runs.to_ts is 'Event time of the last bar; NULL without bars.';
comment on column backtest_runs.bars is 'Bars that went in.';
comment on column backtest_runs.decisions is 'Ensemble decisions.';
comment on column backtest_runs.orders is 'Orders submitted.';
comment on column backtest_runs.fills is 'Executions.';
comment on column backtest_runs.starting_equity is 'Equity at the start.';
comment on column backtest_runs.ending_equity is 'Equity at the end.';
comment on column backtest_runs.metrics is 'Statistics of the report.';
comment on column backtest_runs.digest is 'sha256 of every stage''s canonical output.';

create table reddit_posts (
    post_id   text collate "C"not null,
    ts        timestamptz not null,
    known_at  timestamptz not null,
    kind      text collate "C"not null,
    subreddit text collate "C"not null,
    title     text collate "C"not null,
    body      text collate "C"not null,
    score     integer     not null,
    primary key (post_id, ts)
);
comment on table reddit_posts is 'Posts and comments.';
comment on column reddit_posts.post_id is 'Reddit''s id.';
comment on column reddit_posts.ts is 'When it was written.';
comment on column reddit_posts.known_at is 'From when on a decision may use it.';
comment on column reddit_posts.kind is 'post or comment.';
comment on column reddit_posts.subreddit is 'Where it was written.';
comment on column reddit_posts.title is 'Title; empty for a comment.';
comment on column reddit_posts.body is 'Text.';
comment on column reddit_posts.score is 'Votes when it was collected.';

create table reddit_mentions (
    post_id   text collate "C"not null,
    symbol    text collate "C"not null,
    ts        timestamptz      not null,
    known_at  timestamptz      not null,
    sentiment double precision not null,
    primary key (post_id, symbol, ts)
);
comment on table reddit_mentions is 'Which post speaks of which symbol, and how.';
comment on column reddit_mentions.post_id is 'Post or comment.';
comment on column reddit_mentions.symbol is 'Ticker that is mentioned.';
comment on column reddit_mentions.ts is 'When it was written.';
comment on column reddit_mentions.known_at is 'From when on a decision may use it.';
comment on column reddit_mentions.sentiment is '-1 to 1.';

create table llm_traces (
    trace_id          uuid        not null,
    ts                timestamptz not null,
    agent             text collate "C"not null,
    model             text collate "C"not null,
    verb              text collate "C"not null,
    request           jsonb       not null,
    response          jsonb       not null,
    prompt_tokens     integer     not null,
    completion_tokens integer     not null,
    latency_ms        integer     not null,
    primary key (trace_id, ts)
);
comment on table llm_traces is 'What an agent asked for and got.';
comment on column llm_traces.trace_id is 'Id of the exchange.';
comment on column llm_traces.ts is 'When it was asked.';
comment on column llm_traces.agent is 'Who asked.';
comment on column llm_traces.model is 'Model behind the agent.';
comment on column llm_traces.verb is 'Tool that was called.';
comment on column llm_traces.request is 'What was asked.';
comment on column llm_traces.response is 'What was answered.';
comment on column llm_traces.prompt_tokens is 'Tokens in.';
comment on column llm_traces.completion_tokens is 'Tokens out.';
comment on column llm_traces.latency_ms is 'How long the answer took, milliseconds.';
