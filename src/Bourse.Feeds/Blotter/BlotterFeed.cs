using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Blotter;

/// <summary>
/// Publishes what our own exchange made public, as venue BOURSE: reads the blotter from its beginning, and publishes
/// what the tape does not have of it. Works behind the exchange, at its own pace, in its process or in another one.
/// </summary>
/// <remarks>
/// Where it goes on is told by the tape: events carry the numbers of the blotter's records and of the trades. What is
/// on the blotter is durable in the orders, so that nothing published is ever taken back.
/// </remarks>
public sealed class BlotterFeed(JournalReader orders, JournalReader blotter) : IFeed
{
    // Told to stop, it goes on to the blotter's end, unless that is so far that the next start had better read it.
    private const long BehindMaxAtStop = 100_000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // A command's events are written in one go: what has not come by then belongs to no command that has begun.
    private static readonly TimeSpan CommandTime = TimeSpan.FromMilliseconds(1);

    private long _read;

    public string Name => "exchange";

    /// <summary>Records of the blotter that have not been read yet; any thread.</summary>
    public long Behind => Math.Max(0, blotter.LastSequence - Volatile.Read(ref _read));

    /// <inheritdoc/>
    public void Run(TapeInlet tape, CancellationToken stopping)
    {
        using var cursor = blotter.OpenCursor(1);
        while (!cursor.Wait(LookEvery, stopping))
            if (stopping.IsCancellationRequested)
                return;
        var market = new PublicMarket(tape, orders.JournalId);
        if (market.Position > blotter.LastSequence)
            throw Apart(tape, $"the blotter ends with {blotter.LastSequence}, the tape has it up to {market.Position}");
        try
        {
            Follow(cursor, market, stopping);
        }
        catch (InvalidDataException another)
        {
            throw Apart(tape, another.Message);
        }
    }

    // Which exchange came first is for people to say: publishing on would mix two.
    private static FeedException Apart(TapeInlet tape, string why)
    {
        var text = $"the tape has market data of another course of this exchange: {why}";
        tape.PublishState(FeedState.Failed, text);
        return new FeedException($"exchange: {text}. Nothing is published until both are of the same course.");
    }

    private void Follow(JournalCursor cursor, PublicMarket market, CancellationToken stopping)
    {
        while (true)
        {
            while (cursor.TryRead(out var record))
            {
                market.Take(record);
                Volatile.Write(ref _read, record.Sequence);
                if (stopping.IsCancellationRequested && Behind > BehindMaxAtStop)
                    return;
            }

            if (market.IsWithinCommand && cursor.Wait(WaitStrategy.Yield, CommandTime, stopping))
                continue;
            market.Flush();
            if (stopping.IsCancellationRequested)
                return;
            cursor.Wait(LookEvery, stopping);
        }
    }
}
