package io.millrace.flink.wire;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.MarketEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types whose wire form is written by hand. */
public final class WireTypes {

    public static final TypeInformation<MarketEvent> MARKET_EVENT =
            new WireType<>(MarketEvent.class, MarketEventForm.SERIALIZER);

    public static final TypeInformation<Decision> DECISION =
            new WireType<>(Decision.class, DecisionForm.SERIALIZER);

    private WireTypes() {}
}
