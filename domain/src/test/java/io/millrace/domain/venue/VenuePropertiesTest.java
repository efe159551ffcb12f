package io.millrace.domain.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.Side;
import io.millrace.domain.venue.VenueScript.Action;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenuePropertiesTest {

    private static final SimulatedVenue VENUE =
            new SimulatedVenue(VenueSettings.standard(), Market.XNYS.calendar());

    @Property
    void keepsItsPromisesAndConservesCashAndShares(@ForAll("days") List<Action> actions) {
        VenueAuditor auditor = auditor();
        List<Fill> fills =
                VenueScript.play(VENUE, actions, auditor, false).stream()
                        .flatMap(List::stream)
                        .map(ExecutionEvent::fill)
                        .filter(Objects::nonNull)
                        .toList();

        assertThat(sum(fills.stream().map(Fill::signedQuantity).toList()))
                .isEqualByComparingTo(auditor.shares());
        assertThat(sum(fills.stream().map(Fill::cashFlow).toList()))
                .isEqualByComparingTo(auditor.cash());
        fills.stream()
                .map(Fill::clientOrderId)
                .distinct()
                .forEach(
                        id ->
                                assertThat(fills)
                                        .filteredOn(fill -> fill.clientOrderId().equals(id))
                                        .extracting(Fill::sequence)
                                        .isSorted()
                                        .doesNotHaveDuplicates()
                                        .startsWith(0));
    }

    @Property(tries = 300)
    void whatComesLaterChangesNothingEarlier(
            @ForAll("days") List<Action> actions,
            @ForAll("days") List<Action> otherwise,
            @ForAll @IntRange(max = 60) int cut) {
        int at = Math.min(cut, actions.size());
        List<Action> changed = new ArrayList<>(actions.subList(0, at));
        changed.addAll(otherwise);

        assertThat(played(changed).subList(0, at)).isEqualTo(played(actions).subList(0, at));
    }

    @Property(tries = 300)
    void aReplayEvenThroughRestoredStateTellsTheSame(@ForAll("days") List<Action> actions) {
        List<List<ExecutionEvent>> once = played(actions);

        assertThat(played(actions)).isEqualTo(once);
        assertThat(VenueScript.play(VENUE, actions, auditor(), true)).isEqualTo(once);
    }

    @Property(tries = 300)
    void theBookForgetsWhatHasEnded(@ForAll("days") List<Action> actions) {
        VenueRun run = new VenueRun(VENUE);
        for (Action action : actions) {
            Order order = VenueRun.market("o" + run.events.hashCode() + action, Side.BUY, "1");
            run.submit(order);
            run.bar(action.a(), 100, 101, 99, 100);
        }

        assertThat(run.book).isEqualTo(VenueBook.empty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "more than its quantity,     0, 101, 100, 10000, fills at most its quantity",
        "more than the volume share, 0, 100, 100, 999,   no more",
        "nothing,                    0, 0,   100, 10000, greater than",
        "a price that never traded,  0, 100, 102, 10000, a price that traded",
        "a bar before its time,     -1, 100, 100, 10000, no fill before submission",
    })
    void theAuditorCatchesAFillThatCannotBe(
            String name,
            int minute,
            String quantity,
            String price,
            double volume,
            String complaint) {
        VenueAuditor auditor = auditor();
        Order order = VenueRun.market("o", Side.BUY, "100");
        OrderRequest request = OrderRequest.submit(List.of(order));
        auditor.asked(request, VENUE.apply(VenueBook.empty(), request));
        long start = VenueRun.OPEN + minute * VenueRun.MINUTE;
        Bar bar = new Bar("AAPL", start, start + 60_000, 100, 101, 99, 100, volume);
        Fill fill = fill("o", Side.BUY, quantity, price, bar.endMillis());

        assertThatThrownBy(() -> auditor.saw(bar, forged(VenueBook.empty(), fill)))
                .as(name)
                .hasMessageContaining(complaint);
    }

    @Test
    void theAuditorCatchesAnOrderThatVanishes() {
        VenueAuditor auditor = auditor();
        OrderRequest request = OrderRequest.submit(List.of(VenueRun.market("o", Side.BUY, "100")));
        VenueStep step = VENUE.apply(VenueBook.empty(), request);

        assertThatThrownBy(
                        () ->
                                auditor.asked(
                                        request, new VenueStep(VenueBook.empty(), step.events())))
                .hasMessageContaining("every order ends or is working");
        assertThatThrownBy(() -> auditor().asked(request, VenueStep.quiet(step.book())))
                .hasMessageContaining("every request is answered");
    }

    @Test
    void theAuditorCatchesBothProtectionsFilling() {
        VenueAuditor auditor = auditor();
        OrderRequest request =
                OrderRequest.submit(
                        VenueRun.bracket(
                                VenueRun.market("entry", Side.BUY, "100"), "100.5", "99.5"));
        VenueStep step = VENUE.apply(VenueBook.empty(), request);
        auditor.asked(request, step);
        Bar bar = bar(0, 0.1);
        Bar wild = bar(1, 1);
        step = VENUE.onBar(step.book(), bar);
        auditor.saw(bar, step);
        VenueBook book = step.book();
        Fill profit = fill("tp", Side.SELL, "60", "100.5", wild.endMillis());
        Fill stop = fill("sl", Side.SELL, "60", "99.5", wild.endMillis());

        assertThatThrownBy(() -> auditor.saw(wild, forged(book, profit, stop)))
                .hasMessageContaining("protections sell at most what their entry filled");
    }

    private static Bar bar(int minute, double range) {
        long start = VenueRun.OPEN + minute * VenueRun.MINUTE;
        return new Bar(
                "AAPL", start, start + VenueRun.MINUTE, 100, 100 + range, 100 - range, 100, 10_000);
    }

    private static Fill fill(String id, Side side, String quantity, String price, long at) {
        return new Fill(
                id,
                "AAPL",
                side,
                new BigDecimal(quantity),
                new BigDecimal(price),
                BigDecimal.ZERO,
                new BigDecimal(price),
                at,
                0);
    }

    private static VenueStep forged(VenueBook book, Fill... fills) {
        List<ExecutionEvent> events = new ArrayList<>();
        for (Fill fill : fills) {
            OrderEvent event =
                    fill.quantity().intValue() < 100
                            ? OrderEvent.PARTIAL_FILL
                            : OrderEvent.FINAL_FILL;
            events.add(new ExecutionEvent(fill.clientOrderId(), event, fill.atMillis(), fill, ""));
        }
        return new VenueStep(book, events);
    }

    private static List<List<ExecutionEvent>> played(List<Action> actions) {
        return VenueScript.play(VENUE, actions, auditor(), false);
    }

    private static VenueAuditor auditor() {
        return new VenueAuditor(VenueSettings.standard().volumeShare());
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Provide
    Arbitrary<List<Action>> days() {
        return VenueScript.days();
    }
}
