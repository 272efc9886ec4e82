using System.Diagnostics;
using System.Globalization;

namespace Bourse.FeedPeer;

/// <summary>
/// A recording taken again and again, each time from the beginning; timed is what comes behind the last snapshot.
/// </summary>
internal sealed class PeerRun(string protocol, List<PlainMessage> messages)
{
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(500);

    private PlainVenue _last = Create(protocol);
    private int _steadyFrom;
    private double _perSecond;
    private double _bytesPerMessage;

    /// <summary>The best of so many rounds, after one to warm up.</summary>
    public void Measure(int rounds)
    {
        FindSnapshots();
        Round();
        for (var round = 0; round < rounds; round++)
            Round();
    }

    /// <summary>Writes messages a second, bytes a message, what was counted, then each book's best prices.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_perSecond:F0} {_bytesPerMessage:F1}"));
        output.WriteLine($"{_last.Trades} {_last.Quotes} {_last.Levels}");
        foreach (var (symbol, book) in _last.Books)
            output.WriteLine($"{symbol} {book}");
    }

    private void FindSnapshots()
    {
        var venue = Create(protocol);
        for (var i = 0; i < messages.Count; i++)
        {
            var before = venue.Snapshots;
            venue.Take(messages[i]);
            if (venue.Snapshots > before)
                _steadyFrom = i + 1;
        }
    }

    private void Round()
    {
        long ticks = 0, allocated = 0, count = 0;
        var round = Stopwatch.StartNew();
        do
        {
            _last = Create(protocol);
            for (var i = 0; i < _steadyFrom; i++)
                _last.Take(messages[i]);
            var (start, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            for (var i = _steadyFrom; i < messages.Count; i++)
                _last.Take(messages[i]);
            ticks += Stopwatch.GetTimestamp() - start;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            count += messages.Count - _steadyFrom;
        }
        while (round.Elapsed < RoundLength);
        _perSecond = Math.Max(_perSecond, count / Stopwatch.GetElapsedTime(0, ticks).TotalSeconds);
        _bytesPerMessage = (double)allocated / count;
    }

    private static PlainVenue Create(string protocol) => protocol switch
    {
        "kraken-v1" => new PlainKrakenV1(),
        "kraken" => new PlainKrakenV2(),
        "coinbase" => new PlainCoinbase(),
        "coinbase-advanced" => new PlainAdvanced(),
        "binance" => new PlainBinance(isFutures: false),
        "binance-futures" => new PlainBinance(isFutures: true),
        _ => throw new ArgumentException($"there is no protocol '{protocol}'"),
    };
}
