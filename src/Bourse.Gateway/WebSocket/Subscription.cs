using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>One channel that one client has joined.</summary>
internal sealed class Subscription(Topic topic, string joinRef, JoinRequest request, Outbox outbox)
{
    private volatile bool _isClosed;

    public Topic Topic { get; } = topic;

    /// <summary>The JSON text of the reference under which the client joined.</summary>
    public string JoinRef { get; } = joinRef;

    /// <summary>The number of the account whose events a channel of orders has; 0 everybody's.</summary>
    public int Account { get; init; }

    public BarInterval Interval { get; } = request.Interval;

    /// <summary>Levels a side of a book channel; 0 for all.</summary>
    public int Depth { get; } = request.Depth;

    public Outbox Outbox { get; } = outbox;

    /// <summary>Changed by the fan-out only, within its lock, once the channel is live.</summary>
    public InstrumentChoice Choice { get; set; } = request.Choice;

    /// <summary>Events up to this sequence are not sent live: the client has them. Guarded by the fan-out.</summary>
    public long LiveAfter { get; set; }

    /// <summary>Not null while the channel is conflated. Guarded by the outbox.</summary>
    public Lag? Lag { get; set; }

    /// <summary>True while history is being read: frames then wait for the client instead of being conflated.</summary>
    public bool IsPaced { get; set; }

    /// <summary>Whether the outbox takes more history. Of the thread that reads it.</summary>
    public bool HasRoom { get; set; } = true;

    /// <summary>Left, replaced or cut: what still waits for it is not sent.</summary>
    public bool IsClosed => _isClosed;

    public void Close() => _isClosed = true;

    /// <summary>Ended by the server, which has told the client; the client may join again.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>
    /// Hands over a frame that is never conflated; false when the client does not keep up, and the channel has ended after
    /// what waits. It is told with which sequence to begin again.
    /// </summary>
    public bool TakeWhole(byte[] frame, long sequence)
    {
        if (IsPaced)
        {
            HasRoom = Outbox.SendPaced(frame, this, sequence);
            return true;
        }

        if (Outbox.Send(frame, this))
            return true;
        HasEnded = true;
        Outbox.SendLast(
            this, ChannelFrames.Behind(Topic.Name, sequence),
            ChannelFrames.Failed(JoinRef, Topic.Name, Refusal.Behind(sequence)));
        return false;
    }

    /// <summary>
    /// Hands a frame to the client's outbox: live at once, history with a word whether there is room.
    /// </summary>
    public void Take(byte[] frame, long sequence, long key)
    {
        if (IsPaced)
            HasRoom = Outbox.SendPaced(frame, this, sequence);
        else
            Outbox.Offer(this, frame, sequence, key);
    }
}
