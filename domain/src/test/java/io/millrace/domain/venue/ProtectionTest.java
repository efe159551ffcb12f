package io.millrace.domain.venue;

import static io.millrace.domain.venue.VenueRun.at;
import static io.millrace.domain.venue.VenueRun.bracket;
import static io.millrace.domain.venue.VenueRun.limit;
import static io.millrace.domain.venue.VenueRun.market;
import static io.millrace.domain.venue.VenueRun.protecting;
import static io.millrace.domain.venue.VenueRun.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionTest {

    private static final List<Order> BRACKET =
            bracket(market("entry", Side.BUY, "100"), "103", "98");

    @Test
    void protectionsWaitForTheirEntryAndAreReleasedByItsFill() {
        VenueRun run = VenueRun.exact();

        assertThat(run.submit(BRACKET))
                .containsExactly("entry BROKER_ACCEPTED", "tp BROKER_HELD", "sl BROKER_HELD");
        assertThat(run.bar(0, 100, 101, 99, 100))
                .containsExactly(
                        "entry FINAL_FILL 100 @ 100",
                        "sl BROKER_ACCEPTED: quantity 100",
                        "tp BROKER_ACCEPTED: quantity 100");
        assertThat(run.working()).containsExactly("sl 0/100", "tp 0/100");
    }

    @Test
    void protectionsAlwaysWorkExactlyWhatHasFilled() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);

        assertThat(run.bar(0, 100, 101, 99, 100, 300))
                .containsExactly(
                        "entry PARTIAL_FILL 30 @ 100",
                        "sl BROKER_ACCEPTED: quantity 30",
                        "tp BROKER_ACCEPTED: quantity 30");
        assertThat(run.bar(1, 100, 101, 99, 100, 500))
                .containsExactly(
                        "entry PARTIAL_FILL 50 @ 100",
                        "sl BROKER_REPLACED: quantity 80",
                        "tp BROKER_REPLACED: quantity 80");
        assertThat(run.working()).containsExactly("entry 80/100", "sl 0/80", "tp 0/80");
    }

    @Test
    void oneProtectionsFillCancelsTheOther() {
        VenueRun run = entered();

        assertThat(run.bar(1, 102, 104, 101, 103))
                .containsExactly(
                        "tp FINAL_FILL 100 @ 103",
                        "sl BROKER_CANCELED: the other protection filled");
        assertThat(run.book).isEqualTo(VenueBook.empty());
    }

    @Test
    void aPartialFillOfOneReducesTheOther() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);
        run.bar(0, 100, 101, 99, 100, 1_000);

        assertThat(run.bar(1, 102, 104, 101, 103, 400))
                .containsExactly("tp PARTIAL_FILL 40 @ 103", "sl BROKER_REPLACED: quantity 60");
        assertThat(run.working()).containsExactly("sl 0/60", "tp 40/100");
        assertThat(run.bar(2, 97, 98, 96, 97, 500))
                .containsExactly("sl PARTIAL_FILL 50 @ 97", "tp BROKER_REPLACED: quantity 50");
        assertThat(run.bar(3, 97, 98, 96, 97, 500))
                .containsExactly(
                        "sl FINAL_FILL 10 @ 97", "tp BROKER_CANCELED: the other protection filled");
    }

    @Test
    void aTriggeredStopGoesOnAtTheMarket() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);
        run.bar(0, 100, 101, 99, 100, 1_000);

        assertThat(run.bar(1, 100, 100, 97, 98, 400))
                .containsExactly("sl PARTIAL_FILL 40 @ 98", "tp BROKER_REPLACED: quantity 60");
        // the price has come back above the stop, but the stop is a market order now
        assertThat(run.bar(2, 99, 99.5, 98.5, 99, 1_000))
                .containsExactly(
                        "sl FINAL_FILL 60 @ 99", "tp BROKER_CANCELED: the other protection filled");
    }

    @Test
    void aStopThatFindsNoVolumeIsTriggeredAllTheSame() {
        VenueRun run = entered();

        assertThat(run.bar(1, 98, 98, 97, 97, 0)).isEmpty();
        assertThat(run.bar(2, 99, 99.5, 98.5, 99))
                .containsExactly(
                        "sl FINAL_FILL 100 @ 99",
                        "tp BROKER_CANCELED: the other protection filled");
    }

    @Test
    void whatEnteredInsideABarMayNotTakeItsProfitThere() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);
        run.bar(0, 100, 101, 99, 100, 600);

        // 60 were in before the bar, 30 entered inside it
        assertThat(run.bar(1, 100, 104, 99, 103, 300)).contains("entry PARTIAL_FILL 30 @ 100");
        assertThat(run.bar(2, 100, 104, 99, 103, 1_200))
                .containsExactly(
                        "entry FINAL_FILL 10 @ 100",
                        "sl BROKER_REPLACED: quantity 100",
                        "tp BROKER_REPLACED: quantity 100",
                        "tp PARTIAL_FILL 90 @ 103",
                        "sl BROKER_REPLACED: quantity 10");
        assertThat(run.bar(3, 104, 105, 103, 104, 1_200))
                .containsExactly(
                        "tp FINAL_FILL 10 @ 104",
                        "sl BROKER_CANCELED: the other protection filled");
    }

    @Test
    void aHitProtectionEndsTheRestOfItsEntry() {
        VenueRun stopped = VenueRun.exact("venue.volume-share", "0.1");
        stopped.submit(bracket(limit("entry", Side.BUY, "100", "100"), "103", "98"));
        stopped.bar(0, 101, 101, 99, 100, 600);

        assertThat(stopped.bar(1, 101, 101, 97.5, 98, 1_000))
                .containsExactly(
                        "entry FINAL_FILL 40 @ 100",
                        "sl BROKER_REPLACED: quantity 100",
                        "tp BROKER_REPLACED: quantity 100",
                        "sl PARTIAL_FILL 60 @ 98",
                        "tp BROKER_REPLACED: quantity 40");

        VenueRun early = VenueRun.exact("venue.volume-share", "0.1");
        early.submit(bracket(limit("entry", Side.BUY, "100", "100"), "103", "98"));
        early.bar(0, 101, 101, 99, 100, 600);
        assertThat(early.bar(1, 101, 101, 97.5, 98, 100))
                .containsExactly(
                        "entry PARTIAL_FILL 10 @ 100",
                        "sl BROKER_REPLACED: quantity 70",
                        "tp BROKER_REPLACED: quantity 70",
                        "entry BROKER_CANCELED: one of its protections was hit");

        VenueRun profitable = VenueRun.exact("venue.volume-share", "0.1");
        profitable.submit(bracket(limit("entry", Side.BUY, "100", "100"), "103", "98"));
        profitable.bar(0, 101, 101, 99, 100, 600);
        assertThat(profitable.bar(1, 102, 104, 101, 103, 900))
                .containsExactly(
                        "tp FINAL_FILL 60 @ 103",
                        "entry BROKER_CANCELED: one of its protections was hit",
                        "sl BROKER_CANCELED: the other protection filled");
    }

    @Test
    void cancellingAnUnfilledEntryCancelsItsProtections() {
        VenueRun run = VenueRun.exact();
        run.submit(BRACKET);

        assertThat(run.cancel("entry"))
                .containsExactly(
                        "entry BROKER_CANCELED: asked",
                        "sl BROKER_CANCELED: its entry ended unfilled",
                        "tp BROKER_CANCELED: its entry ended unfilled");
        assertThat(run.book).isEqualTo(VenueBook.empty());
    }

    @Test
    void cancellingTheRestOfAnEntryLeavesWhatFilledProtected() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);
        run.bar(0, 100, 101, 99, 100, 300);

        assertThat(run.cancel("entry")).containsExactly("entry BROKER_CANCELED: asked");
        assertThat(run.working()).containsExactly("sl 0/30", "tp 0/30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tp", "sl"})
    void cancellingAProtectionGivesUpItsGroup(String id) {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);
        run.submit(limit("bystander", Side.BUY, "5", "50"));
        run.bar(0, 100, 101, 99, 100, 300);

        assertThat(run.cancel(id))
                .containsExactly(
                        id + " BROKER_CANCELED: asked",
                        "entry BROKER_CANCELED: another order of its group was cancelled",
                        (id.equals("tp") ? "sl" : "tp")
                                + " BROKER_CANCELED: another order of its group was cancelled");
        assertThat(run.working()).containsExactly("bystander 0/5");
    }

    @Test
    void cancellingAHeldProtectionGivesUpItsGroupOnce() {
        VenueRun run = VenueRun.exact();
        run.submit(BRACKET);

        assertThat(run.cancel("tp"))
                .containsExactly(
                        "tp BROKER_CANCELED: asked",
                        "entry BROKER_CANCELED: another order of its group was cancelled",
                        "sl BROKER_CANCELED: its entry ended unfilled");
    }

    @ParameterizedTest(name = "asked for {0}, works {1}")
    @CsvSource({"60, 60", "99.5, 99.5", "100, 100", "101, 100", "1000, 100"})
    void aProtectionIsNeverResizedBeyondWhatItProtects(String asked, String granted) {
        VenueRun run = entered();

        assertThat(run.resize("sl", asked))
                .containsExactly("sl BROKER_REPLACED: quantity " + granted);
        assertThat(run.working()).containsExactly("sl 0/" + granted, "tp 0/100");
    }

    @Test
    void aProtectionMayGrowBackToWhatIsLeftToProtect() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);
        run.bar(0, 100, 101, 99, 100, 1_000);
        run.resize("sl", "50");
        run.bar(1, 102, 104, 101, 103, 300);

        assertThat(run.working()).containsExactly("sl 0/20", "tp 30/100");
        assertThat(run.resize("sl", "500")).containsExactly("sl BROKER_REPLACED: quantity 70");
    }

    @Test
    void aReducedProtectionEndsWhenItsTwinHasTakenAllOfIt() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        run.submit(BRACKET);
        run.bar(0, 100, 101, 99, 100, 1_000);
        run.resize("sl", "30");

        assertThat(run.bar(1, 102, 104, 101, 103, 300))
                .containsExactly(
                        "tp PARTIAL_FILL 30 @ 103",
                        "sl BROKER_CANCELED: the other protection filled");
        assertThat(run.working()).containsExactly("tp 30/100");
    }

    @Test
    void aHeldProtectionFollowsItsEntryWhateverIsAsked() {
        VenueRun run = VenueRun.exact();
        run.submit(BRACKET);

        assertThat(run.resize("sl", "7"))
                .containsExactly("sl BROKER_REPLACED: quantity follows its entry");
        assertThat(run.resize("sl", "0"))
                .containsExactly(
                        "sl BROKER_CANCELED: asked",
                        "entry BROKER_CANCELED: another order of its group was cancelled",
                        "tp BROKER_CANCELED: its entry ended unfilled");
    }

    @Test
    void protectionsThatComeAloneWorkAtOnceAndCancelEachOther() {
        VenueRun run = VenueRun.exact();
        List<Order> alone = BRACKET.subList(1, 3);

        assertThat(run.submit(alone)).containsExactly("tp BROKER_ACCEPTED", "sl BROKER_ACCEPTED");
        assertThat(run.working()).containsExactly("sl 0/100", "tp 0/100");
        assertThat(run.resize("tp", "120")).containsExactly("tp BROKER_REPLACED: quantity 120");
        assertThat(run.resize("sl", "120")).containsExactly("sl BROKER_REPLACED: quantity 120");
        assertThat(run.bar(0, 98, 104, 97, 98))
                .containsExactly(
                        "sl FINAL_FILL 120 @ 98",
                        "tp BROKER_CANCELED: the other protection filled");
    }

    @Test
    void aProtectionThatComesLaterWorksWhatHasFilledSoFar() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1");
        Order entry = BRACKET.get(0);
        long later = VenueRun.OPEN + VenueRun.MINUTE;
        run.submit(entry);
        run.bar(0, 100, 101, 99, 100, 300);

        assertThat(run.submit(at(BRACKET.get(1), later, TimeInForce.GTC)))
                .containsExactly("tp BROKER_ACCEPTED");
        assertThat(run.submit(at(BRACKET.get(2), later + 1, TimeInForce.GTC)))
                .containsExactly("sl BROKER_ACCEPTED");
        assertThat(run.working()).containsExactly("entry 30/100", "sl 0/30", "tp 0/30");
        // the bar began before the stop loss was there
        assertThat(run.bar(1, 98, 99, 97, 98, 100)).noneMatch(told -> told.startsWith("sl F"));
    }

    @Test
    void aProtectionStandsBehindItsEntryWhateverItsClockSays() {
        VenueRun run = VenueRun.exact();
        Order entry = market("entry", Side.BUY, "100");
        Order early =
                at(
                        protecting(entry, stop("sl", Side.SELL, "100", "99"), Leg.STOP_LOSS),
                        VenueRun.OPEN - 5,
                        TimeInForce.GTC);
        run.submit(entry, early);

        assertThat(run.bar(0, 100, 101, 98, 98))
                .containsExactly(
                        "entry FINAL_FILL 100 @ 100",
                        "sl BROKER_ACCEPTED: quantity 100",
                        "sl FINAL_FILL 100 @ 99");
    }

    private static VenueRun entered() {
        VenueRun run = VenueRun.exact();
        run.submit(BRACKET);
        run.bar(0, 100, 101, 99, 100);
        return run;
    }
}
