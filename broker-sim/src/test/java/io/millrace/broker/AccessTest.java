package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.exchange.AccountTerms;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest {

    @Test
    void whoBringsNoKeySeesAPageAndWhoBringsAWrongOneJson() {
        BrokerOptions any = Scene.options(null, null, 0, AccountTerms.standard());
        BrokerOptions named =
                new BrokerOptions(
                        any.listen(),
                        any.tape(),
                        any.account(),
                        any.venue(),
                        new BrokerOptions.Access(new Keys("right", "secret"), 0),
                        any.files());
        try (Scene scene = Scene.with(named)) {
            scene.useKey("");
            Scene.Reply nobody = scene.get("/v2/account");
            assertThat(nobody.status()).isEqualTo(401);
            assertThat(nobody.text()).startsWith("<html>");
            scene.useKey("wrong");
            Scene.Reply wrong = scene.get("/v2/account");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.at("/message")).isEqualTo("unauthorized.");
            scene.useKey("right");
            assertThat(scene.get("/v2/account").status()).isEqualTo(200);
        }
    }

    @Test
    void theRateLimitCountsDownAndComesBackWithTheNextMinute() {
        try (Scene scene = Scene.with(Scene.options(null, null, 2, AccountTerms.standard()))) {
            assertThat(remaining(scene.get("/v2/clock"))).isEqualTo("1");
            assertThat(remaining(scene.get("/v2/nowhere"))).isEmpty();
            assertThat(remaining(scene.get("/v2/account"))).isEqualTo("0");
            Scene.Reply refused = scene.get("/v2/account");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().path("code").asInt()).isEqualTo(42910000);
            assertThat(header(refused, "x-ratelimit-reset"))
                    .isEqualTo(Long.toString((scene.wall.get() / 60_000 + 1) * 60));
            scene.wall.addAndGet(60_000);
            assertThat(scene.get("/v2/account").status()).isEqualTo(200);
        }
    }

    @Test
    void withoutALimitTheHeadersAreStillThere() {
        try (Scene scene = Scene.open()) {
            assertThat(remaining(scene.get("/v2/clock"))).isEqualTo("200");
        }
    }

    private static String remaining(Scene.Reply reply) {
        return header(reply, "x-ratelimit-remaining");
    }

    private static String header(Scene.Reply reply, String name) {
        List<String> values = reply.headers().allValues(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}
