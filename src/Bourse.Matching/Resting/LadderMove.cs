namespace Bourse.Matching;

/// <summary>
/// Moves a ladder's window: levels that fall out of it join the far ones, far ones that it now covers come in, and the
/// nodes of empty levels go back to the pool. At most 65,536 levels, a few nanoseconds each.
/// </summary>
internal readonly struct LadderMove(NodePool nodes, FarLevels far)
{
    public void To(ref int[] window, ref PriceBitmap open, ref long low, int length, long newLow)
    {
        var newWindow = window;
        var newOpen = open;
        if (length != window.Length)
        {
            newWindow = new int[length];
            newOpen = new PriceBitmap(length);
        }

        Leave(window, open, newWindow, newOpen, newLow);
        window = newWindow;
        open = newOpen;
        low = newLow;
        Enter(newWindow, newOpen, newLow);
    }

    private void Leave(int[] window, PriceBitmap open, int[] newWindow, PriceBitmap newOpen, long newLow)
    {
        for (var slot = 0; slot < window.Length; slot++)
        {
            var node = window[slot];
            if (node == 0)
                continue;
            ref var level = ref nodes.Level(node);
            var stays = (ulong)(level.Key - newLow) < (ulong)newWindow.Length;
            if (stays && newWindow == window)
                continue;
            window[slot] = 0;
            if (level.Orders == 0)
            {
                nodes.Give(node);
                continue;
            }

            open.Clear(slot);
            if (stays)
                Place(newWindow, newOpen, level.Key, node);
            else
                far.Add(level.Key, node);
        }
    }

    private void Enter(int[] window, PriceBitmap open, long low)
    {
        while (true)
        {
            var key = far.Below(low + window.Length, out var node);
            if (key < low || node == 0)
                return;
            far.Remove(key);
            Place(window, open, key, node);
        }
    }

    private static void Place(int[] window, PriceBitmap open, long key, int node)
    {
        var slot = (int)key & (window.Length - 1);
        window[slot] = node;
        open.Set(slot);
    }
}
