-- The first link of a chain is not without a predecessor: it hangs on the chain's own name.
comment on column audit_events.previous_hash is
    'Hash of the event before; at the start a hash over the name of the chain.';
