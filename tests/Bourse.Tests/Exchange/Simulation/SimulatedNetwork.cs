namespace Bourse.Tests.Exchange;

/// <summary>Brings packets late, in another order, twice or never.</summary>
internal sealed class SimulatedNetwork<T>(SimulationFaults faults, Random random)
{
    private readonly PriorityQueue<T, (long Due, int Number)> _packets = new();
    private int _sent;

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    public void Send(T packet, long now, bool mayDouble)
    {
        if (random.NextDouble() < faults.Losses)
            Lost++;
        else
            Queue(packet, now);
        if (!mayDouble || random.NextDouble() >= faults.Doubles)
            return;
        Doubled++;
        Queue(packet, now);
    }

    public bool TryReceive(long now, out T packet)
    {
        if (_packets.TryPeek(out packet!, out var due) && due.Due <= now)
        {
            _packets.Dequeue();
            return true;
        }

        return false;
    }

    private void Queue(T packet, long now)
    {
        var delay = random.NextDouble() < faults.Delays ? random.Next(400) : random.Next(3);
        _packets.Enqueue(packet, (now + delay, random.Next(4) == 0 ? _sent++ - random.Next(8) : _sent++));
    }
}
