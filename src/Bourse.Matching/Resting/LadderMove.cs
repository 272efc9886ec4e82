namespace Bourse.Matching;

/// <summary>
/// Moves a ladder's window: levels that fall out of it join the far ones, and far ones that it now covers come in. At
/// most 65,536 levels, a few nanoseconds each.
/// </summary>
internal readonly struct LadderMove(NodePool nodes, FarLevels far)
{
    public void To(ref int[] window, ref PriceBitmap open, ref long low, int length, long newLow)
    {
        var (oldWindow, oldOpen) = (window, open);
        if (length != window.Length)
            (window, open) = (new int[length], new PriceBitmap(length));
        for (var slot = oldOpen.AtOrAbove(0); slot >= 0; slot = oldOpen.AtOrAbove(slot + 1))
            Move(oldWindow[slot], slot, oldWindow, oldOpen, window, open, newLow);
        low = newLow;
        Enter(window, open, newLow);
    }

    private void Move(
        int level, int slot, int[] oldWindow, PriceBitmap oldOpen, int[] window, PriceBitmap open, long low)
    {
        var key = nodes.Level(level).Key;
        if ((ulong)(key - low) >= (ulong)window.Length)
        {
            oldOpen.Clear(slot);
            far.Add(key, level);
        }
        else if (window != oldWindow)
        {
            Place(window, open, key, level);
        }
    }

    private void Enter(int[] window, PriceBitmap open, long low)
    {
        while (true)
        {
            var key = far.Below(low + window.Length, out var level);
            if (key < low || level == 0)
                return;
            far.Remove(key);
            Place(window, open, key, level);
        }
    }

    private static void Place(int[] window, PriceBitmap open, long key, int level)
    {
        var slot = (int)key & (window.Length - 1);
        window[slot] = level;
        open.Set(slot);
    }
}
