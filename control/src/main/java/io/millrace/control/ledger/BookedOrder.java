package io.millrace.control.ledger;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One order of the broker, as its ledger tells it. */
final class BookedOrder {

    private static final Set<String> ENDED =
            Set.of("filled", "canceled", "cancelled", "expired", "rejected", "replaced");

    private static final Pattern REPLACEMENT = Pattern.compile("\\.r\\d+$");

    final LedgerRow row;
    final String id;
    final String clientOrderId;
    final String symbol;
    final String side;
    final String role;
    final String type;
    BigDecimal quantity;
    BigDecimal filled = BigDecimal.ZERO;
    String status = "new";
    @Nullable LedgerRow endedBy;

    BookedOrder(LedgerRow row) {
        this.row = row;
        id = row.text("id");
        String ours = row.optional("client_order_id");
        clientOrderId = ours == null ? "" : ours;
        symbol = row.text("symbol");
        side = row.text("side").toLowerCase(Locale.ROOT);
        role = row.text("role").toLowerCase(Locale.ROOT);
        String ordered = row.optional("order_type");
        type = ordered == null ? "" : ordered.toLowerCase(Locale.ROOT);
        quantity = row.decimal("qty");
    }

    boolean isBuy() {
        return side.equals("buy");
    }

    /** Whether it was submitted in its own name; the legs of a group are named by the broker. */
    boolean isCarrier() {
        return role.equals("parent");
    }

    boolean hasEnded() {
        return ENDED.contains(status);
    }

    void stands(String next, LedgerRow by) {
        status = next.toLowerCase(Locale.ROOT);
        if (hasEnded()) {
            endedBy = by;
        }
    }

    /** Our name of the order; a replacement has the name of what it replaces and a number. */
    String ourName() {
        return REPLACEMENT.matcher(clientOrderId).replaceFirst("");
    }

    boolean isReplacement() {
        return REPLACEMENT.matcher(clientOrderId).find();
    }

    String named() {
        return "line "
                + row.line()
                + ", "
                + clientOrderId
                + ", "
                + side
                + " "
                + quantity
                + " "
                + symbol;
    }
}
