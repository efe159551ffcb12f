"""A trader's session against the broker through alpaca-py, unchanged.

Usage: session.py TRADING_URL DATA_URL. Prints one line per step; the first step that fails ends it.
"""

import sys
import threading
import time
import uuid
from datetime import date, datetime, timedelta, timezone

from alpaca.common.exceptions import APIError
from alpaca.data.historical import StockHistoricalDataClient
from alpaca.data.live import StockDataStream
from alpaca.data.requests import StockBarsRequest, StockLatestQuoteRequest, StockLatestTradeRequest
from alpaca.data.timeframe import TimeFrame
from alpaca.trading.client import TradingClient
from alpaca.trading.enums import AssetClass, OrderClass, OrderSide, OrderStatus, QueryOrderStatus, TimeInForce
from alpaca.trading.requests import (
    ClosePositionRequest,
    GetAssetsRequest,
    GetCalendarRequest,
    GetOrderByIdRequest,
    GetOrdersRequest,
    GetPortfolioHistoryRequest,
    LimitOrderRequest,
    MarketOrderRequest,
    ReplaceOrderRequest,
    StopLossRequest,
    TakeProfitRequest,
)
from alpaca.trading.stream import TradingStream

TRADING, DATA = sys.argv[1], sys.argv[2]
OPEN = datetime(2026, 1, 6, 14, 30, tzinfo=timezone.utc)
KEYS = ("key", "secret")
PATIENCE = 30

client = TradingClient(*KEYS, url_override=TRADING)
history = StockHistoricalDataClient(*KEYS, url_override=DATA)
updates_stream = TradingStream(*KEYS, url_override=TRADING.replace("http", "ws") + "/stream")
data_stream = StockDataStream(*KEYS, url_override=DATA.replace("http", "ws") + "/v2/iex")
updates, bars, quotes = [], [], []
kept = {}
steps = []


def step(function):
    steps.append(function)
    return function


def same(what, actual, expected):
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r} (expected: {expected!r})")


def until(what, condition):
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            raise AssertionError(f"{what}: not within {PATIENCE} s; updates {[u.event for u in updates]}")
        time.sleep(0.02)


def refused(call, status, code, message):
    try:
        answer = call()
    except APIError as error:
        same("status", error.status_code, status)
        same("code", error.code, code)
        same("message", error.message, message)
        return
    raise AssertionError(f"{message}: not refused but {answer!r}")


def events_of(order):
    return [u.event for u in updates if u.order.id == order.id]


@step
def account():
    found = client.get_account()
    same("status", found.status.value, "ACTIVE")
    same("currency", found.currency, "USD")
    same("cash", found.cash, "100000")
    same("equity", found.equity, "100000")
    same("buying power", found.buying_power, "200000")
    same("multiplier", found.multiplier, "2")
    same("blocked", (found.trading_blocked, found.account_blocked), (False, False))
    same("number", found.account_number[:2], "PA")


@step
def account_configurations():
    found = client.get_account_configurations()
    same("suspended", found.suspend_trade, False)
    found.suspend_trade = True
    same("suspended after", client.set_account_configurations(found).suspend_trade, True)
    refused(
        lambda: client.submit_order(market("AAPL", 1, OrderSide.BUY)),
        403, 40310000, "new orders are rejected by user request",
    )
    found.suspend_trade = False
    same("suspended at last", client.set_account_configurations(found).suspend_trade, False)


@step
def clock_before_the_tape_begins():
    found = client.get_clock()
    same("timestamp", found.timestamp, OPEN)
    same("open", found.is_open, True)
    same("next open", found.next_open, OPEN + timedelta(days=1))
    same("next close", found.next_close, OPEN + timedelta(hours=6.5))


@step
def calendar():
    found = client.get_calendar(GetCalendarRequest(start=date(2026, 1, 6), end=date(2026, 1, 11)))
    same("days", [day.date for day in found], [date(2026, 1, day) for day in (6, 7, 8, 9)])
    same("open", found[0].open, datetime(2026, 1, 6, 9, 30))
    same("close", found[0].close, datetime(2026, 1, 6, 16, 0))


@step
def assets():
    found = client.get_all_assets(GetAssetsRequest(asset_class=AssetClass.US_EQUITY))
    same("symbols", sorted(asset.symbol for asset in found), ["AAPL", "MSFT"])
    one = client.get_asset("AAPL")
    same("by id", client.get_asset(one.id), one)
    same("tradable", (one.tradable, one.fractionable, one.shortable), (True, True, False))
    refused(lambda: client.get_asset("NONE"), 404, 40410000, "asset not found for NONE")


@step
def streams_begin():
    async def on_update(update):
        updates.append(update)

    async def on_bar(bar):
        bars.append(bar)

    async def on_quote(quote):
        quotes.append(quote)

    updates_stream.subscribe_trade_updates(on_update)
    threading.Thread(target=updates_stream.run, daemon=True).start()
    until("trade_updates", lambda: updates_stream._running)
    data_stream.subscribe_bars(on_bar, "AAPL")
    data_stream.subscribe_quotes(on_quote, "AAPL")
    threading.Thread(target=data_stream.run, daemon=True).start()


@step
def bars_of_the_stream():
    until("bars", lambda: len(bars) >= 3)
    for minute, bar in enumerate(bars[:3]):
        same("symbol", bar.symbol, "AAPL")
        same("timestamp", bar.timestamp, OPEN + timedelta(minutes=minute))
        same("prices", (bar.open, bar.high, bar.low, bar.close), (100.0, 101.0, 99.0, 100.0))
        same("volume", bar.volume, 10000 + minute)


@step
def quotes_of_the_stream():
    until("quotes", lambda: len(quotes) >= 2)
    same("quote", (quotes[0].bid_price, quotes[0].ask_price), (100.0, 100.01))
    same("size", (quotes[0].bid_size, quotes[0].ask_size), (100.0, 100.0))


def market(symbol, quantity, side, name=None):
    return MarketOrderRequest(
        symbol=symbol, qty=quantity, side=side, time_in_force=TimeInForce.DAY, client_order_id=name
    )


def limit(price, name, quantity=2):
    return LimitOrderRequest(
        symbol="AAPL", qty=quantity, side=OrderSide.BUY, time_in_force=TimeInForce.GTC,
        limit_price=price, client_order_id=name,
    )


@step
def market_order():
    order = client.submit_order(market("AAPL", 10, OrderSide.BUY, "py-market"))
    kept["market"] = order
    same("status", order.status, OrderStatus.PENDING_NEW)
    same("terms", (order.symbol, order.qty, order.side, order.type.value), ("AAPL", "10", OrderSide.BUY, "market"))
    same("class", order.order_class, OrderClass.SIMPLE)
    same("filled", order.filled_qty, "0")


@step
def trade_updates_of_the_market_order():
    order = kept["market"]
    until("fill", lambda: "fill" in events_of(order))
    same("events", [event for event in events_of(order) if event != "pending_new"], ["new", "fill"])
    fill = next(u for u in updates if u.order.id == order.id and u.event == "fill")
    same("fill", (fill.qty, fill.price, fill.position_qty), (10.0, 100.05, 10.0))
    same("execution", isinstance(fill.execution_id, uuid.UUID), True)
    same("order", (fill.order.status, fill.order.filled_avg_price), (OrderStatus.FILLED, "100.05"))


@step
def filled_order_by_id():
    order = client.get_order_by_id(kept["market"].id)
    same("status", order.status, OrderStatus.FILLED)
    same("fill", (order.filled_qty, order.filled_avg_price), ("10", "100.05"))
    same("filled at", order.filled_at > order.submitted_at, True)


@step
def limit_order_by_id_and_by_name():
    order = client.submit_order(limit(50.5, "py-limit"))
    kept["limit"] = order
    same("limit price", order.limit_price, "50.5")
    same("by id", client.get_order_by_id(order.id).client_order_id, "py-limit")
    same("by name", client.get_order_by_client_id("py-limit").id, order.id)
    until("new", lambda: "new" in events_of(order))
    same("status", client.get_order_by_id(order.id).status, OrderStatus.NEW)


@step
def name_that_is_taken():
    refused(
        lambda: client.submit_order(limit(50, "py-limit")), 422, 40010001, "client_order_id must be unique"
    )


@step
def replaced_order():
    old = kept["limit"]
    order = client.replace_order_by_id(
        old.id, ReplaceOrderRequest(qty=3, limit_price=51, client_order_id="py-limit-2")
    )
    kept["replacement"] = order
    same("another id", order.id != old.id, True)
    same("terms", (order.qty, order.limit_price, order.client_order_id), ("3", "51", "py-limit-2"))
    same("replaces", order.replaces, old.id)
    before = client.get_order_by_id(old.id)
    same("old", (before.status, before.replaced_by), (OrderStatus.REPLACED, order.id))
    until("replaced", lambda: "replaced" in events_of(old))


@step
def canceled_order():
    order = kept["replacement"]
    same("answer", client.cancel_order_by_id(order.id), None)
    until("canceled", lambda: "canceled" in events_of(order))
    found = client.get_order_by_id(order.id)
    same("status", (found.status, found.canceled_at is not None), (OrderStatus.CANCELED, True))


@step
def orders_that_cannot_be_had():
    unknown = "00000000-0000-4000-8000-000000000000"
    refused(lambda: client.get_order_by_id(unknown), 404, 40410000, "order not found for " + unknown)
    refused(
        lambda: client.cancel_order_by_id(kept["market"].id), 422, 42210000,
        'order is already in "filled" state',
    )
    refused(
        lambda: client.submit_order(limit(50.123, "py-fine")), 422, 42210000,
        "invalid limit_price 50.123. sub-penny increment does not fulfill minimum pricing criteria",
    )
    refused(
        lambda: client.submit_order(market("AAPL", 11, OrderSide.SELL)), 403, 40310000,
        "insufficient qty available for order (requested: 11, available: 10)",
    )


@step
def bracket_and_nested_list():
    order = client.submit_order(
        LimitOrderRequest(
            symbol="MSFT", qty=4, side=OrderSide.BUY, time_in_force=TimeInForce.GTC, limit_price=50,
            order_class=OrderClass.BRACKET, client_order_id="py-bracket",
            take_profit=TakeProfitRequest(limit_price=60), stop_loss=StopLossRequest(stop_price=40),
        )
    )
    same("class", order.order_class, OrderClass.BRACKET)
    nested = client.get_orders(GetOrdersRequest(status=QueryOrderStatus.OPEN, nested=True))
    same("nested", [one.id for one in nested], [order.id])
    legs = {leg.type.value: leg for leg in nested[0].legs}
    same("legs", sorted(legs), ["limit", "stop"])
    same("take profit", (legs["limit"].limit_price, legs["limit"].side), ("60", OrderSide.SELL))
    same("stop loss", (legs["stop"].stop_price, legs["stop"].status), ("40", OrderStatus.HELD))
    flat = client.get_orders(GetOrdersRequest(status=QueryOrderStatus.OPEN, nested=False))
    same("flat", order.id in [one.id for one in flat], True)
    found = client.get_order_by_id(order.id, GetOrderByIdRequest(nested=True))
    same("by id", len(found.legs), 2)


@step
def all_canceled():
    answers = client.cancel_orders()
    same("statuses", {answer.status for answer in answers}, {200})
    same("open", client.get_orders(GetOrdersRequest(status=QueryOrderStatus.OPEN)), [])
    same("bracket", client.get_order_by_client_id("py-bracket").status, OrderStatus.CANCELED)


@step
def closed_orders():
    found = client.get_orders(GetOrdersRequest(status=QueryOrderStatus.CLOSED, symbols=["AAPL"], limit=2))
    same("newest first", [one.client_order_id for one in found], ["py-limit-2", "py-limit"])


@step
def positions():
    found = client.get_all_positions()
    same("symbols", [one.symbol for one in found], ["AAPL"])
    one = client.get_open_position("AAPL")
    same("held", (one.qty, one.qty_available, one.avg_entry_price), ("10", "10", "100.05"))
    same("worth", (one.current_price, one.market_value, one.cost_basis), ("100", "1000", "1000.5"))
    same("gain", one.unrealized_pl, "-0.5")
    refused(lambda: client.get_open_position("MSFT"), 404, 40410000, "position not found: MSFT")


@step
def closed_position():
    part = client.close_position("AAPL", ClosePositionRequest(qty="4"))
    same("part", (part.qty, part.side), ("4", OrderSide.SELL))
    until("fill", lambda: "fill" in events_of(part))
    same("rest", client.get_open_position("AAPL").qty, "6")
    answers = client.close_all_positions(cancel_orders=True)
    same("answers", [(answer.symbol, answer.status) for answer in answers], [("AAPL", 200)])
    until("fill", lambda: len([u for u in updates if u.event == "fill"]) == 3)
    same("positions", client.get_all_positions(), [])
    same("cash", client.get_account().cash, "99999")


@step
def activities():
    found = client.get("/account/activities/FILL", {"direction": "asc"})
    same("fills", [(one["side"], one["qty"], one["price"]) for one in found],
         [("buy", "10", "100.05"), ("sell", "4", "99.95"), ("sell", "6", "99.95")])
    same("order", found[0]["order_id"], str(kept["market"].id))
    first = client.get("/account/activities", {"page_size": "1"})
    second = client.get("/account/activities", {"page_size": "1", "page_token": first[0]["id"]})
    same("pages", (first[0]["id"], second[0]["id"]), (found[2]["id"], found[1]["id"]))


@step
def portfolio_history():
    found = client.get_portfolio_history(GetPortfolioHistoryRequest(period="1D", timeframe="1Min"))
    same("timeframe", found.timeframe, "1Min")
    same("base", found.base_value, 100000.0)
    same("first", (found.timestamp[0], found.equity[0]), (int(OPEN.timestamp()), 100000.0))
    same("last", (found.equity[-1], found.profit_loss[-1]), (99999.0, -1.0))


@step
def bars_of_the_past():
    found = history.get_stock_bars(
        StockBarsRequest(
            symbol_or_symbols=["AAPL", "MSFT"], timeframe=TimeFrame.Minute, start=OPEN,
            end=OPEN + timedelta(minutes=2),
        )
    )
    for symbol in ("AAPL", "MSFT"):
        got = [(bar.timestamp, bar.close, bar.volume) for bar in found[symbol]]
        same(symbol, got, [(OPEN + timedelta(minutes=m), 100.0, 10000.0 + m) for m in range(3)])
    few = history.get_stock_bars(
        StockBarsRequest(symbol_or_symbols="AAPL", timeframe=TimeFrame.Minute, start=OPEN, limit=2)
    )
    same("limit", len(few["AAPL"]), 2)


@step
def bars_in_pages():
    query = {"symbols": "AAPL,MSFT", "timeframe": "1Min", "start": OPEN.isoformat(),
             "end": (OPEN + timedelta(minutes=2)).isoformat(), "limit": "2"}
    sizes, token = [], None
    while True:
        page = history.get("/stocks/bars", {**query, **({"page_token": token} if token else {})})
        sizes.append({symbol: len(some) for symbol, some in page["bars"].items()})
        token = page["next_page_token"]
        if token is None:
            break
    same("pages", sizes, [{"AAPL": 2}, {"AAPL": 1, "MSFT": 1}, {"MSFT": 2}])


@step
def latest_quote_and_trade():
    quote = history.get_stock_latest_quote(StockLatestQuoteRequest(symbol_or_symbols="AAPL"))["AAPL"]
    same("quote", (quote.bid_price, quote.ask_price), (100.0, 100.01))
    trade = history.get_stock_latest_trade(StockLatestTradeRequest(symbol_or_symbols=["AAPL"]))["AAPL"]
    same("trade", trade.price, 100.0)


@step
def streams_end():
    heard = len(bars)
    same("consecutive", all(b.timestamp - a.timestamp == timedelta(minutes=1)
                            for a, b in zip(bars[:heard], bars[1:heard])), True)
    updates_stream.stop()
    data_stream.stop()


for run in steps:
    try:
        run()
    except Exception as problem:
        print(f"FAILED {run.__name__}: {type(problem).__name__}: {problem}", flush=True)
        sys.exit(1)
    print(f"ok {run.__name__}", flush=True)
sys.stdout.flush()
