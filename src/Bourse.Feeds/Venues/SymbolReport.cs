using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>How one instrument of a connection is.</summary>
/// <param name="IsBookLive">Its book has a snapshot and all changes since.</param>
/// <param name="Checksums">Books that were compared with the venue's checksum and were right.</param>
/// <param name="LastEvent">When the last event was received; 0 before the first.</param>
/// <param name="Notice">What the venue said of it last, why it refuses it among others.</param>
public sealed record SymbolReport(
    string Symbol, string VenueName, bool IsBookLive, long Events, long Gaps, long Resyncs, long Checksums,
    long WrongChecksums, Timestamp LastEvent, string Notice = "")
{
    internal static SymbolReport Of(MarketLine line) => new(
        line.Symbol.Symbol, line.VenueName, line.IsLive, line.Events, line.Gaps, line.Resyncs, line.RightChecksums,
        line.WrongChecksums, line.LastEventAt, line.Notice);
}
