"""Writes the expected statistics beside this file, from libraries that are not ours.

Run with Python 3.11, numpy 2.4.6, pandas 3.1.1, scipy 1.17.1, empyrical-reloaded 0.7.1 (Apache-2.0):
    pip install numpy==2.4.6 pandas==3.1.1 scipy==1.17.1 empyrical-reloaded==0.7.1 && python oracle.py
The series are drawn once, with a fixed seed; the sessions are New York's of 2023.
"""
import csv
import os

import empyrical
import numpy as np
import pandas as pd
from scipy import stats

HERE = os.path.dirname(os.path.abspath(__file__))
N = 252
RISK_FREE = 0.02
TARGET = 1.0
HOLIDAYS = pd.to_datetime(["2023-01-02", "2023-01-16", "2023-02-20", "2023-04-07", "2023-05-29",
                           "2023-06-19", "2023-07-04", "2023-09-04", "2023-11-23", "2023-12-25"])
DAYS = pd.bdate_range("2023-01-02", "2023-12-29").difference(HOLIDAYS)


def series():
    random = np.random.default_rng(20230103)
    market = random.normal(0.0004, 0.009, len(DAYS))
    yield "growing", 0.0006 + 0.6 * market + random.normal(0, 0.005, len(DAYS)), market
    yield "fat-tailed", -0.0004 + 0.008 * random.standard_t(3, len(DAYS)), market
    yield "short", random.normal(0.002, 0.01, 5), market[:5]
    yield "flat-then-moving", np.r_[np.zeros(100), random.normal(-0.001, 0.02, 60)], market[:160]


def expected(r, b):
    free = RISK_FREE / N
    x = r.to_numpy()
    yield "VOLATILITY", empyrical.annual_volatility(r), "empyrical.annual_volatility"
    yield "SHARPE", empyrical.sharpe_ratio(r, risk_free=free), "empyrical.sharpe_ratio"
    yield "SORTINO", empyrical.sortino_ratio(r, required_return=free), "empyrical.sortino_ratio"
    yield "MAX_DRAWDOWN", -empyrical.max_drawdown(r), "empyrical.max_drawdown"
    yield "TOTAL_RETURN", empyrical.cum_returns_final(r), "empyrical.cum_returns_final"
    yield "VAR_95", -empyrical.value_at_risk(r, 0.05), "empyrical.value_at_risk"
    yield "CVAR_95", -empyrical.conditional_value_at_risk(r, 0.05), "empyrical.conditional_value_at_risk"
    yield "VAR_99", -empyrical.value_at_risk(r, 0.01), "empyrical.value_at_risk"
    yield "CVAR_99", -empyrical.conditional_value_at_risk(r, 0.01), "empyrical.conditional_value_at_risk"
    yield "BETA", empyrical.beta(r, b, risk_free=free), "empyrical.beta"
    yield "TRACKING_ERROR", empyrical.annual_volatility(r - b), "empyrical.annual_volatility of the difference"
    yield "INFORMATION_RATIO", empyrical.excess_sharpe(r, b) * np.sqrt(N), "empyrical.excess_sharpe annualised"
    line = stats.linregress(b.to_numpy() - free, x - free)
    yield "ALPHA", line.intercept * N, "scipy.stats.linregress intercept times 252"
    yield "TREYNOR", (x - free).mean() * N / line.slope, "scipy.stats.linregress slope"
    sharpe = (x - free).mean() / x.std(ddof=1)
    error = np.sqrt((1 - stats.skew(x, bias=False) * sharpe
                     + (stats.kurtosis(x, fisher=False, bias=False) - 1) / 4 * sharpe ** 2) / (len(x) - 1))
    yield "PSR", stats.norm.cdf((sharpe - TARGET / np.sqrt(N)) / error), "Bailey and Lopez de Prado by scipy.stats"


def main():
    with open(os.path.join(HERE, "series.csv"), "w", newline="") as points, \
            open(os.path.join(HERE, "expected.csv"), "w", newline="") as values, \
            open(os.path.join(HERE, "months.csv"), "w", newline="") as months:
        write_points, write_value, write_month = csv.writer(points), csv.writer(values), csv.writer(months)
        write_points.writerow(["series", "date", "equity", "benchmark"])
        write_value.writerow(["series", "statistic", "value", "source"])
        write_month.writerow(["series", "year", "month", "return"])
        for name, own, market in series():
            days = DAYS[:len(own)]
            equity = np.round(np.r_[100_000, 100_000 * np.cumprod(1 + own)], 2)
            bench = np.round(np.r_[400, 400 * np.cumprod(1 + market)], 4)
            for day, e, b in zip(["start"] + [d.date().isoformat() for d in days], equity, bench):
                write_points.writerow([name, day, repr(float(e)), repr(float(b))])
            r = pd.Series(equity).pct_change().iloc[1:].set_axis(days)
            m = pd.Series(bench).pct_change().iloc[1:].set_axis(days)
            for statistic, value, source in expected(r, m):
                write_value.writerow([name, statistic, repr(float(value)), source])
            for (year, month), value in empyrical.aggregate_returns(r, "monthly").items():
                write_month.writerow([name, year, month, repr(float(value))])


if __name__ == "__main__":
    main()
