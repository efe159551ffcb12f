package io.millrace.connectors.kafka.event;

import io.millrace.avro.AccountStateEvent;
import io.millrace.avro.PositionValue;
import io.millrace.avro.Topic;
import io.millrace.avro.TradingStateName;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.TradingState;

/** {@code account.state}: an account after a change. */
public final class AccountCoder implements EventCoder<AccountStanding, AccountStateEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.ACCOUNT_STATE;
    }

    @Override
    public Class<AccountStateEvent> event() {
        return AccountStateEvent.class;
    }

    @Override
    public String key(AccountStanding record) {
        return record.worth().account();
    }

    @Override
    public long atMillis(AccountStanding record) {
        return record.worth().atMillis();
    }

    @Override
    public AccountStateEvent encode(AccountStanding record) {
        EquityPoint worth = record.worth();
        Header header =
                Header.of(
                        topic(),
                        new Header.Id("account", worth.account(), "", worth.atMillis(), 0));
        AccountStateEvent event = new AccountStateEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("account");
        event.setAccount(worth.account());
        event.setCash(Decimals.wire("cash", worth.cash()));
        event.setEquity(Decimals.wire("equity", worth.equity()));
        event.setState(TradingStateName.valueOf(record.state().name()));
        event.setPositions(record.positions().stream().map(AccountCoder::wire).toList());
        event.setCause(record.cause());
        return event;
    }

    @Override
    public AccountStanding decode(AccountStateEvent event) {
        return new AccountStanding(
                new EquityPoint(
                        event.getAccount(),
                        event.getTs().toEpochMilli(),
                        Decimals.plain(event.getCash()),
                        Decimals.plain(event.getEquity())),
                TradingState.valueOf(event.getState().name()),
                event.getPositions().stream().map(AccountCoder::plain).toList(),
                event.getCause());
    }

    private static PositionValue wire(Position position) {
        return new PositionValue(
                position.symbol(),
                Decimals.wire("positions.quantity", position.quantity()),
                Decimals.wire("positions.average_price", position.averagePrice()),
                Decimals.wire("positions.last_price", position.lastPrice()));
    }

    private static Position plain(PositionValue position) {
        return new Position(
                position.getSymbol(),
                Decimals.plain(position.getQuantity()),
                Decimals.plain(position.getAveragePrice()),
                Decimals.plain(position.getLastPrice()));
    }
}
