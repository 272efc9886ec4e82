namespace Bourse.Gateway.Watching;

/// <summary>
/// The lowest, or the highest, price of a window that moves on with time. Only prices that can still become the extreme are
/// kept, at most one a step, each worse than the one before.
/// </summary>
internal sealed class ExtremeWindow(int steps, bool isLowest)
{
    private (long Step, long Price)[] _ring = new (long, long)[4];
    private int _first;
    private int _count;

    /// <summary>Null while the window is empty.</summary>
    public long? Extreme => _count == 0 ? null : _ring[_first].Price;

    /// <summary>Forgets what has left the window, now that a step has come.</summary>
    public void Advance(long step)
    {
        while (_count > 0 && _ring[_first].Step <= step - steps)
        {
            _first = (_first + 1) & (_ring.Length - 1);
            _count--;
        }
    }

    /// <summary>Takes a price of the newest step.</summary>
    public void Add(long step, long price)
    {
        while (_count > 0 && !IsBetter(Last.Price, price))
            _count--;
        if (_count > 0 && Last.Step == step)
            return;
        if (_count == _ring.Length)
            Grow();
        _ring[(_first + _count++) & (_ring.Length - 1)] = (step, price);
    }

    private (long Step, long Price) Last => _ring[(_first + _count - 1) & (_ring.Length - 1)];

    private bool IsBetter(long price, long than) => isLowest ? price < than : price > than;

    private void Grow()
    {
        var larger = new (long, long)[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_first + i) & (_ring.Length - 1)];
        (_ring, _first) = (larger, 0);
    }
}
