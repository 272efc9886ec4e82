namespace Bourse.Tests;

/// <summary>Counts what a piece of code allocates on the calling thread.</summary>
internal static class Allocation
{
    /// <summary>
    /// The fewest bytes that one of several runs allocates: a collection asked for by another thread ends this thread's
    /// allocation buffer early, and its unused rest then counts as allocated.
    /// </summary>
    public static long LeastOf(int runs, Action action)
    {
        var least = long.MaxValue;
        for (var i = 0; i < runs && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>
    /// The bytes that 100 runs allocate, after a first run has warmed up whatever is made once; see
    /// <see cref="LeastOf"/> for why it is four times the least of 25.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var group = 0; group < 4; group++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 25; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return 4 * least;
    }
}
