package io.millrace.broker.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedConversationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTH = "{'action':'auth','key':'K','secret':'S'}";

    private final AtomicInteger places = new AtomicInteger(1);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense                                          | 400 invalid syntax",
                "{'action':'dance'}                                | 400 invalid syntax",
                "{'action':'subscribe','bars':['*']}               | 401 not authenticated",
                "{'action':'auth','key':'K','secret':'wrong'}      | 402 auth failed",
                "{'action':'auth'}                                 | 402 auth failed",
            })
    void beforeAuthentication(String message, String expected) {
        assertThat(error(stocks(0), message)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'action':'auth','key':'K','secret':'S'}            | 403 already authenticated",
                "{'action':'subscribe','bars':'AAPL'}                | 400 invalid syntax",
                "{'action':'subscribe','bars':['no symbol']}         | 400 invalid syntax",
                "{'action':'subscribe','candles':['AAPL']}           | 400 invalid syntax",
                "{'action':'subscribe','news':['AAPL']}              | 410 invalid subscribe action for this feed",
                "{'action':'subscribe','orderbooks':['AAPL']}        | 410 invalid subscribe action for this feed",
                "{'action':'subscribe','bars':['A','B','C']}         | 405 symbol limit exceeded",
            })
    void afterAuthentication(String message, String expected) {
        FeedConversation conversation = stocks(2);
        say(conversation, AUTH);
        say(conversation, "{'action':'subscribe','bars':['A','B']}");

        assertThat(error(conversation, message)).isEqualTo(expected);
        assertThat(conversation.subscriptions().wants(FeedChannel.BARS, "B")).isTrue();
        assertThat(conversation.subscriptions().wants(FeedChannel.BARS, "C")).isFalse();
    }

    @Test
    void everyChangeIsAnsweredWithTheWholeList() {
        FeedConversation conversation = stocks(0);
        assertThat(say(conversation, AUTH)).isEqualTo("{'T':'success','msg':'authenticated'}");

        assertThat(say(conversation, "{'action':'subscribe','trades':['AAPL'],'bars':['*']}"))
                .isEqualTo(
                        "{'T':'subscription','trades':['AAPL'],'quotes':[],'bars':['*'],"
                                + "'updatedBars':[],'dailyBars':[],'statuses':[],'lulds':[],"
                                + "'corrections':['AAPL'],'cancelErrors':['AAPL']}");
        assertThat(
                        say(
                                conversation,
                                "{'action':'subscribe','trades':['MSFT'],'corrections':['X']}"))
                .contains("'trades':['AAPL','MSFT']", "'corrections':['AAPL','MSFT']");
        assertThat(say(conversation, "{'action':'unsubscribe','trades':['AAPL'],'bars':['*']}"))
                .contains("'trades':['MSFT']", "'bars':[]");
        assertThat(conversation.subscriptions().wants(FeedChannel.BARS, "AAPL")).isFalse();
    }

    @Test
    void oneConnectionTooManyIsTurnedAwayAndMayTryAgain() {
        places.set(0);
        FeedConversation conversation = stocks(0);

        assertThat(error(conversation, AUTH)).isEqualTo("406 connection limit exceeded");
        places.set(1);
        assertThat(say(conversation, AUTH)).contains("authenticated");
    }

    @Test
    void coinsAreCalledWithASlash() {
        FeedConversation conversation =
                new FeedConversation(AssetClass.CRYPTO, (key, secret) -> true, 0, () -> true);
        say(conversation, AUTH);

        assertThat(say(conversation, "{'action':'subscribe','bars':['BTC/USD','ETHUSDT']}"))
                .contains("'bars':['BTC/USD','ETH/USDT']", "'orderbooks':[]")
                .doesNotContain("corrections");
    }

    private FeedConversation stocks(int symbolLimit) {
        return new FeedConversation(
                AssetClass.STOCKS,
                (key, secret) -> key.equals("K") && secret.equals("S"),
                symbolLimit,
                () -> places.get() > 0);
    }

    private static String error(FeedConversation conversation, String message) {
        String[] answer = say(conversation, message).split("'code':|,'msg':'|'}", -1);
        return answer[1] + " " + answer[2];
    }

    private static String say(FeedConversation conversation, String message) {
        byte[] bytes = message.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return conversation.answer(FeedCodec.JSON.read(bytes)).toString().replace('"', '\'');
    }

    @Test
    void theGreetingIsAlpacas() throws IOException {
        assertThat(FeedConversation.greeting())
                .isEqualTo(JSON.readTree("{\"T\":\"success\",\"msg\":\"connected\"}"));
    }
}
