package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderRefusalTest {

    private final Scene scene = Scene.open();

    @BeforeAll
    void holdTenSharesAndOfferFive() {
        scene.market("buy", "10");
        scene.bar(1, 100, 100, 100, 100);
        scene.limit("sell", "5", "120");
        scene.order(
                "'side':'sell','qty':'1','type':'limit','limit_price':'130',"
                        + "'time_in_force':'gtc','client_order_id':'taken'");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
'side':'buy','type':'market','time_in_force':'day' | 422 | 40010001 | qty or notional is required
'qty':'1','notional':'5','side':'buy','type':'market','time_in_force':'day' | 422 | 40010001 | only one of qty or notional is accepted
'qty':'0','side':'buy','type':'market','time_in_force':'day' | 422 | 40010001 | qty must be > 0
'qty':'x','side':'buy','type':'market','time_in_force':'day' | 422 | 40010001 | qty is not a number: x
'qty':'1','side':'up','type':'market','time_in_force':'day' | 422 | 40010001 | invalid side
'qty':'1','side':'buy','type':'stop_limit','time_in_force':'day' | 422 | 40010001 | invalid order type
'qty':'1','side':'buy','type':'market','time_in_force':'fok' | 422 | 40010001 | invalid time_in_force
'qty':'1','side':'buy','type':'market','limit_price':'1','time_in_force':'day' | 422 | 40010001 | market orders require no stop or limit price
'qty':'1','side':'buy','type':'limit','time_in_force':'day' | 422 | 40010001 | limit orders require a limit price
'qty':'1','side':'buy','type':'stop','time_in_force':'day' | 422 | 40010001 | stop orders require a stop price
'qty':'1','side':'sell','type':'trailing_stop','time_in_force':'day' | 422 | 40010001 | trailing stop orders must specify one of trail_price or trail_percent
'qty':'1','side':'buy','type':'market','time_in_force':'day','client_order_id':'taken' | 422 | 40010001 | client_order_id must be unique
'notional':'0.5','side':'buy','type':'market','time_in_force':'day' | 422 | 42210000 | notional must be >= 1.00
'qty':'1','side':'buy','type':'market','time_in_force':'day','extended_hours':true | 422 | 42210000 | extended hours order must be DAY or GTC limit orders
'qty':'1','side':'buy','type':'limit','limit_price':'90.123','time_in_force':'day' | 422 | 42210000 | invalid limit_price 90.123. sub-penny increment does not fulfill minimum pricing criteria
'qty':'1','side':'buy','type':'limit','limit_price':'0.12345','time_in_force':'day' | 422 | 42210000 | invalid limit_price 0.12345. sub-penny increment does not fulfill minimum pricing criteria
'qty':'1.5','side':'buy','type':'limit','limit_price':'90','time_in_force':'gtc' | 422 | 42210000 | fractional orders must be DAY orders
'qty':'1','side':'sell','type':'stop','stop_price':'101','time_in_force':'gtc' | 422 | 42210000 | stop price must be less than current price
'qty':'1','side':'sell','type':'limit','limit_price':'99','time_in_force':'gtc','order_class':'bracket','take_profit':{'limit_price':'90'},'stop_loss':{'stop_price':'110'} | 422 | 42210000 | bracket orders must be entry orders
'qty':'1','side':'buy','type':'market','time_in_force':'gtc','order_class':'bracket','take_profit':{'limit_price':'100'},'stop_loss':{'stop_price':'90'} | 422 | 42210000 | take_profit.limit_price must be >= base_price + 0.01
'qty':'1','side':'buy','type':'limit','limit_price':'99','time_in_force':'gtc','order_class':'bracket','take_profit':{'limit_price':'110'},'stop_loss':{'stop_price':'99'} | 422 | 42210000 | stop_loss.stop_price must be <= base_price - 0.01
'qty':'1','side':'buy','type':'market','time_in_force':'gtc','order_class':'bracket','take_profit':{'limit_price':'110'} | 422 | 40010001 | bracket orders require stop_loss.stop_price
'qty':'1','side':'buy','type':'limit','time_in_force':'gtc','order_class':'oco','take_profit':{'limit_price':'90'},'stop_loss':{'stop_price':'110'} | 422 | 42210000 | oco orders must be exit orders
'qty':'1','side':'buy','type':'limit','limit_price':'121','time_in_force':'gtc' | 403 | 40310000 | potential wash trade detected. use complex orders
'qty':'1','side':'buy','type':'market','time_in_force':'day' | 403 | 40310000 | potential wash trade detected. use complex orders
'qty':'5','side':'sell','type':'market','time_in_force':'day' | 403 | 40310000 | insufficient qty available for order (requested: 5, available: 4)
'qty':'3000','side':'buy','type':'limit','limit_price':'90','time_in_force':'day' | 403 | 40310000 | insufficient buying power
""")
    void whatAlpacaRefusesIsRefusedInItsWords(String fields, int status, int code, String message) {
        Scene.Reply reply = scene.post("/v2/orders", "{'symbol':'AAPL'," + fields + "}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.body().path("code").asInt()).isEqualTo(code);
        assertThat(reply.at("/message")).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0} {1} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
POST | /v2/orders | {'symbol':'FB','qty':'1','side':'buy','type':'market','time_in_force':'day'} | 422 | could not find asset "FB"
POST | /v2/orders | {'symbol':'MSFT','qty':'1','side':'sell','type':'market','time_in_force':'day'} | 403 | account is not allowed to short
POST | /v2/orders | no json | 400 | request body format is invalid
GET | /v2/orders/1 | '' | 422 | order_id is missing
GET | /v2/orders/00000000-0000-0000-0000-000000000000 | '' | 404 | order not found for 00000000-0000-0000-0000-000000000000
GET | /v2/orders:by_client_order_id?client_order_id=nobody | '' | 404 | order not found for nobody
PATCH | /v2/orders/00000000-0000-0000-0000-000000000000 | {'qty':'1'} | 404 | order not found for 00000000-0000-0000-0000-000000000000
DELETE | /v2/orders/00000000-0000-0000-0000-000000000000 | '' | 404 | order not found for 00000000-0000-0000-0000-000000000000
GET | /v2/orders?status=old | '' | 422 | invalid status: old
GET | /v2/orders?limit=501 | '' | 422 | invalid limit: 501
GET | /v2/orders?after=never | '' | 422 | invalid after: never
GET | /v2/positions/MSFT | '' | 404 | position not found: MSFT
DELETE | /v2/positions/MSFT | '' | 404 | position not found: MSFT
DELETE | /v2/positions/AAPL?qty=1&percentage=2 | '' | 422 | only one of qty or percentage is accepted
DELETE | /v2/positions/AAPL?percentage=101 | '' | 422 | percentage must be > 0 and <= 100
DELETE | /v2/positions/AAPL | '' | 403 | insufficient qty available for order (requested: 10, available: 4)
GET | /v2/assets/FB | '' | 404 | asset not found for FB
GET | /v2/account/activities/WAVES | '' | 422 | invalid activity type: WAVES
GET | /v2/account/activities?page_size=101 | '' | 422 | invalid page_size: 101
GET | /v2/account/portfolio/history?timeframe=2D | '' | 422 | invalid timeframe: 2D
GET | /v2/account/portfolio/history?period=M | '' | 422 | invalid period: M
PATCH | /v2/account/configurations | {'max_margin_multiplier':'3'} | 422 | invalid max_margin_multiplier: 3
GET | /v2/nowhere | '' | 404 | endpoint not found.
""")
    void everyEndpointSaysWhatIsWrong(
            String method, String path, String body, int status, String message) {
        Scene.Reply reply = scene.send(method, path, body.replace('\'', '"'));

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.at("/message")).isEqualTo(message);
    }
}
