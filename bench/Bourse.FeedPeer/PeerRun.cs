using System.Diagnostics;
using System.Globalization;

namespace Bourse.FeedPeer;

/// <summary>
/// A recording taken again and again. Messages with snapshots are timed apart: a venue sends them once a connection, a
/// recording of half a minute in every round.
/// </summary>
internal sealed class PeerRun(string protocol, List<PlainMessage> messages)
{
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(500);

    private readonly bool[] _isSnapshot = new bool[messages.Count];
    private PlainVenue _last = Create(protocol);
    private double _perSecond;
    private double _bytesPerMessage;

    public void Measure(int rounds)
    {
        FindSnapshots();
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
            _isSnapshot[i] = venue.Snapshots > before;
        }
    }

    private void Round()
    {
        long ticks = 0, allocated = 0, count = 0;
        var round = Stopwatch.StartNew();
        do
        {
            _last = Create(protocol);
            for (var i = 0; i < messages.Count;)
            {
                var first = i;
                var (start, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
                for (; i < messages.Count && _isSnapshot[i] == _isSnapshot[first]; i++)
                    _last.Take(messages[i]);
                if (_isSnapshot[first])
                    continue;
                ticks += Stopwatch.GetTimestamp() - start;
                allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
                count += i - first;
            }
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
