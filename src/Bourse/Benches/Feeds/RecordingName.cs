namespace Bourse.Benches.Feeds;

/// <summary>A recording that comes with the program, and how its venue was followed.</summary>
/// <param name="Files">Names of files, of one moment; their messages are merged by time.</param>
/// <param name="Depth">Levels a side that were subscribed to; 0 where the venue gives no choice.</param>
internal sealed record RecordingName(string Title, string Protocol, string[] Files, int Depth = 0)
{
    /// <summary>Raw frames of Kraken's v2, one a line: measured against where a folder has it.</summary>
    public const string Excerpt = "v2_raw_wire_btcusd_d10_excerpt.jsonl";

    public static readonly RecordingName KrakenV1 = new(
        "Kraken v1", "kraken-v1", ["KRAKEN.ws.48.0.gz", "KRAKEN.ws.49.0.gz", "KRAKEN.ws.50.0.gz"], 1000);

    public static readonly RecordingName KrakenV1Ten = new(
        "Kraken v1, ten levels", "kraken-v1", ["KRAKEN_V1_BOOK10_2023.jsonl.gz"], 10);

    public static readonly RecordingName Kraken = new(
        "Kraken v2", "kraken", ["KRAKEN_V2_BOOK10_2023.jsonl.gz"], 10);

    public static readonly RecordingName KrakenExcerpt = new("Kraken v2, raw excerpt", "kraken", [Excerpt], 10);

    public static readonly RecordingName Coinbase = new("Coinbase Exchange", "coinbase", ["COINBASE.ws.28.0.gz"]);

    public static readonly RecordingName Advanced = new(
        "Coinbase Advanced", "coinbase-advanced", ["COINBASE_ADVANCED_2026.jsonl.gz"]);

    public static readonly RecordingName Binance = new(
        "Binance", "binance", ["BINANCE.http.0.0.gz", "BINANCE.ws.1.0.gz"]);

    public static readonly RecordingName BinanceUs = new(
        "Binance US", "binance", ["BINANCE_US.http.0.0.gz", "BINANCE_US.ws.1.0.gz"]);

    public static readonly RecordingName BinanceFutures = new(
        "Binance futures", "binance-futures", ["BINANCE_FUTURES.http.0.0.gz", "BINANCE_FUTURES.ws.1.0.gz"]);

    /// <summary>Those whose speed is measured.</summary>
    public static IReadOnlyList<RecordingName> Measured { get; } =
        [KrakenV1, Kraken, Coinbase, Advanced, Binance, BinanceUs, BinanceFutures];
}
