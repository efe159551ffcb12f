package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest(name = "{0}={1} shows {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "storage.password     | hunter2                          | ••••••",
                "alpaca.api-key       | AK1                              | ••••••",
                "alpaca.api_key       | AK1                              | ••••••",
                "slack.token          | x                                | ••••••",
                "broker.secret-key    | x                                | ••••••",
                "storage.url          | jdbc:postgresql://u:p@h:5/d      | jdbc:postgresql://u:••••••@h:5/d",
                "storage.url          | jdbc:postgresql://h/d?password=p&user=u | jdbc:postgresql://h/d?password=••••••&user=u",
                "storage.url          | jdbc:postgresql://h:5433/d       | jdbc:postgresql://h:5433/d",
                "risk.tokens-per-day  | 5                                | 5",
                "feed.keyboard        | us                               | us"
            })
    void whatOpensDoorsIsMasked(String key, String value, String shown) {
        assertThat(Secrets.mask(key, value)).isEqualTo(shown);
    }
}
