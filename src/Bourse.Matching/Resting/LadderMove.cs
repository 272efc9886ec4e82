namespace Bourse.Matching;

/// <summary>
/// Moves a ladder's window: levels that fall out of it join the far ones, and far ones that it now covers come in. At
/// most 65,536 levels, a few nanoseconds each.
/// </summary>
internal readonly struct LadderMove(FarLevels far)
{
    public void To(ref PriceWindow window, int length, long low)
    {
        var old = window;
        if (length == old.Length)
            window.Low = low;
        else
            window = PriceWindow.OfLength(length, low);
        for (var level = old.NextLevel(0, out var slot); slot >= 0; level = old.NextLevel(slot + 1, out slot))
            Move(level, old, window);
        if (length != old.Length)
            old.Release();
        Enter(window);
    }

    private void Move(int level, in PriceWindow old, in PriceWindow window)
    {
        var key = Nodes.Level(level).Key;
        if (!window.Covers(key))
        {
            old.Close(key);
            far.Add(key, level);
        }
        else if (window.Length != old.Length)
        {
            window.Open(key, level);
        }
    }

    private void Enter(in PriceWindow window)
    {
        for (var key = far.Below(window.High + 1, out var level);
             key >= window.Low && level != 0;
             key = far.Below(window.High + 1, out level))
        {
            far.Remove(key);
            window.Open(key, level);
        }
    }
}
