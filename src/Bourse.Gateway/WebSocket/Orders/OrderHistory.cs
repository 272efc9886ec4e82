using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// One private channel's way from a past sequence of the blotter to the live one: it reads through a cursor of its own, as
/// fast as its client takes the frames, and joins the live channels when it is near. No gap, no duplicate.
/// </summary>
internal sealed class OrderHistory : IDisposable
{
    /// <summary>So near to the live position, the rest is read while nothing is published.</summary>
    public const int HandOffEventsMax = 256;

    private const int BurstEvents = 16_384;
    private const int TicketsMax = 1_024;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(1);

    private readonly BlotterFanout _fanout;
    private readonly Subscription _channel;
    private readonly OrderFrames _frames;
    private readonly JournalCursor _cursor;
    private long _previous;

    /// <exception cref="JournalSequenceException">The blotter does not have the sequence.</exception>
    public OrderHistory(BlotterFanout fanout, Subscription channel, long from)
    {
        (_fanout, _channel, _previous) = (fanout, channel, from - 1);
        _cursor = fanout.Blotter.OpenCursor(from);
        _frames = fanout.MakeFrames(TicketsMax);
        channel.IsPaced = true;
    }

    /// <summary>The last sequence that was read.</summary>
    public long Position => _cursor.NextSequence - 1;

    /// <summary>Sends what the account had before the first event, in as many parts as that takes.</summary>
    public async Task SendAsync(OrderSnapshot snapshot)
    {
        foreach (var part in snapshot.Parts())
        {
            await _channel.Outbox.WaitForRoomAsync().ConfigureAwait(false);
            if (_channel.IsClosed)
                return;
            _channel.TakeWhole(_frames.Snapshot(_channel.Topic.Name, part), Position);
        }
    }

    /// <summary>Runs until the channel is live or closed.</summary>
    /// <exception cref="JournalException">The blotter is damaged, or what is next was deleted from it.</exception>
    public async Task RunAsync()
    {
        while (!_channel.IsClosed)
        {
            await _channel.Outbox.WaitForRoomAsync().ConfigureAwait(false);
            _channel.HasRoom = true;
            var before = Position;
            await ReadBurstAsync().ConfigureAwait(false);
            if (_fanout.TryHandOff(this, _channel))
                return;
            if (Position == before)
                await Task.Delay(Retry).ConfigureAwait(false);
            else
                await Task.Yield();
        }
    }

    /// <summary>Reads up to a sequence that has been published.</summary>
    public void ReadThrough(long sequence)
    {
        while (Position < sequence && TryReadOne())
        {
        }
    }

    public void Dispose()
    {
        _cursor.Dispose();
        _frames.Dispose();
    }

    private async Task ReadBurstAsync()
    {
        await _fanout.Readings.WaitAsync().ConfigureAwait(false);
        try
        {
            var last = Math.Min(_fanout.Position, Position + BurstEvents);
            while (Position < last && TryReadOne() && _channel.HasRoom)
            {
            }
        }
        finally
        {
            _fanout.Readings.Release();
        }
    }

    private bool TryReadOne()
    {
        if (!_cursor.TryRead(out var found))
            return false;
        var record = new BlotterRecord((EventType)found.Type, found.Payload);
        var isOfChannel = _channel.Account == AccountListeners.Everybody || record.Header.Account == _channel.Account;
        if (!isOfChannel || !OrderFrames.IsTold(record))
            return true;
        _channel.TakeWhole(_frames.Of(_channel.Topic.Name, record, found.Sequence, _previous), found.Sequence);
        _fanout.Counters.Sent();
        _previous = found.Sequence;
        return true;
    }
}
