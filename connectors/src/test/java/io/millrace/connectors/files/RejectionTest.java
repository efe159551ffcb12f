package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionTest {

    private static final String BARS = "symbol,ts,open,high,low,close,volume\n";
    private static final String TRADES = "symbol,ts,price,size\n";

    @TempDir Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # the row after a good one at 2024-01-02T14:30:00Z | what is wrong with it
            A,2024-01-02T14:31:00Z,10,11,9,10,5           |
            B,2024-01-02T14:30:00Z,10,11,9,10,5           |
            A,2024-01-02T14:31:00Z,10,11,9,10             | COLUMN_COUNT
            A,2024-01-02T14:31:00Z,10,11,9,10,5,6         | COLUMN_COUNT
            A,"2024-01-02T14:31:00Z,10,11,9,10,5          | COLUMN_COUNT
            "A","2024-01-02T14:31:00Z",10,11,9,10,"5"     |
            ,2024-01-02T14:31:00Z,10,11,9,10,5            | SYMBOL_UNKNOWN
            A,,10,11,9,10,5                               | TIME_UNREADABLE
            A,yesterday,10,11,9,10,5                      | TIME_UNREADABLE
            A,2024-13-02T14:31:00Z,10,11,9,10,5           | TIME_UNREADABLE
            A,2024-01-02T14:60:00Z,10,11,9,10,5           | TIME_UNREADABLE
            A,1704205860,10,11,9,10,5                     | TIME_UNREADABLE
            A,1704205860000,10,11,9,10,5                  | TIME_ZONE_MIXED
            A,2024-01-02T09:31:00-05:00,10,11,9,10,5      | TIME_ZONE_MIXED
            A,2024-01-02T14:31:00,10,11,9,10,5            | TIME_ZONE_MIXED
            A,2024-01-02T14:31:00.000Z,10,11,9,10,5       |
            A,2024-01-02T14:31:00Z,ten,11,9,10,5          | NUMBER_UNREADABLE
            A,2024-01-02T14:31:00Z,10,,9,10,5             | NUMBER_UNREADABLE
            A,2024-01-02T14:31:00Z,10,11,9,10,0x5         | NUMBER_UNREADABLE
            A,2024-01-02T14:31:00Z,1e1,1.1e1,9,10,5       |
            A,2024-01-02T14:31:00Z,NaN,11,9,10,5          | PRICE_INVALID
            A,2024-01-02T14:31:00Z,10,inf,9,10,5          | PRICE_INVALID
            A,2024-01-02T14:31:00Z,10,1e999,9,10,5        | PRICE_INVALID
            A,2024-01-02T14:31:00Z,10,11,0,10,5           | PRICE_INVALID
            A,2024-01-02T14:31:00Z,10,11,-9,10,5          | PRICE_INVALID
            A,2024-01-02T14:31:00Z,10,11,0.0001,10,5      |
            A,2024-01-02T14:31:00Z,10,11,9,10,-1          | VOLUME_INVALID
            A,2024-01-02T14:31:00Z,10,11,9,10,NaN         | VOLUME_INVALID
            A,2024-01-02T14:31:00Z,10,11,9,10,0           |
            A,2024-01-02T14:31:00Z,10,9.99,9,9.5,5        | OHLC_INCONSISTENT
            A,2024-01-02T14:31:00Z,10,11,10.01,10.5,5     | OHLC_INCONSISTENT
            A,2024-01-02T14:31:00Z,10,11,9,11.01,5        | OHLC_INCONSISTENT
            A,2024-01-02T14:31:00Z,10,11,9,8.99,5         | OHLC_INCONSISTENT
            A,2024-01-02T14:31:00Z,10,10,10,10,5          |
            A,2024-01-02T14:30:00Z,20,20,20,20,1          | DUPLICATE
            A,2024-01-02T14:29:00Z,10,11,9,10,5           | OUT_OF_ORDER
            """)
    void judgesABar(String row, RejectionCode code) throws IOException {
        List<DeadLetter> refused =
                deadLetters(BARS + "A,2024-01-02T14:30:00Z,10,11,9,10,5\n" + row + "\n");

        assertThat(refused.stream().map(DeadLetter::code))
                .isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(refused).allMatch(one -> one.line() == 3 && one.source().equals("x.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            A,1704205861000,10.5,3     |
            A,1704205859000,10.5,3     |
            A,1704205860000,10.5,3     |
            A,1704205861000,10.5,0     |
            A,1704205861000,10.5       | COLUMN_COUNT
            ,1704205861000,10.5,3      | SYMBOL_UNKNOWN
            A,never,10.5,3             | TIME_UNREADABLE
            A,2024-01-02T14:31:00Z,1,3 | TIME_ZONE_MIXED
            A,1704205861000,x,3        | NUMBER_UNREADABLE
            A,1704205861000,10.5,x     | NUMBER_UNREADABLE
            A,1704205861000,0,3        | PRICE_INVALID
            A,1704205861000,-1,3       | PRICE_INVALID
            A,1704205861000,Infinity,3 | PRICE_INVALID
            A,1704205861000,10.5,-3    | VOLUME_INVALID
            """)
    void judgesATrade(String row, RejectionCode code) throws IOException {
        List<DeadLetter> refused = deadLetters(TRADES + "A,1704205860000,10,1\n" + row + "\n");

        assertThat(refused.stream().map(DeadLetter::code))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    /** What lies outside a session is judged by the bars, what no schema reads by a topic. */
    @Test
    void everyCodeOfAFilesRowIsJudgedHere() throws IOException {
        String rows =
                """
                A,1704205860000,10,11,9,10,5
                A,1704205860000,10,11,9,10,5
                A,1704205800000,10,11,9,10,5
                A,1704205920000,10,11,9,10
                ,1704205920000,10,11,9,10,5
                A,x,10,11,9,10,5
                A,2024-01-02T14:33:00Z,10,11,9,10,5
                A,1704205920000,x,11,9,10,5
                A,1704205920000,0,11,9,10,5
                A,1704205920000,10,11,9,10,-5
                A,1704205920000,10,8,9,10,5
                """;

        Set<RejectionCode> codes = EnumSet.noneOf(RejectionCode.class);
        deadLetters(BARS + rows).forEach(one -> codes.add(one.code()));

        assertThat(codes)
                .isEqualTo(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        RejectionCode.OUTSIDE_SESSION, RejectionCode.UNDECODABLE)));
    }

    @Test
    void aRefusedRowIsKeptWithItsPlaceItsValueAndWhatWasExpected() throws IOException {
        List<DeadLetter> refused =
                deadLetters(BARS + "A,2024-01-02T14:30:00Z,10,11,9,10,5\n\nA,2024-01-02,1\n");

        assertThat(refused)
                .containsExactly(
                        new DeadLetter(
                                "x.csv",
                                4,
                                RejectionCode.COLUMN_COUNT,
                                "A,2024-01-02,1",
                                "7 columns"));
    }

    @Test
    void aRefusedRowLeavesNoTrace() throws IOException {
        List<DeadLetter> refused =
                deadLetters(
                        BARS
                                + "A,2024-01-02T14:30:00Z,10,11,9,10,5\n"
                                + "A,2024-01-02T14:40:00Z,-1,11,9,10,5\n"
                                + "A,2024-01-02T14:31:00Z,10,11,9,10,5\n");

        assertThat(refused.stream().map(DeadLetter::code))
                .containsExactly(RejectionCode.PRICE_INVALID);
    }

    private List<DeadLetter> deadLetters(String content) throws IOException {
        Path file = folder.resolve("x.csv");
        Files.writeString(file, content);
        return TapeRun.deadLetters(TapeRun.tape(file, Resolution.MINUTE, Market.XNYS));
    }
}
